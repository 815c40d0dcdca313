import { useMatches } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isOnPhone } from "./phone-document";
import { destinationOf } from "./navigation";

/** What a route may say of itself: the key of its title, where it is not the name of a destination of the header. */
export interface PageHandle {
  readonly title: string;
}

const SHELL_TITLE = "探访 · 一刻钟 Quarterhour";

/**
 * What the tab, the history and a screen reader call the page, in its language. A title that the loader gave goes before
 * (its route prints it); then the route's own, then the destination of the header it belongs to.
 */
export function PageTitle() {
  const matches = useMatches();
  const { t } = useTranslation("layout");
  const last = matches.at(-1);
  if (last && hasTitle(last.data)) return null;
  // The shell of the phone's pages is one for all of them and both languages, until the page itself is there.
  if (isOnPhone(last?.pathname ?? "/") && !last?.handle) return <title>{SHELL_TITLE}</title>;
  const destination = destinationOf(last?.pathname ?? "/");
  const key = (last?.handle as PageHandle | undefined)?.title ?? (destination && `nav.${destination.key}`);
  return <title>{key ? `${t(key)} · ${t("brand")}` : t("fullBrand")}</title>;
}

const hasTitle = (data: unknown): boolean =>
  typeof data === "object" && data !== null && "title" in data && typeof data.title === "string";

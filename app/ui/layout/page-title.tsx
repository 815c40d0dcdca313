import { useMatches } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Subject } from "~/ui/languages/words-apart";
import { isOnPhone } from "./phone-document";
import { destinationOf } from "./navigation";

/** What a route may say of itself. */
export interface PageHandle {
  /** the key of its title, where it is not the name of a destination of the header */
  readonly title: string;
  /** whose words the page uses beside those of the layout; a public page that says nothing has its frame's, any other `all` (100 kB) */
  readonly words?: readonly Subject[];
}

const SHELL_TITLE = "探访 · 一刻钟 Quarterhour";

/**
 * What the tab, the history and a screen reader call the page, in its language. A title that the loader gave goes before
 * (its route prints it); then the route's own, then the destination of the header it belongs to.
 */
export function PageTitle() {
  const matches = useMatches();
  const { t, i18n } = useTranslation("layout");
  const last = matches.at(-1);
  if (last && hasTitle(last.data)) return null;
  // The shell of the phone's pages is one for all of them and both languages, until the page itself is there.
  if (isOnPhone(last?.pathname ?? "/") && !last?.handle) return <title>{SHELL_TITLE}</title>;
  const destination = destinationOf(last?.pathname ?? "/");
  const key = (last?.handle as PageHandle | undefined)?.title ?? (destination && `nav.${destination.key}`);
  return <title>{key && i18n.exists(key, { ns: "layout" }) ? `${t(key)} · ${t("brand")}` : t("fullBrand")}</title>;
}

const hasTitle = (data: unknown): boolean =>
  typeof data === "object" && data !== null && "title" in data && typeof data.title === "string";

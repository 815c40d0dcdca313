import { MAP_LOOK, type MapTone } from "~/ui/map/map-tone";
import { isExtension } from "../domain/extending";
import type { OnePage, PageSite } from "../domain/one-page";
import type { PageUnits } from "./page-units";

/** «容量 40 → 70 人» of a place made larger, «可容 30 人» of a new one; "" = as many as come. */
export function roomWords({ capacity, licensed }: Pick<PageSite, "capacity" | "licensed">, { t, count }: PageUnits): string {
  if (capacity === null) return "";
  return licensed === null
    ? t("page.sites.holds", { people: count(capacity) })
    : t("page.sites.holdsMore", { before: count(licensed), people: count(licensed + capacity) });
}

/** The terms existing places could be extended on; "" = they could not. */
export function extendCondition({ question: { extend = null }, extendable }: OnePage, { t, count, money }: PageUnits): string {
  if (!extend) return "";
  const terms = [
    extend.build === null ? "" : t("page.conditions.extendBuild", { value: money(extend.build) }),
    extend.yearly === null ? "" : t("page.conditions.extendYearly", { value: money(extend.yearly) }),
    extend.most === null ? "" : t("page.conditions.extendMost", { value: count(extend.most) }),
    extendable === null ? "" : t("page.conditions.extendable", { value: count(extendable) }),
  ].filter(Boolean);
  return t("page.conditions.extend", { value: count(extend.people), terms: terms.join(t("page.and")) });
}

/** Another shape and another colour than the new ones of that service. */
export const toneOfExtension = (tone: MapTone): MapTone => (MAP_LOOK[tone].shape === MAP_LOOK.amber.shape ? "brown" : "amber");

/** What the map of the one page shows, for whoever does not see it. */
export function pictureName({ sites }: OnePage, { t }: PageUnits): string {
  const extended = sites.filter(isExtension).length;
  const count = sites.length - extended;
  return extended === 0 ? t("page.map.name", { count }) : t("page.map.nameExtend", { count, extended });
}

/** How many new ones, and how many of those that are there are made larger. */
export function newAndLarger(sites: OnePage["sites"], types: string, { t }: PageUnits): string {
  const count = sites.filter(isExtension).length;
  const fresh = sites.length - count;
  if (count === 0) return t("page.sentence.new", { count: fresh, types });
  if (fresh === 0) return t("page.sentence.extendAlone", { count, types });
  return `${t("page.sentence.new", { count: fresh, types })}${t("page.sentence.extend", { count })}`;
}

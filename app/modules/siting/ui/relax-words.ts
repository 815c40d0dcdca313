import { MUST, UPPER_SITES } from "../domain/level-limits";
import { sideOf } from "../domain/relaxed-question";
import type { SitingQuestion } from "../domain/siting-question";
import type { FewerReason, SitingWithout } from "../domain/siting-result";
import type { PageUnits } from "./page-units";

/** Which rule gives, on which side, and how far. */
export function relaxWords(
  relaxed: SitingWithout["relax"][number],
  question: SitingQuestion,
  { t, money, count, area: areaText, language }: PageUnits,
): string {
  const { key, needed, area } = relaxed;
  const isKnown = needed !== null;
  switch (key) {
    case "sites":
      return isKnown ? t("impossible.key.sites", { needed: count(needed) }) : t("impossible.key.sitesNone");
    case "extended":
      return isKnown ? t("impossible.key.extended", { needed: count(needed) }) : t("impossible.key.extendedNone");
    case "build":
      return isKnown ? t("impossible.key.build", { needed: money(needed) }) : t("impossible.key.buildNone");
    case "yearly":
      return isKnown ? t("impossible.key.yearly", { needed: money(needed) }) : t("impossible.key.yearlyNone");
    case UPPER_SITES:
      return isKnown ? t("impossible.key.upperSites", { needed: count(needed) }) : t("impossible.key.upperSitesNone");
    case "needs":
      return t("impossible.key.needs");
    case "conflicts":
      return t("impossible.key.conflicts");
    case "capacity":
      return t("impossible.key.capacity");
    default:
      break;
  }
  if (key.startsWith(MUST)) {
    const name = (language === "en" && relaxed.nameEn) || relaxed.name || key.slice(MUST.length);
    return t("impossible.key.must", { name });
  }
  const side = sideOf(relaxed, question);
  if (!side) return t("impossible.key.other", { key });
  const named = areaText(area) || t("impossible.key.someDistrict");
  if (side === "most")
    return isKnown
      ? t("impossible.key.districtMost", { area: named, needed: count(needed) })
      : t("impossible.key.districtMostNone", { area: named });
  return isKnown && needed > 0
    ? t("impossible.key.districtLeast", { area: named, needed: count(needed) })
    : t("impossible.key.districtLeastNone", { area: named });
}

/** What keeps the candidates that are left from being one more. */
export function fewerWords(reason: FewerReason, chosen: number, units: PageUnits): string {
  const { t, count } = units;
  switch (reason.key) {
    case "build":
    case "yearly":
      return `${moneyWords(reason, chosen, units)}${reason.mayExtend ? t("fewer.mayExtend") : ""}`;
    case "extending":
      return extendingWords(reason, units);
    case "candidates":
      return t("fewer.candidates", { count: reason.count, places: count(reason.count) });
    case "district":
      return t("fewer.district", { most: reason.needed - 1 });
    case "conflicts":
    case "needs":
    case "nobody": {
      const { key, some } = reason;
      return some === undefined ? t(`fewer.${key}`) : t(`fewer.some-${key}`, { count: some, places: count(some) });
    }
    case "unproved":
      return t("fewer.unproved");
  }
}

type Of<Key extends FewerReason["key"]> = Extract<FewerReason, { readonly key: Key }>;

function moneyWords(reason: Of<"build" | "yearly">, chosen: number, { t, money, count, name }: PageUnits): string {
  const { key, cheapest, needed, some, adds } = reason;
  const said = { place: name(cheapest), price: money(cheapest.price), needed: money(needed) };
  if (adds) return t(`fewer.adds-${key}`, said);
  if (some !== undefined) return t(`fewer.some-${key}`, { ...said, count: some, places: count(some) });
  return t(chosen === 0 ? `fewer.${key}None` : `fewer.${key}`, said);
}

function extendingWords({ cheapest, some, each }: Of<"extending">, { t, money, name }: PageUnits): string {
  const place = t(some === undefined ? "fewer.cheapest" : "fewer.named", { place: name(cheapest) });
  return each
    ? t("fewer.extendingEach", { place, extended: money(each.extended), fresh: money(each.fresh) })
    : t("fewer.extending", { place });
}

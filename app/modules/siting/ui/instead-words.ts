import { isExtension } from "../domain/extending";
import type { PageSite } from "../domain/one-page";
import type { PageUnits } from "./page-units";

/** Alternatives named where there is room for a few words only. */
const NAMED = 1;

/** What another place in one's stead would lose: people by the aim that was asked; where groups weigh, that too. */
export function insteadWords(
  { id, name, nameEn = null, loses, losesReach = 0, isEqual, isAllowed }: NonNullable<PageSite["nextBest"]>,
  isTwice: boolean,
  { t, count, language, extended }: PageUnits,
  isBrief = false,
): string {
  type What = "notAllowed" | "alone" | "equal" | "instead" | "insteadTwice" | "insteadReach" | "weighed" | "slightly";
  const say = (what: What, facts: Record<string, string> = {}) =>
    isBrief ? t(`page.reason.brief.${what}`, facts) : t(`page.reason.${what}`, facts);
  if (isAllowed === false) return say("notAllowed");
  if (id === null) return say("alone");
  const own = (language === "en" && nameEn) || name;
  const said = { name: isExtension({ id }) ? extended(own) : own };
  if (isEqual ?? Math.round(loses) === 0) return say("equal", said);
  const people = (of: number) => ({ ...said, people: count(of) });
  if (isTwice && Math.round(losesReach) > 0) return say("insteadReach", people(losesReach));
  if (Math.round(loses) > 0) return say(isTwice ? "insteadTwice" : "instead", people(loses));
  return Math.round(loses) < 0 ? say("weighed", people(-loses)) : say("slightly", said);
}

/** Which others are exactly as good in its place; "" = none, or nobody looked. */
export function alternativeWords({ alternatives }: Pick<PageSite, "alternatives">, units: PageUnits, most = NAMED): string {
  const { t } = units;
  if (!alternatives || alternatives.count === 0) return "";
  const named = alternatives.top.slice(0, most);
  const names = named.map((each) => t("page.reason.named", { name: units.name(each) })).join(t("page.and"));
  const more = alternatives.count - named.length;
  return more > 0 ? t("page.reason.asGoodMore", { names, more }) : t("page.reason.asGood", { names });
}

/** The same in fewer words: the first of them, and how many they are. */
export function alternativesInBrief({ alternatives }: Pick<PageSite, "alternatives">, { t, name }: PageUnits): string {
  const [first] = alternatives?.top ?? [];
  if (!alternatives || !first) return "";
  const said = { name: t("page.reason.named", { name: name(first) }), places: alternatives.count };
  return t(alternatives.count > 1 ? "page.reason.brief.asGoodMore" : "page.reason.brief.asGood", said);
}

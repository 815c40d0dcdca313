import { buildBudget } from "../domain/siting-question";
import type { SitingResult } from "../domain/siting-result";
import { methodWords } from "./page-columns";
import { circleWords, type PageUnits } from "./page-units";

/** What was asked: figures of unlike questions are not like figures, least of all shares of unlike people. */
export const ASKED = ["who", "area", "circle", "aim", "bounds", "from", "existing"] as const;
export type AskedRow = (typeof ASKED)[number];

export function askedWords(row: AskedRow, result: SitingResult, units: PageUnits): string {
  const { t } = units;
  const { question, parts } = result;
  switch (row) {
    case "who":
      return joined([
        ...parts.types.map(units.named),
        parts.upper ? t("page.level.upper", { name: units.named(parts.upper) }) : "",
        ...question.groups.map(({ key }) => units.group(key)),
      ]);
    case "area":
      return units.area(parts.area) || t("question.areaAll");
    case "circle":
      return joined([
        units.circle,
        question.upper ? t("compare.upperCircle", { circle: circleWords(question.upper.limit, t) }) : "",
        units.named(parts.walker),
        methodWords(result, units),
      ]);
    case "aim":
      return t(`question.aim.${question.aim}`);
    case "bounds":
      return joined(boundsOf(result, units));
    case "from":
      return joined(question.from.map((source) => t(`question.from.${source}`)));
    case "existing":
      if (!question.isKeeping) return t("page.notes.notKept");
      return joined([
        t("question.s.keep"),
        question.isCountingPlanned ? t("page.conditions.planned") : "",
        question.off.length > 0 ? t("page.conditions.off", { value: units.count(question.off.length) }) : "",
      ]);
  }
}

function boundsOf({ question, parts }: SitingResult, { t, count, money, named }: PageUnits): string[] {
  const { upper, extend, needs, perDistrict, spacing, capacity, must, never } = question;
  const build = buildBudget(question);
  const said = (key: string, of: number | null) =>
    of === null || of === 0 ? "" : t(`page.conditions.${key}`, { value: count(of) });
  return [
    question.count === null ? "" : t("compare.most", { places: count(question.count) }),
    upper && upper.count !== null ? t("compare.upperMost", { places: count(upper.count) }) : "",
    build === null ? "" : t("compare.build", { cost: money(build) }),
    question.budget.yearly === null ? "" : t("compare.run", { cost: money(question.budget.yearly) }),
    extend ? t("compare.extend", { people: count(extend.people) }) : "",
    said("least", perDistrict.least),
    said("most", perDistrict.most),
    said("spacing", spacing),
    said("room", capacity),
    needs && parts.needs ? t("page.conditions.needs", { name: named(parts.needs), value: count(needs.metres) }) : "",
    said("must", must.length),
    said("never", never.length),
  ];
}

const joined = (parts: readonly string[]): string => parts.filter(Boolean).join(" · ");

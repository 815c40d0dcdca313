import type { ComparedFigures } from "../domain/compared-results";
import type { OnePage } from "../domain/one-page";
import type { Level, QuestionParts } from "../domain/siting-result";
import { toldRise } from "../domain/told-rise";
import { changeFigure, changeWords } from "./change-words";
import { circleWords, type PageUnits } from "./page-units";

// What is said of the upper of two levels, wherever it is said.

/** A service within a sentence. */
export const typeWords = (name: string, { language }: PageUnits): string => (language === "en" ? name.toLowerCase() : name);

/** Which of two levels a place is of, by its service; "" = there is one level. */
export const levelWords = (level: Level | null | undefined, { types, upper }: QuestionParts, { t, named }: PageUnits): string => {
  if (!level) return "";
  return level === "upper"
    ? t("page.level.upper", { name: upper ? named(upper) : "" })
    : t("page.level.lower", { name: types[0] ? named(types[0]) : "" });
};

/** The same where there is room for a word: the sentence says which service is which level. */
export const shortLevel = (level: Level | null, { t }: PageUnits): string => (level ? t(`page.level.short.${level}`) : "");

/** The upper level's own rise, where one was sited too. */
export function upperRise({ upper, question }: OnePage, units: PageUnits): string {
  if (!upper) return "";
  const { t } = units;
  const after = upper.people > 0 ? toldRise(0, upper.after / upper.people).after : t("page.unknown");
  const said = { change: changeWords(upper, "changeNote", units), after };
  const name = typeWords(units.named(upper.type), units);
  return t(question.isKeeping ? "page.sentence.upper" : "page.sentence.upperOwn", {
    ...{ ...said, name, circle: circleWords(upper.level.limit, t), people: units.count(upper.gained) },
  });
}

/** The same as a note beside the lower level's share. */
export function upperShare({ upper }: OnePage, units: PageUnits): string {
  if (!upper || upper.people === 0) return "";
  return units.t("page.figure.upper", { name: units.named(upper.type), change: changeFigure(upper, units) });
}

/** How two levels are counted. */
export function levelsNote({ upper, parts }: OnePage, units: PageUnits): string {
  if (!upper) return "";
  const { t, named, count } = units;
  const types = parts.types.map(named).join(t("page.and"));
  const { limit, weight } = upper.level;
  const each = weight === 1 ? "" : t("page.notes.levelsEach", { weight });
  const said = t("page.notes.levels", { name: named(upper.type), types, circle: circleWords(limit, t), each });
  return upper.outOfReach > 0
    ? `${said}${t("page.notes.levelsOut", { name: named(upper.type), people: count(upper.outOfReach) })}`
    : said;
}

/** The upper level with its own conditions. */
export function upperCondition({ upper }: OnePage, { t, count, money, named }: PageUnits): string {
  if (!upper) return "";
  const { limit, count: most, usualCost, within } = upper.level;
  const parts = [
    circleWords(limit, t),
    most === null ? "" : t("page.conditions.upperMost", { value: count(most) }),
    usualCost.build === null ? "" : t("page.conditions.upperBuild", { value: money(usualCost.build) }),
    usualCost.yearly === null ? "" : t("page.conditions.upperYearly", { value: money(usualCost.yearly) }),
    within === null ? "" : t("page.conditions.upperWithin", { value: count(within) }),
  ].filter(Boolean);
  return t("page.conditions.upper", { name: named(upper.type), parts: parts.join(t("page.and")) });
}

/** What each person more costs; two levels share one sum, and by whose people it is divided nobody can say. */
export function perPersonCompared({ upper, perPerson }: ComparedFigures, { t, money }: PageUnits): string {
  if (upper) return t("compare.perPersonShared");
  return perPerson === null ? t("page.unknown") : money(perPerson);
}

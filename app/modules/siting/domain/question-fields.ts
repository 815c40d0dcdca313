import type { Limit } from "~/modules/coverage/domain/coverage-query";
import { pointsText } from "./points-text";
import type { SitingQuestion } from "./siting-question";

const yuan = (fen: number | null): string => (fen === null ? "" : String(fen / 100));
const number = (value: number | null): string => (value === null ? "" : String(value));

/** A circle as one word of an address: `15m` is minutes, `800` metres. */
export const limitWord = (limit: Limit): string => (limit.by === "minutes" ? `${limit.minutes}m` : String(limit.metres));

/** The question as fields of its form and its address; `readQuestion` reads the same back. Money in yuan. */
export function questionFields(question: SitingQuestion): [string, string][] {
  const { limit, budget, usualCost, perDistrict, needs, upper = null, extend = null } = question;
  const fields: [string, string][] = [
    ...question.types.map((key): [string, string] => ["types", key]),
    ...question.groups.flatMap(({ key, weight, limit: own }): [string, string][] => [
      ["group", key],
      ["weight", String(weight)],
      ["within", own ? limitWord(own) : ""],
    ]),
    ["walker", question.walker],
    limit.by === "minutes" ? ["minutes", String(limit.minutes)] : ["metres", String(limit.metres)],
    ["method", question.method],
    ["date", question.date],
    ["aim", question.aim],
    ["count", number(question.count)],
    ["area", question.areaCode],
    ...question.from.map((key): [string, string] => ["from", key]),
    ...question.stages.map((key): [string, string] => ["stage", key]),
    ["points", pointsText(question.points)],
    ["keep", question.isKeeping ? "yes" : "no"],
    ["planned", question.isCountingPlanned ? "yes" : "no"],
    ...question.off.map((id): [string, string] => ["off", id]),
    ...question.must.map((id): [string, string] => ["must", id]),
    ...question.never.map((id): [string, string] => ["never", id]),
    ["build", yuan(budget.build)],
    ["yearly", yuan(budget.yearly)],
    ["years", budget.years.map(({ year, build }) => `${year}:${yuan(build)}`).join(" ")],
    ["usual-build", yuan(usualCost.build)],
    ["usual-yearly", yuan(usualCost.yearly)],
    ["least", number(perDistrict.least)],
    ["most", number(perDistrict.most)],
    ["capacity", number(question.capacity)],
    ["extend", number(extend?.people ?? null)],
    ["extend-build", yuan(extend?.build ?? null)],
    ["extend-yearly", yuan(extend?.yearly ?? null)],
    ["extend-most", number(extend?.most ?? null)],
    ["spacing", number(question.spacing)],
    ["needs", needs?.type ?? ""],
    ["needs-metres", number(needs?.metres ?? null)],
    ["upper", upper?.type ?? ""],
    ["upper-circle", upper ? limitWord(upper.limit) : ""],
    ["upper-count", number(upper?.count ?? null)],
    ["upper-build", yuan(upper?.usualCost.build ?? null)],
    ["upper-yearly", yuan(upper?.usualCost.yearly ?? null)],
    ["upper-weight", number(upper?.weight ?? null)],
    ["upper-metres", number(upper?.within ?? null)],
    ["seconds", String(question.seconds)],
  ];
  return fields;
}

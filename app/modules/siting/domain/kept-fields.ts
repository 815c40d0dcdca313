import type { Asked } from "./asked-fields";
import { EXTEND_TERMS, UPPER_TERMS, type QuestionProblem } from "./question-problem";

type Fields = readonly (readonly [string, string])[];

/**
 * Fields whose values belong together: the form says a number and its unit, an address minutes or metres; rows of groups are one;
 * without its first field the rest of a condition stands in no question.
 */
const TOGETHER: readonly (readonly string[])[] = [
  ["minutes", "metres", "size", "unit"],
  ["group", "weight", "within"],
  ["needs", "needs-metres"],
  ["extend", ...EXTEND_TERMS],
  ["upper", ...UPPER_TERMS],
];

/** The question's fields, and in those that have to be looked at again what was given: nobody types it a second time. */
export function keptFields(fields: Fields, problems: readonly QuestionProblem[], asked: Asked): [string, string][] {
  const wrong = new Set(problems.flatMap(({ field }) => TOGETHER.find((names) => names.includes(field)) ?? [field]));
  const given = [...wrong].flatMap((name) => asked.getAll(name).map((value): [string, string] => [name, value]));
  const isGiven = new Set(given.flatMap(([name]) => TOGETHER.find((names) => names.includes(name)) ?? [name]));
  return [...fields.filter(([name]) => !isGiven.has(name)).map(([name, value]): [string, string] => [name, value]), ...given];
}

import type { TFunction } from "i18next";
import type { Limit } from "../domain/coverage-query";
import type { QueryProblem } from "../domain/query-problem";
import { stepText } from "./figure-text";

const USUAL: Record<Limit["by"], readonly number[]> = { minutes: [5, 10, 15, 20, 30], metres: [500, 1_000, 2_000, 3_000, 5_000] };

/** The field of the limit, in the unit in use or the one that was typed wrongly. */
export function limitOptions(limit: Limit, problem: QueryProblem | undefined, t: TFunction<"coverage">) {
  const name: Limit["by"] = problem?.field === "metres" || problem?.field === "minutes" ? problem.field : limit.by;
  const value = limit.by === "minutes" ? limit.minutes : limit.metres;
  const values = new Set(name === limit.by ? [...USUAL[name], value] : USUAL[name]);
  return {
    name,
    label: name === "minutes" ? t("limitMinutes") : t("limitMetres"),
    value: String(value),
    options: [...values].sort((a, b) => a - b).map((each) => ({ value: String(each), label: stepText(each, name, t) })),
  };
}

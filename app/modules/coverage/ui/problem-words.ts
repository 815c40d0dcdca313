import type { TFunction } from "i18next";
import type { QueryProblem, RequestProblem } from "../domain/query-problem";

/** One sentence on what is wrong, without its end: the screen adds what is shown instead, a machine what would do. */
export function problemText({ kind, field, given, allowed }: QueryProblem, t: TFunction<"coverage">): string {
  return t(`problem.${kind}`, { field: t(`problem.field.${field}`), given, least: allowed[0], most: allowed[1] });
}

/** For machines and files: what is wrong, by the parameter's own name, and the values that would do. */
export function problemForMachines(problem: QueryProblem | RequestProblem, t: TFunction<"coverage">): string {
  const { kind, field, given, allowed } = problem;
  const said = t(`problem.${kind}`, { field, given, least: allowed[0], most: allowed[1] });
  const list = kind === "out-of-range" || allowed.length === 0 ? "" : t("problem.allowed", { list: allowed.join(", ") });
  return said + list + t("problem.end");
}

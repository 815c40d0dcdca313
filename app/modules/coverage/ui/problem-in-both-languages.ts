import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import type { QueryProblem, RequestProblem } from "../domain/query-problem";
import { problemForMachines } from "./problem-words";

/** The body of a refusal: each problem as facts, and as a sentence in both languages. The first one is the title. */
export function problemInBothLanguages(problems: readonly (QueryProblem | RequestProblem)[]) {
  const [inChinese, inEnglish] = [
    translator("zh", zh).getFixedT("zh", "coverage"),
    translator("en", en).getFixedT("en", "coverage"),
  ];
  const worded = problems.map((problem) => ({
    ...problem,
    message: { zh: problemForMachines(problem, inChinese), en: problemForMachines(problem, inEnglish) },
  }));
  const isUnknownCity = problems.some(({ field, kind }) => field === "city" && kind === "unknown");
  const isWrongMethod = problems.some(({ kind }) => kind === "wrong-method");
  if (isWrongMethod) return { status: 405, body: { kind: "wrong-method", title: worded[0]?.message, problems: worded } };
  return {
    status: isUnknownCity ? 404 : 400,
    body: { kind: isUnknownCity ? "unknown-city" : "bad-question", title: worded[0]?.message, problems: worded },
  };
}

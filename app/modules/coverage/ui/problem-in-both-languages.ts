import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import type { QueryProblem } from "../domain/query-problem";
import { problemForMachines } from "./problem-words";

/** The body of a refusal: each problem as facts, and as a sentence in both languages. The first one is the title. */
export function problemInBothLanguages(problems: readonly QueryProblem[]) {
  const [inChinese, inEnglish] = [
    translator("zh", zh).getFixedT("zh", "coverage"),
    translator("en", en).getFixedT("en", "coverage"),
  ];
  const worded = problems.map((problem) => ({
    ...problem,
    message: { zh: problemForMachines(problem, inChinese), en: problemForMachines(problem, inEnglish) },
  }));
  const isUnknownCity = problems.some(({ field, kind }) => field === "city" && kind === "unknown");
  return {
    status: isUnknownCity ? 404 : 400,
    body: { kind: isUnknownCity ? "unknown-city" : "bad-question", title: worded[0]?.message, problems: worded },
  };
}

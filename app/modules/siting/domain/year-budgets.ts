import { MOST_YUAN } from "./asked-fields";
import type { QuestionProblem } from "./question-problem";
import { MOST_YEARS, type YearBudget } from "./siting-question";
import { yuanTyped } from "./yuan-typed";

/** `2027:3000000 2028:200万`, also with commas of the list or a line each; a comma before three figures is one of thousands. */
export function yearBudgets(text: string, problems: QuestionProblem[]): YearBudget[] {
  const found = new Map<number, YearBudget>();
  const parts = text.replaceAll(/([:：=])\s+/g, "$1").split(/[\s;；、]+|[,，](?!\d{3}(?!\d))/);
  for (const part of parts.filter(Boolean)) {
    const match = /^(\d{4})(?:年?[:：=]|年)(.+)$/.exec(part);
    const [year, yuan] = [Number(match?.[1]), yuanTyped(match?.[2] ?? "")];
    if (!(year >= 2000 && year <= 2100 && yuan <= MOST_YUAN)) problems.push({ kind: "not-a-year", field: "years", given: part });
    else found.set(year, { year, build: Math.round(yuan * 100) });
  }
  const years = [...found.values()].sort((a, b) => a.year - b.year);
  if (years.length > MOST_YEARS)
    problems.push({ kind: "too-many", field: "years", given: String(years.length), most: MOST_YEARS });
  return years.slice(0, MOST_YEARS);
}

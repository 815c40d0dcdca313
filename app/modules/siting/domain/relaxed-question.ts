import { buildBudget, COUNT_BOUNDS, type SitingQuestion } from "./siting-question";

/**
 * The question with one limit let go as far as an answer needs: more places, more money, none asked for in a district. Null
 * where nothing of the question stands behind the key.
 */
export function relaxedQuestion(question: SitingQuestion, key: string, needed: number | null): SitingQuestion | null {
  switch (key) {
    case "sites":
      return { ...question, count: needed === null || needed > COUNT_BOUNDS.most ? null : Math.ceil(needed) };
    case "build":
      return { ...question, budget: moreMoney(question, needed) };
    case "yearly":
      return { ...question, budget: { ...question.budget, yearly: needed === null ? null : wholeYuan(needed) } };
    case "conflicts":
    case "spacing":
      return question.spacing === null ? null : { ...question, spacing: null };
    case "capacity":
      return question.capacity === null ? null : { ...question, capacity: null };
    case "fixed":
      return question.must.length === 0 ? null : { ...question, must: [] };
    default:
      return key.startsWith("district ") ? { ...question, perDistrict: { least: null, most: question.perDistrict.most } } : null;
  }
}

/** Years get more in the last of them: the order of building stays theirs. */
function moreMoney(question: SitingQuestion, needed: number | null): SitingQuestion["budget"] {
  const { budget } = question;
  if (needed === null) return { ...budget, build: null, years: [] };
  const whole = wholeYuan(needed);
  if (budget.years.length === 0) return { ...budget, build: whole };
  const missing = Math.max(0, whole - (buildBudget(question) ?? 0));
  return {
    ...budget,
    years: budget.years.map((year, at) => (at === budget.years.length - 1 ? { ...year, build: year.build + missing } : year)),
  };
}

const wholeYuan = (fen: number): number => Math.ceil(fen / 100) * 100;

import { stillExtending } from "./extending";
import { MUST, UPPER_SITES } from "./level-limits";
import { buildBudget, COUNT_BOUNDS, type SitingQuestion } from "./siting-question";
import type { SitingWithout } from "./siting-result";

/** One rule that stands in the way, and the bound nearest to what was asked with which there is a choice. */
export type Relaxed = Pick<SitingWithout["relax"][number], "key" | "needed">;

/** Of a district: which of its two bounds gives. A bound above the most asked for raises it, one below the least lowers that. */
export function sideOf({ key, needed }: Relaxed, { perDistrict }: Pick<SitingQuestion, "perDistrict">): "least" | "most" | null {
  if (!key.startsWith("district ")) return null;
  if (needed === null) return perDistrict.least === null ? "most" : "least";
  if (perDistrict.most !== null && needed > perDistrict.most) return "most";
  return perDistrict.least !== null && needed < perDistrict.least ? "least" : null;
}

/**
 * The question with these limits let go as far as an answer needs: more places, more money, more or fewer in each district. Null
 * where none of it changes the question.
 */
export function relaxedQuestion(question: SitingQuestion, ...relax: readonly Relaxed[]): SitingQuestion | null {
  const relaxed = stillExtending(relax.reduce((asked, each) => giving(asked, each, question), question));
  return JSON.stringify(relaxed) === JSON.stringify(question) ? null : relaxed;
}

/** @param asked before anything was relaxed: what a bound is measured against */
function giving(question: SitingQuestion, relaxed: Relaxed, asked: SitingQuestion): SitingQuestion {
  const { key, needed } = relaxed;
  switch (key) {
    case "sites":
      return { ...question, count: needed === null || needed > COUNT_BOUNDS.most ? null : Math.ceil(needed) };
    case "extended":
      return question.extend
        ? { ...question, extend: { ...question.extend, most: Math.min(COUNT_BOUNDS.most, Math.ceil(needed ?? Infinity)) } }
        : question;
    case "build":
      return { ...question, budget: moreMoney(question, needed) };
    case "yearly":
      return { ...question, budget: { ...question.budget, yearly: needed === null ? null : wholeYuan(needed) } };
    case UPPER_SITES: {
      const count = needed === null || needed > COUNT_BOUNDS.most ? null : Math.ceil(needed);
      return { ...question, upper: question.upper && { ...question.upper, count } };
    }
    case "needs":
      return { ...question, upper: question.upper && { ...question.upper, within: null } };
    case "conflicts":
      return { ...question, spacing: null };
    case "capacity":
      return { ...question, capacity: null };
    case LEAST:
      return { ...question, perDistrict: { ...question.perDistrict, least: null } };
    default:
      if (key.startsWith(MUST)) return { ...question, must: question.must.filter((id) => id !== key.slice(MUST.length)) };
      return { ...question, perDistrict: bounds(question.perDistrict, needed, sideOf(relaxed, asked)) };
  }
}

/** «At least so many in each district», let go altogether. */
export const LEAST = "least";

/** What one district needs is granted to every one: the bound is the question's, not the district's. */
function bounds(
  { least, most }: SitingQuestion["perDistrict"],
  needed: number | null,
  side: "least" | "most" | null,
): SitingQuestion["perDistrict"] {
  if (side === "most") return { least, most: needed === null || most === null ? null : Math.max(most, Math.ceil(needed)) };
  if (side !== "least") return { least, most };
  const fewer = needed === null || least === null ? 0 : Math.min(least, Math.floor(needed));
  return { least: fewer > 0 ? fewer : null, most };
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

/** What was let go of a question, in the order it is told. */
export const RELAXABLE = [
  "sites",
  "upper",
  "extended",
  "build",
  "yearly",
  "district",
  "spacing",
  "capacity",
  "near",
  "must",
] as const;
export type Relaxable = (typeof RELAXABLE)[number];

/** Which bounds of a question are wider than they were. */
export function relaxedSince(before: SitingQuestion, after: SitingQuestion): Relaxable[] {
  const isMore = (was: number | null | undefined, is: number | null | undefined) =>
    typeof was === "number" && (typeof is !== "number" || is > was);
  const isLess = (was: number | null, is: number | null) => was !== null && (is === null || is < was);
  const { least, most } = before.perDistrict;
  const isRelaxed: Record<Relaxable, boolean> = {
    sites: isMore(before.count, after.count),
    upper: isMore(before.upper?.count, after.upper?.count),
    extended: isMore(before.extend?.most, after.extend?.most),
    build: isMore(buildBudget(before), buildBudget(after)),
    yearly: isMore(before.budget.yearly, after.budget.yearly),
    district: isLess(least, after.perDistrict.least) || isMore(most, after.perDistrict.most),
    spacing: isLess(before.spacing, after.spacing),
    capacity: isMore(before.capacity, after.capacity),
    near: isMore(before.upper?.within, after.upper?.within),
    must: before.must.some((id) => !after.must.includes(id)),
  };
  return RELAXABLE.filter((key) => isRelaxed[key]);
}

const wholeYuan = (fen: number): number => Math.ceil(fen / 100) * 100;

import { capacitatedCover } from "./capacitated-cover";
import { pCenter } from "./p-center";
import { pMedian } from "./p-median";
import type { NotServed } from "./serve-people";
import { notFound, type SitingAnswer, type SitingImpossible, type SitingMeans, type SitingSolved } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";
import { whatToRelax } from "./what-to-relax";

/** What stands in the way beside limits: too little room, or a model that knows no room. */
export const CAPACITY = "capacity";

/** Medians, centers, and covers with capacities. Backup cover and p-center know no capacities: that is what to relax. */
export function solveServing(problem: SitingProblem, means: SitingMeans): SitingSolved {
  if (problem.capacity && (problem.model === "backup" || problem.model === "p-center"))
    return { kind: "impossible", relax: [{ key: CAPACITY, needed: null }], alone: true };
  const found = answerTo(problem, means);
  if (typeof found !== "string") return found;
  const isEvery = problem.model === "lscp" || problem.model === "p-median" || problem.model === "p-center";
  const radius = problem.model === "lscp" || !isEvery ? problem.radius : Infinity;
  const rules = whatToRelax({ ...problem, radius, capacity: null }, means, isEvery);
  // what is named there is proved: without capacities already there is no choice
  if (rules.relax.length > 0) return problem.capacity ? withRoom(problem, rules, means) : rules;
  if (found === "not in time") return notFound(means);
  return problem.capacity ? roomIsMissing(problem, means) : rules;
}

function answerTo(problem: SitingProblem, means: SitingMeans): SitingAnswer | NotServed {
  if (problem.model === "p-median") return pMedian(problem, means);
  return problem.model === "p-center" ? pCenter(problem, means) : capacitatedCover(problem, means);
}

/** What is enough without capacities is tried with them; where nothing alone is, there must be more room too. */
function withRoom(problem: SitingProblem, { relax, alone }: SitingImpossible, means: SitingMeans): SitingImpossible {
  const enough = relax.filter(({ key, needed }) => {
    if (!alone || needed === null) return false;
    const limits = problem.limits.map((limit) =>
      limit.key === key ? { ...limit, least: Math.min(limit.least, needed), most: Math.max(limit.most, needed) } : limit,
    );
    return typeof answerTo({ ...problem, limits }, means) !== "string";
  });
  if (enough.length > 0) return { kind: "impossible", relax: enough, alone: true };
  return { kind: "impossible", relax: [...relax, { key: CAPACITY, needed: null }], alone: false };
}

/** Without capacities there is a choice: more sites give room, where the question limits their number, or larger ones do. */
function roomIsMissing(problem: SitingProblem, means: SitingMeans): SitingImpossible {
  const counts = problem.limits.filter(({ most, amount }) => most < Infinity && amount.every((own) => own === 1));
  const radius = problem.model === "lscp" ? problem.radius : Infinity;
  const more = counts.flatMap((limit) => {
    const limits = problem.limits.filter((other) => other !== limit);
    const fewest = capacitatedCover({ ...problem, model: "lscp", radius, limits }, means);
    if (typeof fewest === "string") return [];
    return [{ key: limit.key, needed: [...limit.site].filter((site) => fewest.sites.includes(site)).length }];
  });
  return { kind: "impossible", relax: [...more, { key: CAPACITY, needed: null }], alone: true };
}

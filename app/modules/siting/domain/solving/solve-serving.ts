import { capacitatedCover } from "./capacitated-cover";
import { pCenter } from "./p-center";
import { pMedian } from "./p-median";
import type { NotServed } from "./serve-people";
import type { SitingAnswer, SitingImpossible, SitingMeans } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";
import { whatToRelax } from "./what-to-relax";

/** What stands in the way beside limits: too little room, a model that knows no room, too little time to find any choice. */
export const CAPACITY = "capacity";
export const TIME = "time";

/** Medians, centers, and covers with capacities. Backup cover and p-center know no capacities: that is what to relax. */
export function solveServing(problem: SitingProblem, means: SitingMeans): SitingAnswer | SitingImpossible {
  if (problem.capacity && (problem.model === "backup" || problem.model === "p-center")) return standsInTheWay(CAPACITY);
  const found = answerTo(problem, means);
  if (typeof found !== "string") return found;
  const isEvery = problem.model === "lscp" || problem.model === "p-median" || problem.model === "p-center";
  const radius = problem.model === "lscp" || !isEvery ? problem.radius : Infinity;
  const rules = whatToRelax({ ...problem, radius, capacity: null }, means, isEvery);
  if (rules.relax.length > 0) return problem.capacity ? withRoom(problem, rules, means) : rules;
  return found === "not in time" ? standsInTheWay(TIME) : roomIsMissing(problem, means);
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

const standsInTheWay = (key: string): SitingImpossible => ({ kind: "impossible", relax: [{ key, needed: null }], alone: true });

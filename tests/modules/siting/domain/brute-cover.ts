import { FIXED, FORBIDDEN, type SitingProblem } from "~/modules/siting/domain/solving/siting-problem";

/** Every choice of sites that keeps every rule, tried one after the other: small questions only. */
export function* keptChoices(problem: SitingProblem): Generator<readonly number[]> {
  for (let bits = 0; bits < 2 ** problem.sites; bits++) {
    const sites = Array.from({ length: problem.sites }, (_, site) => site).filter((site) => (bits >> site) & 1);
    if (isKept(problem, sites)) yield sites;
  }
}

export function isKept(problem: SitingProblem, sites: readonly number[]): boolean {
  const open = new Set(sites);
  for (let site = 0; site < problem.sites; site++) {
    if (problem.state[site] === FIXED && !open.has(site)) return false;
    if (problem.state[site] === FORBIDDEN && open.has(site)) return false;
  }
  for (const { site, amount, least, most } of problem.limits) {
    const sum = [...site].reduce((all, one, at) => all + (open.has(one) ? amount[at]! : 0), 0);
    // Whole amounts are exact to the last fen; others as exact as doubles add them up.
    const room = Number.isInteger(sum) && amount.every(Number.isInteger) ? 0 : 1e-9 * Math.max(1, Math.abs(sum));
    if (sum > most + room || sum < least - room) return false;
  }
  if (problem.conflicts.some((group) => [...new Set(group)].filter((site) => open.has(site)).length > 1)) return false;
  return problem.needs.every(({ site, oneOf }) => !open.has(site) || oneOf.some((one) => open.has(one)));
}

export interface Recounted {
  readonly once: number;
  readonly twice: number;
  /** demands covered, demands reached by a site that is not forbidden */
  readonly covered: readonly number[];
  readonly coverable: readonly number[];
}

/** Who is covered, counted link by link from the question and nothing else. */
export function recounted(problem: SitingProblem, sites: readonly number[]): Recounted {
  const open = new Set(sites);
  let [once, twice] = [0, 0];
  const [covered, coverable]: [number[], number[]] = [[], []];
  for (let demand = 0; demand < problem.demands; demand++) {
    const reach = [...problem.links.site.slice(problem.links.start[demand], problem.links.start[demand + 1])].filter(
      (_, at) => problem.links.cost[problem.links.start[demand]! + at]! <= problem.radius,
    );
    const times = reach.filter((site) => open.has(site)).length;
    if (times > 0) {
      once += problem.weight[demand]!;
      covered.push(demand);
    }
    if (times > 1) twice += problem.weight[demand]!;
    if (reach.some((site) => problem.state[site] !== FORBIDDEN)) coverable.push(demand);
  }
  return { once, twice, covered, coverable };
}

/** The best figure of a cover model, null where no choice keeps every rule. */
export function bruteBest(problem: SitingProblem): number | null {
  const all = [...keptChoices(problem)].map((sites) => ({ sites, ...recounted(problem, sites) }));
  const full = all.filter(({ covered, coverable }) => covered.length === coverable.length);
  const fewest = Math.min(...full.map(({ sites }) => sites.length));
  if (problem.model === "lscp") return full.length > 0 ? fewest : null;
  if (problem.model !== "backup") return all.length > 0 ? Math.max(...all.map(({ once }) => once)) : null;
  const among = problem.first !== "fewest" ? all : full.filter(({ sites }) => sites.length === fewest);
  if (among.length === 0) return null;
  const once = Math.max(...among.map((one) => one.once));
  return Math.max(...among.filter((one) => one.once >= once - 1e-9 * once).map(({ twice }) => twice));
}

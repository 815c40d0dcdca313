import { FIXED, FORBIDDEN, type SitingProblem } from "~/modules/siting/domain/solving/siting-problem";

/** The oracle of the median, center and capacity models: every choice of sites is looked at, and people flow edge by edge. */
export function bestByHand(problem: SitingProblem): number | null {
  let best: number | null = null;
  for (let bits = 0; bits < 2 ** problem.sites; bits++) {
    const open = Array.from({ length: problem.sites }, (_, site) => (bits >> site) % 2 === 1);
    if (!isKept(problem, open)) continue;
    const value = valueByHand(problem, open);
    const isMost = problem.model === "mclp" || problem.model === "budget";
    if (value !== null && (best === null || (isMost ? value > best : value < best))) best = value;
  }
  return best;
}

export function isKept({ state, limits, conflicts, needs }: SitingProblem, open: readonly boolean[]): boolean {
  return (
    open.every((own, site) => (own ? state[site] !== FORBIDDEN : state[site] !== FIXED)) &&
    limits.every(({ site, amount, least, most }) => {
      const sum = [...site].reduce((all, at, i) => all + (open[at] ? amount[i]! : 0), 0);
      return sum >= least - 1e-9 && sum <= most + 1e-9;
    }) &&
    conflicts.every((group) => [...group].filter((at) => open[at]).length <= 1) &&
    needs.every(({ site, oneOf }) => !open[site] || [...oneOf].some((at) => open[at]))
  );
}

interface Link {
  readonly demand: number;
  readonly site: number;
  readonly cost: number;
}

/** What the model counts for these open sites; null = somebody who must be served is not. */
export function valueByHand(problem: SitingProblem, open: readonly boolean[]): number | null {
  const isCover = problem.model !== "p-median" && problem.model !== "p-center";
  const links: Link[] = [];
  for (let demand = 0; demand < problem.demands; demand++)
    for (let k = problem.links.start[demand]!; k < problem.links.start[demand + 1]!; k++)
      if (!isCover || problem.links.cost[k]! <= problem.radius)
        links.push({ demand, site: problem.links.site[k]!, cost: problem.links.cost[k]! });
  const coverable = new Set(links.filter(({ site }) => problem.state[site] !== FORBIDDEN).map(({ demand }) => demand));
  const usable = links.filter(({ site }) => open[site]);
  const isReached = [...coverable].every((demand) => usable.some((link) => link.demand === demand));
  if (problem.model === "p-center") {
    const nearest = [...coverable].map((demand) =>
      Math.min(...usable.filter((link) => link.demand === demand).map(({ cost }) => cost)),
    );
    return isReached ? Math.max(0, ...nearest) : null;
  }
  if (problem.model === "p-median" && !problem.capacity) return isReached ? paidByHand(problem, usable) : null;
  const all = [...coverable].reduce((sum, demand) => sum + problem.weight[demand]!, 0);
  const { served, cost } = flowByHand(problem, usable, problem.model === "p-median");
  if (problem.model === "mclp" || problem.model === "budget") return served;
  if (!isReached || served < all - 1e-9) return null;
  return problem.model === "lscp" ? open.filter(Boolean).length : cost;
}

/** People × way to the nearest. */
function paidByHand({ demands, weight }: SitingProblem, usable: readonly Link[]): number {
  const nearest = new Array<number>(demands).fill(Infinity);
  for (const { demand, cost } of usable) nearest[demand] = Math.min(nearest[demand]!, cost);
  return nearest.reduce((sum, cost, demand) => sum + (cost < Infinity ? weight[demand]! * cost : 0), 0);
}

/** People from a source over demands and sites to a sink, along a shortest way of what is left (Bellman & Ford), as many as go. */
function flowByHand({ demands, sites, weight, capacity }: SitingProblem, links: readonly Link[], isPaid: boolean) {
  const [source, sink] = [demands + sites, demands + sites + 1];
  const edges: { from: number; to: number; room: number; cost: number }[] = [];
  const edge = (from: number, to: number, room: number, cost: number) =>
    edges.push({ from, to, room, cost }, { from: to, to: from, room: 0, cost: -cost });
  for (let demand = 0; demand < demands; demand++) edge(source, demand, weight[demand]!, 0);
  for (let site = 0; site < sites; site++) edge(demands + site, sink, capacity ? capacity[site]! : Infinity, 0);
  for (const link of links) edge(link.demand, demands + link.site, Infinity, isPaid ? link.cost : 0);
  let [served, cost] = [0, 0];
  for (;;) {
    const far = new Array<number>(demands + sites + 2).fill(Infinity);
    const by = new Array<number>(demands + sites + 2).fill(-1);
    far[source] = 0;
    for (let round = 0; round < far.length; round++)
      edges.forEach((own, at) => {
        if (own.room <= 1e-9 || far[own.from]! + own.cost >= far[own.to]! - 1e-12) return;
        far[own.to] = far[own.from]! + own.cost;
        by[own.to] = at;
      });
    if (far[sink] === Infinity) return { served, cost };
    const way: number[] = [];
    for (let at = sink; at !== source; at = edges[by[at]!]!.from) way.push(by[at]!);
    const room = Math.min(...way.map((at) => edges[at]!.room));
    for (const at of way) {
      edges[at]!.room -= room;
      edges[at ^ 1]!.room += room;
    }
    served += room;
    cost += room * far[sink]!;
  }
}

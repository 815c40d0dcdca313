import KDBush from "kdbush";
import type { SitingLimit, SitingModel, SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { BoundedSearch } from "~/modules/places/domain/streets/bounded-search";
import type { WalkingView } from "~/modules/places/domain/streets/walking-view";
import { seededRandom } from "~/shared/seeded-random";

/** Questions made for measuring, the same on every machine: people and places on a plane in metres, or at crossings of streets. */
export interface MadeSiting {
  readonly model: SitingModel;
  readonly demands: number;
  readonly sites: number;
  readonly p: number;
  /** links longer than this are left out */
  readonly radius: number;
  /** at most so many links a demand, the nearest */
  readonly nearest?: number;
  /** room of all sites that can be chosen, as a share of the people; null = no capacities */
  readonly room?: number;
  /** money instead of a number of sites: the mean price of so many sites */
  readonly isBudget?: boolean;
  readonly seed?: number;
}

const SIDE = 20_000;

/** Two in three people live round forty centres, the others anywhere; places likewise. */
export function madeSiting(made: MadeSiting): SitingProblem {
  const chance = seededRandom(made.seed ?? 1);
  const bell = () => chance() + chance() + chance() - 1.5;
  const centres = Array.from({ length: 40 }, () => [chance() * SIDE, chance() * SIDE] as const);
  const spot = () => {
    if (chance() < 1 / 3) return [chance() * SIDE, chance() * SIDE] as const;
    const [x, y] = centres[Math.floor(chance() * centres.length)]!;
    return [Math.min(SIDE, Math.max(0, x + bell() * 2_000)), Math.min(SIDE, Math.max(0, y + bell() * 2_000))] as const;
  };
  const places = Array.from({ length: made.sites }, spot);
  const index = new KDBush(made.sites);
  for (const [x, y] of places) index.add(x, y);
  index.finish();
  const rows = Array.from({ length: made.demands }, () => {
    const [x, y] = spot();
    const near = index.within(x, y, Math.min(made.radius, 2 * SIDE));
    const row = near.map((site) => ({ site, cost: Math.round(Math.hypot(places[site]![0] - x, places[site]![1] - y)) }));
    return row.toSorted((a, b) => a.cost - b.cost || a.site - b.site).slice(0, made.nearest ?? Infinity);
  });
  return questionOf(made, rows, chance);
}

/** Everybody and every place at a crossing of a street network, ways as walked. */
export function sitingOnStreets(made: MadeSiting, view: WalkingView): SitingProblem {
  const chance = seededRandom(made.seed ?? 1);
  const crossing = () => Math.floor(chance() * view.graph.x.length);
  const search = new BoundedSearch(view, made.radius * 10);
  const at = new Map<number, number[]>();
  for (let site = 0; site < made.sites; site++) {
    const node = crossing();
    at.set(node, [...(at.get(node) ?? []), site]);
  }
  const rows = Array.from({ length: made.demands }, () => {
    search.begin(made.radius * 10);
    search.seed(crossing(), 0);
    search.run();
    const settled = [...search.settled.subarray(0, search.count)];
    return settled.flatMap((node) => (at.get(node) ?? []).map((site) => ({ site, cost: search.cost[node]! / 10 })));
  });
  return questionOf(made, rows, chance);
}

function questionOf(
  { model, p, radius, room, isBudget, sites }: MadeSiting,
  rows: readonly (readonly { readonly site: number; readonly cost: number }[])[],
  chance: () => number,
): SitingProblem {
  const weight = Float64Array.from(rows, () => Math.round(10 + chance() * 490));
  const people = weight.reduce((sum, own) => sum + own, 0);
  const start = new Uint32Array(rows.length + 1);
  rows.forEach((row, demand) => (start[demand + 1] = start[demand]! + row.length));
  const price = Float64Array.from({ length: sites }, () => Math.round(20 + chance() * 180));
  const site = Uint32Array.from({ length: sites }, (_, at) => at);
  const limit: SitingLimit = isBudget
    ? { key: "budget", site, amount: price, least: -Infinity, most: p * 110 }
    : { key: "sites", site, amount: new Float64Array(sites).fill(1), least: -Infinity, most: p };
  return {
    model,
    demands: rows.length,
    sites,
    weight,
    links: {
      start,
      site: Uint32Array.from(rows.flatMap((row) => row.map((link) => link.site))),
      cost: Float64Array.from(rows.flatMap((row) => row.map((link) => link.cost))),
    },
    radius,
    state: new Uint8Array(sites),
    limits: [limit],
    conflicts: [],
    needs: [],
    capacity: room ? Float64Array.from({ length: sites }, () => Math.round((people / p) * room * (0.6 + 0.8 * chance()))) : null,
  };
}

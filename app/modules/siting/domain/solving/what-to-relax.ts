import { coverGround } from "./cover-ground";
import type { MipAnswer } from "./mip";
import { MipRows } from "./mip-rows";
import type { SitingImpossible, SitingMeans } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";
import { type RowOrigin, type SiteRows, siteRows } from "./site-rows";

/** Rules without a figure, under the names they are spoken of. */
export const CONFLICTS = "conflicts";
export const NEEDS = "needs";

/** Even when time is over, whoever asked hears why nothing was found. */
const LEAST_SECONDS = 5;
const NEARLY = 1e-6;

/**
 * Which rule stands in the way: for each alone the least by which it must give so that all others can be kept (elastic
 * programming, Brown & Graves 1975; Chinneck 2008). Where no one alone is enough, the set that gives least together.
 * @param isEvery every demand that can be covered must be
 */
export function whatToRelax(problem: SitingProblem, means: SitingMeans, isEvery: boolean): SitingImpossible {
  const ground = coverGround(problem, problem.state, { times: 1, everyDemand: isEvery });
  const rows = siteRows(problem, problem.state, ground.columnOf, ground.columns);
  const elastic = new ElasticRules(problem, rows, means, (mip) => {
    for (let group = 0; isEvery && group < ground.groups; group++) {
      for (let at = ground.groupStart[group]!; at < ground.groupStart[group + 1]!; at++) mip.add(ground.groupColumn[at]!, 1);
      mip.between(1, Infinity);
    }
  });
  const names = [...new Set(rows.origin.map((origin) => nameOf(origin)))];
  const alone = names.flatMap((name) => elastic.given(new Set([name]), ground.columns));
  if (alone.length > 0) return { kind: "impossible", relax: alone, alone: true };
  return { kind: "impossible", relax: elastic.given(new Set(names), ground.columns), alone: false };
}

/** Each limit by itself, all conflicts together, all needs together. */
const nameOf = ({ kind, index }: RowOrigin): string => (kind === "limit" ? String(index) : kind);

class ElasticRules {
  constructor(
    private readonly problem: SitingProblem,
    private readonly rows: SiteRows,
    private readonly means: SitingMeans,
    private readonly writeCovers: (mip: MipRows) => void,
  ) {}

  /** What these rules give so that the others are kept; empty where that is not enough. */
  given(names: ReadonlySet<string>, columns: number): SitingImpossible["relax"] {
    const { rows } = this;
    const soft = rows.origin.flatMap((origin, row) => (names.has(nameOf(origin)) ? [row] : []));
    const mip = new MipRows(columns + 2 * soft.length);
    mip.integer.fill(1, 0, columns);
    mip.upper.fill(Infinity, columns);
    const shortfall = new Map(soft.map((row, at) => [row, columns + 2 * at]));
    for (let row = 0; row < rows.rows; row++) {
      for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) mip.add(rows.column[at]!, rows.value[at]!);
      const slack = shortfall.get(row);
      if (slack !== undefined) {
        mip.add(slack, 1);
        mip.add(slack + 1, -1);
        mip.cost[slack] = mip.cost[slack + 1] = this.priceOf(row);
      }
      mip.between(rows.lower[row]!, rows.upper[row]!);
    }
    this.writeCovers(mip);
    const { values } = this.asked(mip);
    return values ? this.told(values, shortfall) : [];
  }

  /** A share of a limit is as dear as the same share of another; a conflict or a need is given up last. */
  private priceOf(row: number): number {
    const { kind, index } = this.rows.origin[row]!;
    if (kind !== "limit") return 100;
    const { least, most } = this.problem.limits[index]!;
    return 1 / Math.max(1, Math.abs(Number.isFinite(most) ? most : least));
  }

  private asked(mip: MipRows): MipAnswer {
    return this.means.solve(mip.model(false), {
      seconds: Math.max(LEAST_SECONDS, this.means.seconds - this.means.now()),
      gap: 1e-6,
      from: null,
      isStopped: () => false,
      told: () => {},
    });
  }

  private told(values: Float64Array, shortfall: ReadonlyMap<number, number>): SitingImpossible["relax"] {
    const found = new Map<string, number | null>();
    for (const [row, slack] of shortfall) {
      const origin = this.rows.origin[row]!;
      const [missing, over] = [values[slack]!, values[slack + 1]!];
      if (missing <= NEARLY && over <= NEARLY) continue;
      if (origin.kind !== "limit") found.set(origin.kind === "conflict" ? CONFLICTS : NEEDS, null);
      else {
        const { key, least, most, amount } = this.problem.limits[origin.index]!;
        const isWhole = amount.every(Number.isInteger);
        found.set(key, over > NEARLY ? upTo(most + over, isWhole) : -upTo(-(least - missing), isWhole));
      }
    }
    return [...found].map(([key, needed]) => ({ key, needed }));
  }
}

/** Solvers keep rows to a millionth; of whole amounts the next whole number is meant. */
const upTo = (value: number, isWhole: boolean): number =>
  isWhole ? Math.ceil(value - 1e-4) + 0 : Math.ceil(value * 1e4 - 1e-2) / 1e4;

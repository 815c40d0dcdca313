import { ChoiceRules } from "./choice-rules";
import { coverGround, type CoverGround } from "./cover-ground";
import { MipRows } from "./mip-rows";
import type { SitingImpossible, SitingMeans } from "./siting-answer";
import { FIXED, type SitingProblem } from "./siting-problem";
import { type RowOrigin, type SiteRows, siteRows } from "./site-rows";
import { isWholeLimit, roundingOf } from "./whole-limit";

/** Rules without a figure, under the names they are spoken of. */
export const CONFLICTS = "conflicts";
export const NEEDS = "needs";

/** Whoever's time is over hears why nothing was found so much later at most, all rules together. */
const LEAST_SECONDS = 1;

/**
 * Which rule stands in the way: for each alone the least by which it must give so that all others can be kept (elastic
 * programming, Brown & Graves 1975; Chinneck 2008). Where no one alone is enough, the set that gives least together. Nothing is
 * named that was not proved in the time that is left: `relax` is then empty.
 * @param isEvery every demand that can be covered must be
 */
export function whatToRelax(problem: SitingProblem, means: SitingMeans, isEvery: boolean): SitingImpossible {
  const ground = coverGround(problem, problem.state, { times: 1, everyDemand: isEvery });
  const rows = siteRows(problem, problem.state, ground.columnOf, ground.columns);
  const elastic = new ElasticRules(problem, rows, ground, means, isEvery);
  const names = [...new Set(rows.origin.map((origin) => nameOf(origin)))];
  const alone = names.flatMap((name) => elastic.given(new Set([name])));
  if (alone.length > 0) return { kind: "impossible", relax: alone, alone: true };
  return { kind: "impossible", relax: elastic.given(new Set(names)), alone: false };
}

/** Each limit by itself, all conflicts together, all needs together. */
const nameOf = ({ kind, index }: RowOrigin): string => (kind === "limit" ? String(index) : kind);

class ElasticRules {
  private readonly until: number;

  constructor(
    private readonly problem: SitingProblem,
    private readonly rows: SiteRows,
    private readonly ground: CoverGround,
    private readonly means: SitingMeans,
    private readonly isEvery: boolean,
  ) {
    this.until = Math.max(means.seconds, means.now() + LEAST_SECONDS);
  }

  /** What these rules give so that the others are kept; empty where that is not enough, or was not found in time. */
  given(names: ReadonlySet<string>): SitingImpossible["relax"] {
    const { rows, ground, means } = this;
    const seconds = this.until - means.now();
    if (seconds <= 0 || means.isStopped()) return [];
    const soft = [...rows.origin.keys()].filter((row) => names.has(nameOf(rows.origin[row]!)));
    const mip = new MipRows(ground.columns + 2 * soft.length);
    mip.integer.fill(1, 0, ground.columns);
    mip.upper.fill(Infinity, ground.columns);
    const slackOf = new Map(soft.map((row, at) => [row, ground.columns + 2 * at]));
    for (let row = 0; row < rows.rows; row++) {
      const slack = slackOf.get(row);
      if (slack === undefined) this.write(mip, row, rows.lower[row]!, rows.upper[row]!);
      else {
        // «at least» and «at most» apart: one may ask for more than the other allows
        mip.cost[slack] = mip.cost[slack + 1] = soft.length === 1 ? 1_000 : this.priceOf(row);
        if (rows.lower[row]! > -Infinity) this.write(mip, row, rows.lower[row]!, Infinity, { column: slack, value: 1 });
        if (rows.upper[row]! < Infinity) this.write(mip, row, -Infinity, rows.upper[row]!, { column: slack + 1, value: -1 });
      }
    }
    for (let group = 0; this.isEvery && group < ground.groups; group++) {
      for (let at = ground.groupStart[group]!; at < ground.groupStart[group + 1]!; at++) mip.add(ground.groupColumn[at]!, 1);
      mip.between(1, Infinity);
    }
    const quiet = { gap: 0, from: null, told: () => {}, isStopped: () => means.isStopped() };
    const { status, values } = means.solve(mip.model(false), { seconds, ...quiet });
    return status === "optimal" && values ? this.brokenBy(values) : [];
  }

  private write(mip: MipRows, row: number, least: number, most: number, slack?: { column: number; value: number }): void {
    const { start, column, value } = this.rows;
    // what a rule gives is counted in a unit solvers are at ease with
    const unit = slack ? this.unitOf(row) : 1;
    for (let at = start[row]!; at < start[row + 1]!; at++) mip.add(column[at]!, value[at]! / unit);
    if (slack) mip.add(slack.column, slack.value);
    mip.between(least / unit, most / unit);
  }

  /** A power of two, so that figures stay what they are: the largest amount is about a thousand of it. */
  private unitOf(row: number): number {
    const { start, value } = this.rows;
    const largest = value.subarray(start[row], start[row + 1]).reduce((most, one) => Math.max(most, Math.abs(one)), 1);
    return 2 ** Math.max(0, Math.floor(Math.log2(largest / 1_000)));
  }

  /** A share of a limit is as dear as the same share of another; a conflict or a need is given up last. */
  private priceOf(row: number): number {
    const { kind, index } = this.rows.origin[row]!;
    if (kind !== "limit") return 100;
    const { least, most } = this.problem.limits[index]!;
    return this.unitOf(row) / Math.max(1, Math.abs(Number.isFinite(most) ? most : least));
  }

  /** The rules a choice breaks, and the figure of each that it needs: counted from its sites, not read off the solver. */
  private brokenBy(values: Float64Array): SitingImpossible["relax"] {
    const { problem, ground } = this;
    const sites = [...problem.state.keys()].filter((site) => {
      const column = ground.columnOf[site]!;
      return column < 0 ? problem.state[site] === FIXED : values[column]! > 0.5;
    });
    const rules = new ChoiceRules(problem);
    rules.reset(sites);
    const limits = problem.limits.flatMap((limit, index) => {
      if (rules.isWithin(index)) return [];
      const sum = rules.sumOf(index);
      const isWhole = isWholeLimit(limit);
      return [{ key: limit.key, needed: sum > limit.most ? upTo(sum, isWhole) : -upTo(-sum, isWhole) }];
    });
    return [
      ...limits,
      ...(rules.areConflictsKept ? [] : [{ key: CONFLICTS, needed: null }]),
      ...(rules.areNeedsKept ? [] : [{ key: NEEDS, needed: null }]),
    ];
  }
}

/** Never less than is needed: whole amounts as they are, others to four decimals. */
function upTo(sum: number, isWhole: boolean): number {
  if (isWhole) return sum + 0;
  const near = Math.round(sum * 1e4) / 1e4;
  return near >= sum - roundingOf(sum) ? near : Math.ceil(sum * 1e4) / 1e4;
}

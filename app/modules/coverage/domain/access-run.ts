import { Reach, type ReachQuestion } from "~/modules/places/domain/reach";
import type { Unsnapped } from "~/modules/places/domain/streets/street-links";
import type { Minutes } from "~/shared/units";
import { balancedCatchment, cumulativeAccess, floatingCatchment, type AccessInput } from "./access-scores";
import { costListFrom } from "./cost-list";
import { binaryDecay, gaussianDecay, stepDecay } from "./distance-decay";
import { equityOf, type Equity } from "./equity";

/** How access is counted: places in reach, or places per person of everyone who comes to the same door. */
export const ACCESS_MEASURES = ["cumulative", "2sfca", "e2sfca-step", "e2sfca-gaussian", "bfca"] as const;
export type AccessMeasure = (typeof ACCESS_MEASURES)[number];

export interface AccessQuestion {
  /** `farthest` is the catchment in metres walked */
  readonly reach: ReachQuestion;
  /** people per demand row, NaN = unknown */
  readonly people: Float64Array;
  /** places per site, NaN = unknown */
  readonly capacity: Float64Array;
  readonly measure: AccessMeasure;
  readonly metresPerMinute: number;
}

export interface AccessAnswer {
  readonly measure: AccessMeasure;
  readonly catchment: Minutes;
  /** per demand row: places (cumulative) or places per person; NaN where `standing` says why not (see `access-scores`) */
  readonly values: Float64Array;
  readonly standing: Uint8Array;
  /** demand rows whose value is a lower bound, because a place in reach has an unknown capacity */
  readonly understated: Int32Array;
  readonly equity: Equity;
  /** places that anybody reaches: never the sum of what areas reach, since one place is reached from many */
  readonly reachedPlaces: number;
  /** demand rows no way leads to, and why: they have no value and stand in no queue */
  readonly unplaced: readonly Unsnapped[];
  readonly unknownCapacities: number;
}

/** Access by any method of reach and any measure; pure, some hundred milliseconds for a city. */
export function accessRun({ reach, people, capacity, measure, metresPerMinute }: AccessQuestion): AccessAnswer {
  const reached = new Reach(reach);
  const { site, point, metres } = reached.pairs();
  const unplaced = reached.unsnappedPoints();
  const catchment = reach.farthest / metresPerMinute;
  const costs = costListFrom(
    { demandRow: point, supplyRow: site, cost: metres.map((each) => each / metresPerMinute) },
    people.length,
    capacity.length,
  );
  const scores = scoresBy(measure, { population: people, capacity, costs }, catchment);
  // Nothing found is no answer for someone nobody could look for.
  for (const { row } of unplaced) scores.values[row] = NaN;
  return {
    measure,
    catchment,
    values: scores.values,
    standing: scores.standing,
    understated: scores.understated,
    equity: equityOf(scores.values, people),
    reachedPlaces: scores.reachedSupply,
    unplaced,
    unknownCapacities: capacity.filter(Number.isNaN).length,
  };
}

/**
 * Minutes exactly at the catchment may miss it by the last digit of a division: a hair's breadth is inside. What falls to
 * nothing at the edge has none there: a hair's weight, shared out among those who have only that, would be a whole place.
 */
const HAIR = 1 + 1e-12;

function scoresBy(measure: AccessMeasure, input: Omit<AccessInput, "decay">, catchment: Minutes) {
  const edge = catchment * HAIR;
  switch (measure) {
    case "cumulative":
      return cumulativeAccess({ ...input, decay: binaryDecay(edge) });
    case "2sfca":
      return floatingCatchment({ ...input, decay: binaryDecay(edge) });
    case "e2sfca-step":
      return floatingCatchment({ ...input, decay: stepDecay(edge) });
    case "e2sfca-gaussian":
      return floatingCatchment({ ...input, decay: gaussianDecay(catchment / HAIR) });
    case "bfca":
      return balancedCatchment({ ...input, decay: binaryDecay(edge) });
  }
}

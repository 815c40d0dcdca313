import type { CostList } from "./cost-list";
import type { DistanceDecay } from "./distance-decay";

/*
 * What a place can draw on, given who else draws on it. Everything inside the catchment counts, its edge included. The
 * balanced method shares people out over the places in reach, so nobody is counted twice; the others let them queue at each.
 * An assumption that could be wrong: an unlisted pair is out of reach, never «not measured».
 */
export interface AccessInput {
  /** people per demand row, ≥ 0; NaN = unknown: not in any queue */
  readonly population: Float64Array;
  /** places per supply row, ≥ 0; NaN = unknown: left out and reported */
  readonly capacity: Float64Array;
  readonly costs: CostList;
  /** of the catchment; cumulative, 2SFCA and BFCA take the binary one */
  readonly decay: DistanceDecay;
}

/** Why a row has a value or has none; the number in `standing`. */
export const STANDING = { known: 0, noResidents: 1, populationUnknown: 2, capacityUnknown: 3 } as const;

export interface AccessScores {
  /** per demand row; NaN exactly where `standing` is not known. 0 = nothing in reach */
  readonly values: Float64Array;
  /**
   * per demand row. noResidents: what it reaches is reached by nobody, places ÷ 0; populationUnknown: the same because the
   * people of the row are unknown; capacityUnknown: it reaches only supply of unknown capacity.
   */
  readonly standing: Uint8Array;
  /** demand rows, ascending, whose value is a lower bound: some supply in reach has unknown capacity */
  readonly understated: Int32Array;
  /** places per person of the queue, by supply row; NaN where the capacity is unknown or the queue is empty */
  readonly ratio: Float64Array;
  /** places that somebody reaches */
  readonly reachedSupply: number;
}

/** Places in reach, in places: Σ capacity inside the catchment (Hansen 1959 with a threshold). Neighbours do not compete. */
export function cumulativeAccess(input: AccessInput): AccessScores {
  const weights = weightsOf(input);
  const queues = queuesOf(input, weights);
  return scoresOf(input, weights, queues, input.capacity, weights);
}

/**
 * Two-step floating catchment, in places per person: each place is divided by all who reach it, each demand row adds up
 * the ratios in reach. Binary: 2SFCA (Luo & Wang 2003, Environment and Planning B 30). With a decay, in both steps: enhanced,
 * E2SFCA (Luo & Qi 2009, Health & Place 15). Always: Σ population × value = capacity that somebody reaches.
 */
export function floatingCatchment(input: AccessInput): AccessScores {
  const weights = weightsOf(input);
  const queues = queuesOf(input, weights);
  return scoresOf(input, weights, queues, ratiosOf(input.capacity, queues), weights);
}

/**
 * Balanced floating catchment, in places per person (Paez, Higgins & Vivona 2019, PLoS ONE 14): people are split over the
 * places in reach in proportion to weight, and each place's ratio over the demand rows in reach likewise. Nobody queues twice,
 * and Σ values = Σ ratios. Rows without residents take their part of a ratio, as in the paper's matrices.
 */
export function balancedCatchment(input: AccessInput): AccessScores {
  const weights = weightsOf(input);
  const { offsets, supplyRow } = input.costs;
  const ofPeople = new Float64Array(weights.length);
  const columnSum = new Float64Array(input.capacity.length);
  for (let row = 0; row + 1 < offsets.length; row++) {
    let rowSum = 0;
    for (let arc = offsets[row]!; arc < offsets[row + 1]!; arc++) rowSum += knownWeight(input, weights, arc);
    for (let arc = offsets[row]!; arc < offsets[row + 1]!; arc++) {
      const weight = knownWeight(input, weights, arc);
      if (weight === 0) continue;
      ofPeople[arc] = weight / rowSum;
      columnSum[supplyRow[arc]!]! += weight;
    }
  }
  const queues = queuesOf(input, ofPeople);
  const ofRatios = weights.map((weight, arc) => (weight > 0 ? weight / columnSum[supplyRow[arc]!]! : 0));
  return scoresOf(input, weights, queues, ratiosOf(input.capacity, queues), ofRatios);
}

/** Weight of every arc under the decay. Throws when the arrays do not belong together or hold a negative number. */
function weightsOf({ population, capacity, costs, decay }: AccessInput): Float64Array {
  if (population.length !== costs.offsets.length - 1)
    throw new Error(`${population.length} populations for ${costs.offsets.length - 1} rows of costs: expected one each`);
  if (capacity.length !== costs.supplyCount)
    throw new Error(`${capacity.length} capacities for costs to ${costs.supplyCount} places: expected one each`);
  requireCounts("population", population);
  requireCounts("capacity", capacity);
  return costs.cost.map(decay.weightAt);
}

function requireCounts(name: string, counts: Float64Array): void {
  const row = counts.findIndex((count) => count < 0 || count === Infinity);
  if (row >= 0) throw new Error(`${name} ${counts[row]} in row ${row}: expected a finite number ≥ 0, or NaN for unknown`);
}

const knownWeight = ({ costs, capacity }: AccessInput, weights: Float64Array, arc: number): number =>
  Number.isNaN(capacity[costs.supplyRow[arc]!]!) ? 0 : weights[arc]!;

/** People at each place's door. */
function queuesOf({ population, capacity, costs: { offsets, supplyRow } }: AccessInput, weights: Float64Array): Float64Array {
  const queues = new Float64Array(capacity.length);
  population.forEach((people, row) => {
    if (!(people > 0)) return;
    for (let arc = offsets[row]!; arc < offsets[row + 1]!; arc++) queues[supplyRow[arc]!]! += people * weights[arc]!;
  });
  return queues;
}

/** Places per person; a place without capacity has nothing to share, whoever comes: 0, also before an empty door. */
const ratiosOf = (capacity: Float64Array, queues: Float64Array): Float64Array =>
  capacity.map((places, supply) => (places === 0 ? 0 : queues[supply]! > 0 ? places / queues[supply]! : NaN));

/** Adds up each row's share of what is in reach; `inReach` says what is, `shares` how much of it. */
function scoresOf(
  { population, capacity, costs: { offsets, supplyRow } }: AccessInput,
  inReach: Float64Array,
  queues: Float64Array,
  worth: Float64Array,
  shares: Float64Array,
): AccessScores {
  const values = new Float64Array(population.length);
  const standing = new Uint8Array(population.length);
  const understated: number[] = [];
  for (let row = 0; row < values.length; row++) {
    let value = 0;
    let known = 0;
    let unknown = 0;
    for (let arc = offsets[row]!; arc < offsets[row + 1]!; arc++) {
      if (inReach[arc] === 0) continue;
      const supply = supplyRow[arc]!;
      if (Number.isNaN(capacity[supply]!)) unknown++;
      else {
        known++;
        value += shares[arc]! * worth[supply]!;
      }
    }
    if (Number.isNaN(value)) standing[row] = population[row] === 0 ? STANDING.noResidents : STANDING.populationUnknown;
    else if (unknown > 0 && known === 0) standing[row] = STANDING.capacityUnknown;
    else if (unknown > 0) understated.push(row);
    values[row] = standing[row] === STANDING.known ? value : NaN;
  }
  const reachedSupply = capacity.reduce((sum, places, supply) => (queues[supply]! > 0 && places > 0 ? sum + places : sum), 0);
  return {
    values,
    standing,
    understated: Int32Array.from(understated),
    ratio: ratiosOf(capacity, queues),
    reachedSupply,
  };
}

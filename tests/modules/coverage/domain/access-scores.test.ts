import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AccessInput,
  balancedCatchment,
  cumulativeAccess,
  floatingCatchment,
  STANDING,
} from "~/modules/coverage/domain/access-scores";
import { costListFrom, pairTwice } from "~/modules/coverage/domain/cost-list";
import { binaryDecay, type DistanceDecay, gaussianDecay, stepDecay } from "~/modules/coverage/domain/distance-decay";
import { naiveBalanced, naiveCumulative, naiveFloating } from "./naive-access";

const OUT = Infinity;

/** Rows of costs as a table; OUT where a pair is not listed. */
function input(population: number[], capacity: number[], cost: number[][], decay: DistanceDecay = binaryDecay(15)): AccessInput {
  const pairs = cost.flatMap((row, i) => row.flatMap((one, j) => (one === OUT ? [] : [{ i, j, one }]))).reverse();
  const arcs = { demandRow: pairs.map(({ i }) => i), supplyRow: pairs.map(({ j }) => j), cost: pairs.map(({ one }) => one) };
  return {
    population: Float64Array.from(population),
    capacity: Float64Array.from(capacity),
    costs: costListFrom(arcs, population.length, capacity.length),
    decay,
  };
}

/** Two villages and a town: 100, 50 and 200 people; a small home of 20 places and a large one of 60. */
const TOWN = {
  population: [100, 50, 200],
  capacity: [20, 60],
  cost: [
    [5, 20],
    [15, 10],
    [OUT, 15],
  ],
};
const town = (decay?: DistanceDecay) => input(TOWN.population, TOWN.capacity, TOWN.cost, decay);

test("cumulative adds up the places in reach, those on the edge too", () => {
  expect([...cumulativeAccess(town()).values]).toEqual([20, 80, 60]);
});

test("2SFCA divides each home by its queue and adds up the ratios in reach", () => {
  // Home 1: 20 ÷ (100 + 50); home 2: 60 ÷ (50 + 200).
  const { values, ratio, reachedSupply } = floatingCatchment(town());
  expect([...ratio]).toEqual([20 / 150, 60 / 250]);
  expect([...values]).toEqual([20 / 150, 20 / 150 + 60 / 250, 60 / 250]);
  expect(reachedSupply).toBe(80);
});

test("E2SFCA by bands weighs both the queue and the ratio", () => {
  // Bands of 15: to 5 → 1, to 10 → 0.68, to 15 → 0.22. Home 1: 20 ÷ (100 + 0.22 · 50); home 2: 60 ÷ (0.68 · 50 + 0.22 · 200).
  const { values } = floatingCatchment(town(stepDecay(15)));
  const [first, second] = [20 / 111, 60 / 78];
  expect(values[0]).toBeCloseTo(first, 12);
  expect(values[1]).toBeCloseTo(0.22 * first + 0.68 * second, 12);
  expect(values[2]).toBeCloseTo(0.22 * second, 12);
});

test("BFCA shares people out first, and each home's ratio over the rows in reach", () => {
  // The second village splits 25 and 25: 20 ÷ 125 and 60 ÷ 225, each halved over its two rows.
  const { values } = balancedCatchment(town());
  expect(values[0]).toBeCloseTo(0.08, 12);
  expect(values[1]).toBeCloseTo(0.08 + 2 / 15, 12);
  expect(values[2]).toBeCloseTo(2 / 15, 12);
});

test("the gaussian falls from 1 to nothing at the edge, the steps keep their edges inside", () => {
  const { weightAt } = gaussianDecay(30);
  expect([weightAt(0), weightAt(30), weightAt(31)]).toEqual([1, 0, 0]);
  expect(weightAt(15)).toBeCloseTo((Math.exp(-0.125) - Math.exp(-0.5)) / (1 - Math.exp(-0.5)), 12);
  expect([10, 10.001, 20, 30, 30.001].map(stepDecay(30).weightAt)).toEqual([1, 0.68, 0.68, 0.22, 0]);
  expect([15, 15.001].map(binaryDecay(15).weightAt)).toEqual([1, 0]);
});

test("who reaches nothing has 0, who alone reaches a home without living there has no value", () => {
  const { values, standing } = floatingCatchment(
    input(
      [0, 10, 0],
      [8, 5],
      [
        [3, OUT],
        [OUT, OUT],
        [OUT, OUT],
      ],
    ),
  );
  expect([...standing]).toEqual([STANDING.noResidents, STANDING.known, STANDING.known]);
  expect([...values]).toEqual([NaN, 0, 0]);
});

test("a home without places gives nothing, also where nobody lives", () => {
  expect([...floatingCatchment(input([0], [0], [[5]])).values]).toEqual([0]);
  expect([...balancedCatchment(input([0], [0], [[5]])).values]).toEqual([0]);
});

test("unknown capacity is left out, said, and never nought", () => {
  for (const method of [cumulativeAccess, floatingCatchment, balancedCatchment]) {
    const { values, standing, understated } = method(
      input(
        [100, 50],
        [NaN, 20],
        [
          [5, OUT],
          [5, 5],
        ],
      ),
    );
    expect([...standing]).toEqual([STANDING.capacityUnknown, STANDING.known]);
    expect([...understated]).toEqual([1]);
    expect(values[0]).toBeNaN();
    expect(values[1]).toBe(method === cumulativeAccess ? 20 : 0.4);
  }
});

test("unknown people stand in no queue, and do not make an empty one look shared", () => {
  const { values, standing } = floatingCatchment(
    input(
      [NaN, NaN, 10],
      [6, 5],
      [
        [5, OUT],
        [OUT, 5],
        [OUT, 5],
      ],
    ),
  );
  expect([...standing]).toEqual([STANDING.populationUnknown, STANDING.known, STANDING.known]);
  expect([...values]).toEqual([NaN, 0.5, 0.5]);
});

test("what does not belong together is refused with the number seen", () => {
  expect(() => cumulativeAccess({ ...town(), population: new Float64Array(2) })).toThrow("2 populations for 3 rows");
  expect(() => cumulativeAccess({ ...town(), capacity: Float64Array.of(1, -1) })).toThrow("capacity -1 in row 1");
  expect(() => binaryDecay(0)).toThrow("catchment 0");
  expect(() => costListFrom({ demandRow: [0], supplyRow: [4], cost: [1] }, 1, 4)).toThrow("supply row 4 of arc 0");
  expect(() => costListFrom({ demandRow: [0], supplyRow: [0], cost: [NaN] }, 1, 1)).toThrow("cost NaN of arc 0");
});

test("a pair listed twice is found wherever its two lines stand", () => {
  const arcs = { demandRow: [1, 0, 1, 1], supplyRow: [2, 2, 0, 2], cost: [1, 2, 3, 4] };
  expect(pairTwice(costListFrom(arcs, 2, 3))).toEqual({ demandRow: 1, supplyRow: 2 });
  expect(pairTwice(costListFrom({ demandRow: [1, 0], supplyRow: [2, 2], cost: [1, 2] }, 2, 3))).toBeNull();
});

const decays = fc.constantFrom(binaryDecay(15), stepDecay(15), gaussianDecay(15));
const cases = fc
  .record({ demand: fc.integer({ min: 1, max: 9 }), supply: fc.integer({ min: 1, max: 7 }) })
  .chain(({ demand, supply }) =>
    fc.record({
      population: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: demand, maxLength: demand }),
      capacity: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: supply, maxLength: supply }),
      cost: fc.array(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(OUT)), { minLength: supply, maxLength: supply }),
        { minLength: demand, maxLength: demand },
      ),
    }),
  );

const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

test("every method gives what its textbook sum over the whole matrix gives", () => {
  fc.assert(
    fc.property(cases, decays, ({ population, capacity, cost }, decay) => {
      const sparse = input(population, capacity, cost, decay);
      const naive = { population, capacity, cost, weightAt: decay.weightAt };
      const pairs: [Float64Array, number[]][] = [
        [cumulativeAccess(sparse).values, naiveCumulative(naive)],
        [floatingCatchment(sparse).values, naiveFloating(naive)],
        [balancedCatchment(sparse).values, naiveBalanced(naive)],
      ];
      return pairs.every(([values, expected]) => expected.every((value, row) => isClose(values[row]!, value)));
    }),
  );
});

test("people times 2SFCA is the supply that somebody reaches, with any decay", () => {
  fc.assert(
    fc.property(cases, decays, ({ population, capacity, cost }, decay) => {
      const { values, reachedSupply } = floatingCatchment(input(population, capacity, cost, decay));
      const reached = capacity.filter((_, j) => cost.some((row) => decay.weightAt(row[j]!) > 0));
      return (
        isClose(reachedSupply, total(reached)) && isClose(total(values.map((value, i) => value * population[i]!)), reachedSupply)
      );
    }),
  );
});

test("BFCA hands out every home's ratio once", () => {
  fc.assert(
    fc.property(cases, decays, ({ population, capacity, cost }, decay) => {
      const { values, ratio } = balancedCatchment(input(population, capacity, cost, decay));
      return isClose(total(values), total(ratio.filter((one) => !Number.isNaN(one))));
    }),
  );
});

test("a wider catchment never takes places out of reach", () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 20 }), ({ population, capacity, cost }, edge) => {
      const near = cumulativeAccess(input(population, capacity, cost, binaryDecay(edge))).values;
      const far = cumulativeAccess(input(population, capacity, cost, binaryDecay(edge + 1))).values;
      return near.every((value, row) => value <= far[row]!);
    }),
  );
});

test("a value is missing exactly where its standing says so, whatever is unknown", () => {
  const withGaps = (numbers: number[], gaps: number[]) =>
    numbers.map((number, at) => (gaps[at % gaps.length] === 0 ? NaN : gaps[at % gaps.length] === 1 ? 0 : number));
  const gaps = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(cases, decays, gaps, gaps, ({ population, capacity, cost }, decay, ofPeople, ofPlaces) => {
      const holed = input(withGaps(population, ofPeople), withGaps(capacity, ofPlaces), cost, decay);
      return [cumulativeAccess, floatingCatchment, balancedCatchment].every((method) => {
        const { values, standing } = method(holed);
        return values.every((value, row) => (standing[row] === STANDING.known ? Number.isFinite(value) : Number.isNaN(value)));
      });
    }),
  );
});

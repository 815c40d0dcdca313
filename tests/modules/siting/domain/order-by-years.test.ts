import fc from "fast-check";
import { expect, test } from "vitest";
import { EXACT, orderByYears } from "~/modules/siting/domain/order-by-years";

interface Asked {
  readonly costs: readonly number[];
  readonly years: readonly { year: number; build: number }[];
  /** people, and which places reach them */
  readonly groups: readonly { people: number; places: readonly number[] }[];
}

const asked: fc.Arbitrary<Asked> = fc.integer({ min: 1, max: 5 }).chain((places) =>
  fc.record({
    costs: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: places, maxLength: places }),
    years: fc
      .array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 3 })
      .map((money) => money.map((build, at) => ({ year: 2027 + at, build }))),
    groups: fc.array(
      fc.record({ people: fc.integer({ min: 1, max: 50 }), places: fc.subarray([...Array(places).keys()], { minLength: 1 }) }),
      { maxLength: 6 },
    ),
  }),
);

const reachedBy =
  ({ groups }: Asked) =>
  (open: readonly boolean[]) =>
    groups.reduce((sum, { people, places }) => sum + (places.some((place) => open[place]) ? people : 0), 0);

/** Every way to give each place a year. */
function best(of: Asked): number | null {
  const { costs, years } = of;
  const reached = reachedBy(of);
  let found: number | null = null;
  for (let way = 0; way < years.length ** costs.length; way++) {
    const year = costs.map((_, place) => Math.floor(way / years.length ** place) % years.length);
    const money = (at: number) => years.slice(0, at + 1).reduce((sum, { build }) => sum + build, 0);
    const spent = (at: number) => costs.reduce((sum, cost, place) => sum + (year[place]! <= at ? cost : 0), 0);
    if (years.some((_, at) => spent(at) > money(at))) continue;
    const worth = years.reduce((sum, _, at) => sum + reached(costs.map((_cost, place) => year[place]! <= at)), 0);
    if (found === null || worth > found) found = worth;
  }
  return found;
}

test("the order of building is the best of all that the years' money allows", () => {
  fc.assert(
    fc.property(asked, (of) => {
      const plan = orderByYears(of.costs, of.years, reachedBy(of));
      expect(plan?.personYears ?? null).toBe(best(of));
    }),
    { numRuns: 300 },
  );
});

test("no year spends more than all years until then bring, what is left goes on, and every place is built once", () => {
  const many = Array.from({ length: EXACT + 5 }, (_, at) => 1 + (at % 4));
  const years = [2027, 2028, 2029].map((year) => ({ year, build: 20 }));
  const reached = (open: readonly boolean[]) => open.reduce((sum, is, at) => sum + (is ? 10 + at : 0), 0);
  const plan = orderByYears(many, years, reached)!;
  expect(plan.isProved).toBe(false);
  expect(plan.year.every((at) => at >= 0 && at < 3)).toBe(true);
  for (const [at, row] of plan.years.entries()) {
    expect(row.left).toBeGreaterThanOrEqual(0);
    expect(row.left).toBe((at === 0 ? 0 : plan.years[at - 1]!.left) + row.budget - row.spent);
  }
  expect(plan.years.at(-1)!.people).toBe(reached(many.map(() => true)));
});

test("money that is spent to the last fen has an order, one fen less has none", () => {
  const asked = (last: number) => [2_100_000_003, last].map((build, at) => ({ year: 2027 + at, build }));
  const reached = (open: readonly boolean[]) => (open[0] ? 5 : 0) + (open[1] ? 1 : 0);
  const costs = [2_100_000_003, 2_100_000_002];
  const plan = orderByYears(costs, asked(2_100_000_002), reached);
  expect(plan).toMatchObject({ year: [0, 1], years: [{ left: 0 }, { left: 0 }], personYears: 11 });
  expect(orderByYears(costs, asked(2_100_000_001), reached)).toBeNull();
  expect(orderByYears([0.1, 0.2], [{ year: 2027, build: 0.3 }], reached)).toMatchObject({ year: [0, 0], years: [{ left: 0 }] });
});

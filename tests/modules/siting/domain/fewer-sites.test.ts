import fc from "fast-check";
import { expect, test } from "vitest";
import { coverGround, type CoverGround } from "~/modules/siting/domain/solving/cover-ground";
import { FewerSites } from "~/modules/siting/domain/solving/fewer-sites";
import { seededRandom } from "~/shared/seeded-random";
import { bruteBest } from "./brute-cover";
import { question } from "./made-questions";

const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 100) };
const never = () => false;

/** Who reaches what, of up to ten sites: nobody is out of reach of all. */
const reached = fc.integer({ min: 1, max: 10 }).chain((sites) =>
  fc.record({
    sites: fc.constant(sites),
    rows: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: sites - 1 }), { minLength: 1, maxLength: 4 }), { maxLength: 24 }),
  }),
);

const asked = ({ sites, rows }: { readonly sites: number; readonly rows: readonly (readonly number[])[] }) =>
  question({
    ...{ model: "lscp", sites },
    demands: rows.map((row) => ({ people: 1, ways: Array.from({ length: sites }, (_, at) => (row.includes(at) ? 1 : null)) })),
  });

const groundOf = (problem: ReturnType<typeof asked>) => coverGround(problem, problem.state, { times: 1, everyDemand: true });

const coversAll = ({ groups, groupStart, groupColumn }: CoverGround, open: ArrayLike<number>) =>
  Array.from({ length: groups }, (_, group) => groupColumn.subarray(groupStart[group], groupStart[group + 1])).every((row) =>
    row.some((column) => Array.from(open).includes(column)),
  );

test("what it finds covers everybody, is never more than it began with, and in small questions is the fewest there are", () => {
  fc.assert(
    fc.property(reached, fc.integer({ min: 1, max: 1e6 }), (made, seed) => {
      const problem = asked(made);
      const ground = groundOf(problem);
      const search = new FewerSites(ground, [], seed);
      const began = search.best.length;
      expect(coversAll(ground, search.best)).toBe(true);
      for (let turn = 0; turn < 5; turn++) {
        const before = search.best.length;
        const isFewer = search.go(200, never);
        expect(isFewer).toBe(search.best.length < before);
        expect(coversAll(ground, search.best)).toBe(true);
        expect(new Set(search.best).size).toBe(search.best.length);
      }
      expect(search.best.length).toBeLessThanOrEqual(began);
      expect(search.best.length).toBe(bruteBest(problem));
    }),
    ROUNDS,
  );
});

test("begun from columns that leave somebody out, it covers them beside; the same seed finds the same", () => {
  const chance = seededRandom(7);
  const rows = Array.from({ length: 60 }, () => [...new Set(Array.from({ length: 4 }, () => Math.floor(chance() * 30)))]);
  const ground = groundOf(asked({ sites: 30, rows }));
  const found = [1, 2].map(() => {
    const search = new FewerSites(ground, [0, 1, 1], 3);
    expect(coversAll(ground, search.best)).toBe(true);
    search.go(5_000, never);
    return [...search.best];
  });
  expect(found[0]).toEqual(found[1]);
});

test("a search that is over at once keeps what it began with", () => {
  const ground = groundOf(asked({ sites: 3, rows: [[0, 1], [1, 2], [2]] }));
  const search = new FewerSites(ground, [0, 1, 2], 1);
  expect(search.go(1_000, () => true)).toBe(false);
  expect([...search.best].sort()).toEqual([0, 1, 2]);
});

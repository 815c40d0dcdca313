import fc from "fast-check";
import { expect, test } from "vitest";
import { BoundedSearch } from "~/modules/places/domain/streets/bounded-search";
import { nearestOwners } from "~/modules/places/domain/streets/nearest-owners";
import { MOVEMENTS } from "~/modules/places/domain/streets/street-use";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { allPairs, anyDrawn, blocks, graphOf, onFoot, waysOf } from "./made-streets";

const anyView = fc
  .tuple(anyDrawn, fc.constantFrom(...MOVEMENTS), fc.constantFrom(1, 1.7, 3))
  .map(([drawn, movement, stepsFactor]) => walkingView(graphOf(drawn), { movement, stepsFactor, offStreetFactor: 1 }))
  .filter((view) => view.graph.x.length > 0);

const anyRun = fc.record({
  bound: fc.integer({ min: 0, max: 12_000 }),
  seeds: fc.array(fc.tuple(fc.nat(1_000), fc.nat(6_000)), { maxLength: 4 }),
});

test("a bounded search finds what a plain one finds, run after run, and the bound is inside", () => {
  fc.assert(
    fc.property(anyView, fc.array(anyRun, { minLength: 1, maxLength: 6 }), fc.boolean(), (view, runs, onTheDot) => {
      const count = view.graph.x.length;
      const far = allPairs(count, waysOf(view));
      const search = new BoundedSearch(view, 12_000);
      for (const { seeds, bound } of runs) {
        const starts = seeds.map(([junction, cost]) => [junction % count, cost] as const);
        const plain = Array.from({ length: count }, (_, v) =>
          Math.min(Infinity, ...starts.map(([s, cost]) => cost + far[s]![v]!)),
        );
        // The bound set exactly to the cost of a junction: it must be reached.
        const within = onTheDot ? Math.min(12_000, plain.find((cost) => cost > 0 && cost <= 12_000) ?? bound) : bound;
        search.begin(within);
        for (const [junction, cost] of starts) search.seed(junction, cost);
        search.run();
        const found = plain.map((_, v) => (search.isReached(v) ? search.cost[v]! : Infinity));
        expect(found).toEqual(plain.map((cost) => (cost <= within ? cost : Infinity)));
        expect([...search.settled.subarray(0, search.count)].sort((a, b) => a - b)).toEqual(
          plain.flatMap((cost, v) => (cost <= within ? [v] : [])),
        );
      }
    }),
    { numRuns: 500 },
  );
});

test("a search can be run a million times: labels start anew before they run out", () => {
  const view = onFoot(graphOf(blocks(3, 1_000)));
  const count = view.graph.x.length;
  const search = new BoundedSearch(view, 90_000);
  for (let run = 0; run < 30_000; run++) {
    search.begin(90_000);
    if (run % 1_000 !== 0) continue;
    search.seed(run % count, 5);
    search.run();
    expect(search.count).toBe(count);
    expect(search.cost[run % count]).toBe(5);
  }
});

test("a run given up half way does not show in the next", () => {
  const view = onFoot(graphOf(blocks(3, 1_000)));
  const search = new BoundedSearch(view, 9_000);
  search.begin(9_000);
  search.seed(0, 100);
  search.begin(0);
  search.seed(4, 0);
  search.run();
  expect([search.count, search.settled[0]]).toEqual([1, 4]);
});

test("costs that are no whole decimetres are a broken promise, not a search without end", () => {
  const view = onFoot(graphOf(blocks(2, 1_000)));
  const search = new BoundedSearch(view, 9_000);
  search.begin(9_000);
  for (const cost of [NaN, 0.5, -1]) {
    expect(() => search.seed(0, cost)).toThrow(RangeError);
    expect(() => nearestOwners(view, { junction: [0], cost: [cost], owner: [0] }, 9_000, 1)).toThrow(RangeError);
  }
  expect(() => search.begin(9_001)).toThrow(RangeError);
});

test("the k nearest owners of every junction, each once, are those of a search from each owner", () => {
  fc.assert(
    fc.property(
      anyView,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.tuple(fc.nat(1_000), fc.nat(3_000), fc.nat(4)), { maxLength: 10 }),
      fc.integer({ min: 0, max: 12_000 }),
      (view, k, starts, bound) => {
        const count = view.graph.x.length;
        const far = allPairs(count, waysOf(view));
        const seeds = {
          junction: starts.map(([junction]) => junction % count),
          cost: starts.map(([, cost]) => cost),
          owner: starts.map(([, , owner]) => owner),
        };
        const { found, cost, owner } = nearestOwners(view, seeds, bound, k);
        for (let v = 0; v < count; v++) {
          const byOwner = new Map<number, number>();
          starts.forEach(([, already, mine], i) => {
            const total = already + far[seeds.junction[i]!]![v]!;
            if (total <= bound) byOwner.set(mine, Math.min(total, byOwner.get(mine) ?? Infinity));
          });
          const plain = [...byOwner.values()].sort((a, b) => a - b).slice(0, k);
          const rows = Array.from({ length: found[v]! }, (_, i) => v * k + i);
          expect(rows.map((row) => cost[row])).toEqual(plain);
          expect(rows.map((row) => byOwner.get(owner[row]!))).toEqual(plain);
          expect(new Set(rows.map((row) => owner[row])).size).toBe(rows.length);
        }
      },
    ),
    { numRuns: 500 },
  );
});

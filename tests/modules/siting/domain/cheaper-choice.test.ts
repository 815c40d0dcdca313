import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import { FIXED, FREE, type SitingModel } from "~/modules/siting/domain/solving/siting-problem";
import { sitingRun, type SitingFound, type SitingInput } from "~/modules/siting/domain/siting-run";
import { openHighs } from "../../../../app/threads/highs-solver";

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});
const EAST = 1 / 91_300;

interface Place {
  readonly at: number;
  readonly price: number;
  readonly isFixed?: boolean;
}

/** A street of homes and candidates at so many metres, each with its price. */
function found(
  homes: readonly (readonly [metres: number, people: number])[],
  places: readonly Place[],
  { most, model = "mclp", budget }: { most: number; model?: SitingModel; budget?: number },
): SitingFound {
  const lon = (metres: number) => 113.6 + metres * EAST;
  const every = Uint32Array.from(places.keys());
  const bound = (key: string, amount: readonly number[], bound: number) => ({
    ...{ key, site: every, amount: Float64Array.from(amount), least: -Infinity, most: bound },
  });
  const prices = places.map(({ price }) => price);
  const input: SitingInput = {
    ...{ model, isCounted: new Uint8Array(homes.length).fill(1), existing: 0 },
    points: { lon: Float64Array.from(homes, ([x]) => lon(x)), lat: new Float64Array(homes.length).fill(34.7) },
    groups: [{ people: Float64Array.from(homes, ([, people]) => people), weight: 1, limit: 800 }],
    sites: { lon: Float64Array.from(places, ({ at }) => lon(at)), lat: new Float64Array(places.length).fill(34.7) },
    state: Uint8Array.from(places, ({ isFixed }) => (isFixed ? FIXED : FREE)),
    limits: [
      bound(
        "sites",
        places.map(() => 1),
        most,
      ),
      ...(budget === undefined ? [] : [bound("build", prices, budget)]),
    ],
    ...{ spacing: null, capacity: null, price: Float64Array.from(prices), farthest: 4_000 },
    walking: { method: "circle", detour: 1.3, walks: null, barriers: [] },
  };
  const means = { solve, seconds: 5, seed: 1, now: () => 0, isStopped: () => false, told: () => undefined };
  const answer = sitingRun(input, null, means);
  if (answer.kind !== "found") throw new Error(JSON.stringify(answer));
  return answer;
}

test("of two houses that reach the same people the cheaper is chosen, whichever stands first", () => {
  const homes = [[0, 100]] as const;
  for (const prices of [
    [2_200_000, 250_000],
    [250_000, 2_200_000],
  ]) {
    const places = prices.map((price, n) => ({ at: 10 * n, price }));
    expect(places[found(homes, places, { most: 1 }).chosen[0]!]!.price).toBe(250_000);
  }
});

test("a house nobody priced is never called cheaper, and one that must be there stays", () => {
  const homes = [[0, 100]] as const;
  const unknown = [
    { at: 0, price: 900_000 },
    { at: 10, price: Number.NaN },
  ];
  expect(found(homes, unknown, { most: 1 }).chosen).toHaveLength(1);
  const must = [
    { at: 0, price: 900_000, isFixed: true },
    { at: 10, price: 100_000 },
  ];
  expect(found(homes, must, { most: 1 }).chosen).toEqual([0]);
});

test("more people come before less money", () => {
  const places = [
    { at: 0, price: 900_000 },
    { at: 2_000, price: 100_000 },
  ];
  const homes = [
    [0, 100],
    [2_000, 99],
  ] as const;
  expect(found(homes, places, { most: 1 }).chosen).toEqual([0]);
});

test("no single exchange makes a choice cheaper that is worth as much: tried one by one", () => {
  const asked = fc.record({
    homes: fc.array(fc.tuple(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 8 }),
    places: fc.array(fc.record({ at: fc.integer({ min: 0, max: 6_000 }), price: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 7,
    }),
    most: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(asked, ({ homes, places, most }) => {
      const worth = (chosen: readonly number[]) =>
        homes.reduce((sum, [x, people]) => sum + (chosen.some((site) => isNear(x, places[site]!.at)) ? people : 0), 0);
      const { chosen, objective } = found(homes as [number, number][], places, { most });
      expect(worth(chosen)).toBe(objective);
      for (const out of chosen)
        for (const into of places.keys()) {
          if (chosen.includes(into)) continue;
          const other = chosen.map((site) => (site === out ? into : site));
          if (worth(other) === worth(chosen)) expect(places[into]!.price).toBeGreaterThanOrEqual(places[out]!.price);
        }
    }),
    { numRuns: 60 },
  );
});

/** As the walking engine has it: 800 m of walk are 800 ÷ 1.3 as the crow flies. */
const isNear = (home: number, place: number): boolean =>
  Math.abs(home - place) * (111_195 / 91_300) * Math.cos((34.7 * Math.PI) / 180) * 1.3 <= 800;

import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_BARRIERS } from "~/modules/places/domain/barrier";
import { detourTowards, fitDetourByBearing, uniformDetour } from "~/modules/places/domain/detour-index";
import { nearest, type NearestInput } from "~/modules/places/domain/nearest";
import { bruteForceLength } from "./brute-force-ways";
import { anyBarrier, anyPlace, anyPlaces, network, points, wall } from "./flat-town";

const plain = (input: Partial<NearestInput>): NearestInput => ({
  sites: points([0, 0]),
  points: points([100, 0]),
  detour: uniformDetour(1.3),
  barriers: NO_BARRIERS,
  farthest: 1_000,
  ...input,
});
const ANISOTROPIC = fitDetourByBearing(
  Array.from({ length: 200 }, (_, i) => ({
    dx: 300 * Math.sin(i),
    dy: 300 * Math.cos(i),
    walked: 300 * (1.2 + 0.3 * Math.abs(Math.sin(2 * i))),
  })),
  1.3,
);

test("straight distance times detour index, and the boundary is inside", () => {
  expect(nearest(plain({})).metres[0]).toBeCloseTo(130, 9);
  expect(nearest(plain({ farthest: 130 })).site[0]).toBe(0);
  expect(nearest(plain({ farthest: 129.99 })).site[0]).toBe(-1);
  expect(nearest(plain({ farthest: 130, points: points([100, 0], [0, 100], [60, 80], [-80, -60]) })).site).toEqual(
    Int32Array.of(0, 0, 0, 0),
  );
});

test("nobody is reached across a barrier without a crossing", () => {
  const { metres, site } = nearest(
    plain({ sites: points([0, -50]), points: points([0, 50]), barriers: network(wall()), farthest: 50_000 }),
  );
  expect([metres[0], site[0]]).toEqual([Infinity, -1]);
});

test("a crossing near by gives the real way round", () => {
  const { metres } = nearest(
    plain({ sites: points([0, -400]), points: points([0, 400]), barriers: network(wall(300)), farthest: 5_000 }),
  );
  expect(metres[0]).toBeCloseTo(2 * 500 * 1.3, 1);
});

test("two barriers side by side are passed by two crossings", () => {
  const second = {
    line: [
      [-60_000, 200],
      [60_000, 200],
    ] as const,
    crossings: [[-300, 200]] as const,
  };
  const { metres } = nearest(
    plain({ sites: points([0, -100]), points: points([0, 300]), barriers: network(wall(300), second), farthest: 9_000 }),
  );
  expect(metres[0]).toBeCloseTo((Math.hypot(300, 100) * 2 + Math.hypot(600, 200)) * 1.3, 0);
});

test("the second nearest is another site", () => {
  const { metres, site, secondMetres, secondSite } = nearest(
    plain({ sites: points([0, 0], [150, 0], [400, 0]), points: points([100, 0]) }),
  );
  expect([site[0], secondSite[0]]).toEqual([1, 0]);
  expect([metres[0], secondMetres[0]]).toEqual([expect.closeTo(65, 9), expect.closeTo(130, 9)]);
});

test("one bad origin never spoils the batch, and is named", () => {
  const good = nearest(plain({ sites: points([0, 0]) }));
  const mixed = nearest(plain({ sites: points([NaN, 0], [0, 0], [0, Infinity]), points: points([100, 0], [NaN, NaN]) }));
  expect(mixed.rejectedSites).toEqual([0, 2]);
  expect(mixed.rejectedPoints).toEqual([1]);
  expect(mixed.metres[0]).toBe(good.metres[0]);
  expect(mixed.site[0]).toBe(1);
});

test("no sites and no points are answers, not errors", () => {
  expect(nearest(plain({ sites: points() })).site).toEqual(Int32Array.of(-1));
  expect(nearest(plain({ points: points() })).metres).toHaveLength(0);
});

test("the same as trying every way by hand", () => {
  fc.assert(
    fc.property(
      anyPlaces(1, 5),
      anyPlaces(1, 8),
      fc.array(anyBarrier, { maxLength: 3 }),
      fc.boolean(),
      (sites, homes, barriers, bent) => {
        const detour = bent ? ANISOTROPIC : uniformDetour(1.3);
        const lines = network(...barriers);
        const found = nearest({ sites: points(...sites), points: points(...homes), detour, barriers: lines, farthest: 1_800 });
        homes.forEach(([hx, hy], i) => {
          const all = sites
            .map(([sx, sy]) => bruteForceLength(lines, sx, sy, hx, hy, (dx, dy) => detourTowards(detour, dx, dy)))
            .map((walked) => (walked <= 1_800 ? walked : Infinity))
            .sort((a, b) => a - b);
          expect(found.metres[i]).toBeCloseTo(all[0]!, 6);
          expect(found.secondMetres[i]).toBeCloseTo(all[1] ?? Infinity, 6);
        });
      },
    ),
    { numRuns: 250 },
  );
});

test("whoever is reached is reached by a way: half of its last leg is reached too, and as much sooner", () => {
  fc.assert(
    fc.property(anyPlace, anyPlaces(1, 6), fc.array(anyBarrier, { minLength: 1, maxLength: 3 }), ([x, y], homes, barriers) => {
      const lines = network(...barriers);
      const ask = (places: readonly (readonly [number, number])[]) =>
        nearest({ sites: points([x, y]), points: points(...places), detour: ANISOTROPIC, barriers: lines, farthest: 1_200 })
          .metres;
      const whole = ask(homes);
      const crossings = Array.from(lines.crossingX, (cx, i): [number, number] => [cx, lines.crossingY[i]!]);
      const starts: readonly (readonly [number, number])[] = [[x, y], ...crossings];
      homes.forEach(([hx, hy], i) => {
        if (!(whole[i]! < 1_199)) return;
        const halves = starts.map(([sx, sy]) => [(hx - sx) / 2, (hy - sy) / 2] as const);
        const halfway = ask(halves.map(([dx, dy]) => [hx - dx, hy - dy]));
        const rests = halves.map(([dx, dy]) => Math.hypot(dx, dy) * detourTowards(ANISOTROPIC, dx, dy));
        expect(Math.min(...halfway.map((metres, k) => metres + rests[k]!))).toBeLessThanOrEqual(whole[i]! + 1e-6);
      });
    }),
    { numRuns: 150 },
  );
});

test("adding a facility, a crossing or minutes never makes anybody's way longer", () => {
  fc.assert(
    fc.property(
      anyPlaces(1, 4),
      anyPlaces(1, 6),
      fc.array(anyBarrier, { minLength: 1, maxLength: 3 }),
      (sites, homes, barriers) => {
        const fewer = barriers.map((barrier) => ({ ...barrier, crossings: barrier.crossings.slice(1) }));
        const ask = (count: number, farthest: number, crossed: boolean) =>
          nearest({
            sites: points(...sites.slice(0, count)),
            points: points(...homes),
            detour: ANISOTROPIC,
            barriers: network(...(crossed ? barriers : fewer)),
            farthest,
          }).metres;
        const least = ask(Math.max(1, sites.length - 1), 900, false);
        for (const more of [
          ask(sites.length, 900, false),
          ask(Math.max(1, sites.length - 1), 1_500, false),
          ask(Math.max(1, sites.length - 1), 900, true),
        ])
          least.forEach((metres, i) => expect(more[i]).toBeLessThanOrEqual(metres + 1e-9));
      },
    ),
    { numRuns: 150 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageRun } from "~/modules/coverage/domain/coverage-run";
import { shareOf } from "~/modules/coverage/domain/share";
import { fromPlane, localPlane } from "~/modules/places/domain/local-plane";
import { anyCommunity, anySite, madeInput } from "./made-input";

const CITY = 5;
const total = (column: Float64Array) => column[column.length - 1]!;

test("people within 5, 10 and 15 minutes of an elder's walk, by area and in all", () => {
  // 2.7 km/h × 15 min ÷ 1.3 = 519 m
  const input = madeInput(
    [
      { x: 150, y: 0, people: 100 },
      { x: 300, y: 0, people: 20 },
      { x: 519, y: 0, people: 3 },
      { x: 520, y: 0, people: 1_000, inSecond: true },
    ],
    [{ x: 0, y: 0 }],
  );
  const { figures } = coverageRun(input);
  expect(figures.within.map(total)).toEqual([100, 120, 123]);
  expect([total(figures.people), total(figures.covered), total(figures.beyond)]).toEqual([1_123, 123, 1_000]);
  expect([figures.covered[1], figures.covered[2], figures.beyond[2]]).toEqual([123, 0, 1_000]);
});

test("a community on the circle's edge is counted once, inside", () => {
  const edge = (2.7 * 1_000 * 15) / 60 / 1.25;
  const { figures } = coverageRun(
    madeInput(
      [{ x: edge - 0.001, y: 0, people: 7 }],
      [
        { x: 0, y: 0 },
        { x: 0, y: 0 },
      ],
      { detour: { value: 1.25, low: 1.2, high: 1.4 } },
    ),
  );
  expect([total(figures.covered), total(figures.beyond), total(figures.backup)]).toEqual([7, 0, 7]);
});

test("nobody living there is no share, unknown people are unknown, an unknown place is unknown", () => {
  expect(shareOf(0, { people: 0, unlocated: 0, unknownCommunities: 0 })).toEqual({ kind: "no-residents" });
  expect(shareOf(0, { people: 0, unlocated: 0, unknownCommunities: 2 })).toEqual({ kind: "population-unknown" });
  expect(shareOf(0, { people: 50, unlocated: 50, unknownCommunities: 0 })).toEqual({ kind: "position-unknown" });
  expect(shareOf(30, { people: 60, unlocated: 20, unknownCommunities: 1 })).toEqual({ kind: "known", share: 0.75 });
});

test("unplaced and uncounted communities are listed, not dropped", () => {
  const { figures, unplacedCommunities, unplacedSites } = coverageRun(
    madeInput(
      [
        { x: NaN, y: 0, people: 40 },
        { x: 0, y: 0, people: NaN },
        { x: 10, y: 0, people: 5 },
      ],
      [
        { x: 0, y: 0 },
        { x: NaN, y: 0 },
      ],
    ),
  );
  expect([total(figures.people), total(figures.unlocated), total(figures.unknownCommunities)]).toEqual([45, 40, 1]);
  expect([unplacedCommunities, unplacedSites]).toEqual([[0], 1]);
});

test("no places at all: everybody is beyond, and the median says so", () => {
  const { figures, medianMinutes } = coverageRun(madeInput([{ x: 0, y: 0, people: 40 }], []));
  expect([total(figures.covered), total(figures.beyond), medianMinutes]).toEqual([0, 40, Infinity]);
});

test("an empty city is an answer", () => {
  const { figures, medianMinutes } = coverageRun(madeInput([], []));
  expect([total(figures.people), medianMinutes]).toEqual([0, null]);
});

test("whatever the city: districts add up, covered never exceeds people, the steps nest, the band holds the figure", () => {
  fc.assert(
    fc.property(
      fc.array(anyCommunity, { minLength: 4, maxLength: 30 }),
      fc.array(anySite, { maxLength: 6 }),
      (communities, sites) => {
        const { figures, bases } = coverageRun(madeInput(communities, sites));
        const { within, ...single } = figures;
        for (const column of [...Object.values(single), ...within]) {
          expect(column[1]! + column[2]!).toBe(column[CITY - 5]!);
          expect(column[0]).toBe(total(column));
          expect(column[3]).toBe(column[1]);
        }
        for (let row = 0; row < figures.people.length; row++) {
          expect(figures.covered[row]! + figures.beyond[row]! + figures.unlocated[row]!).toBe(figures.people[row]!);
          expect(within[0][row]).toBeLessThanOrEqual(within[1][row]!);
          expect(within[1][row]).toBeLessThanOrEqual(within[2][row]!);
          expect(within[2][row]).toBe(figures.covered[row]);
          expect(figures.backup[row]).toBeLessThanOrEqual(figures.covered[row]!);
          expect(figures.coveredLow[row]).toBeLessThanOrEqual(figures.covered[row]!);
          expect(figures.coveredHigh[row]).toBeGreaterThanOrEqual(figures.covered[row]!);
        }
        const reportedOnly = Object.values(bases.reportedOnly).reduce((sum, { people }) => sum + people, 0);
        expect(bases.both.people + bases.walkingOnly.people).toBe(total(figures.covered));
        expect(bases.both.people + bases.walkingOnly.people + reportedOnly + bases.neither.people).toBe(
          total(figures.people) - total(figures.unlocated),
        );
        expect(bases.both.people + reportedOnly).toBe(total(figures.reported));
        expect(bases.unlocated.people).toBe(total(figures.unlocated));
        const bins = [bases.both, bases.walkingOnly, bases.neither, bases.unlocated, ...Object.values(bases.reportedOnly)];
        expect(bins.reduce((sum, { people }) => sum + people, 0)).toBe(total(figures.people));
      },
    ),
    { numRuns: 150 },
  );
});

test("adding a place or minutes never covers fewer, a slower walker never more", () => {
  fc.assert(
    fc.property(
      fc.array(anyCommunity, { minLength: 4, maxLength: 20 }),
      fc.array(anySite, { minLength: 1, maxLength: 6 }),
      (communities, sites) => {
        const covered = (count: number, minutes: number, speedKmh: number) =>
          total(
            coverageRun(madeInput(communities, sites.slice(0, count), { limit: { by: "minutes", minutes }, speedKmh })).figures
              .covered,
          );
        const base = covered(sites.length - 1, 12, 2.7);
        expect(covered(sites.length, 12, 2.7)).toBeGreaterThanOrEqual(base);
        expect(covered(sites.length - 1, 15, 2.7)).toBeGreaterThanOrEqual(base);
        expect(covered(sites.length - 1, 12, 2.5)).toBeLessThanOrEqual(base);
      },
    ),
    { numRuns: 80 },
  );
});

test("the two bases differ by named reasons", () => {
  const plane = localPlane(113.65, 34.76);
  const river = {
    line: [fromPlane(plane, -40_000, 100), fromPlane(plane, 40_000, 100)],
    crossings: [fromPlane(plane, 3_000, 100)],
  };
  const { bases } = coverageRun(
    madeInput(
      [
        { x: 0, y: -100, people: 1 }, // walks
        { x: 0, y: 200, people: 10 }, // behind the river
        { x: 700, y: 0, people: 100 }, // an adult's 15 minutes, not an elder's
        { x: 900, y: 0, people: 1_000 }, // inside the radius, nobody walks that in time
        { x: 3_000, y: -500, people: 10_000 }, // has its own place, 1.5 km away
        { x: 0, y: -4_000, people: 100_000 }, // neither
      ],
      [
        { x: 0, y: 0 },
        { x: 3_000, y: -2_000, community: 4 },
      ],
      { barriers: [river] },
    ),
  );
  expect(bases.both.people).toBe(1);
  expect(Object.entries(bases.reportedOnly).map(([reason, { people }]) => [reason, people])).toEqual([
    ["barrier", 10],
    ["slower-walker", 100],
    ["far-centre", 10_000],
    ["radius", 1_000],
  ]);
  expect(bases.neither.people).toBe(100_000);
});

test("a place near by beyond a small radius counts on foot only", () => {
  const input = madeInput([{ x: 400, y: 0, people: 9 }], [{ x: 0, y: 0 }]);
  input.demand.radius.fill(300);
  expect(coverageRun(input).bases.walkingOnly).toEqual({ people: 9, communities: 1 });
});

test("a circle in metres is measured along the way, whoever walks", () => {
  const covered = (speedKmh: number) =>
    total(
      coverageRun(
        madeInput(
          [
            { x: 2_300, y: 0, people: 9 },
            { x: 2_400, y: 0, people: 1 },
          ],
          [{ x: 0, y: 0 }],
          { limit: { by: "metres", metres: 3_000 }, speedKmh },
        ),
      ).figures.covered,
    );
  expect([covered(2.5), covered(4)]).toEqual([9, 9]);
});

test("one place typed on another continent changes nobody's figures", () => {
  const near = madeInput(
    [
      { x: 400, y: 0, people: 100 },
      { x: 3_000, y: 500, people: 50 },
    ],
    [
      { x: 0, y: 0 },
      { x: 100, y: 50 },
    ],
  );
  const { covered, people } = coverageRun(near).figures;
  for (const [lon, lat] of [
    [2.35, 48.85],
    [0, 0],
    [-70, -33],
    [113.65, -80],
  ] as const) {
    const sites = {
      lon: Float64Array.of(...near.sites.lon, lon),
      lat: Float64Array.of(...near.sites.lat, lat),
      area: Int32Array.of(...near.sites.area, -1),
    };
    const { figures } = coverageRun({ ...near, sites });
    expect([figures.covered.at(-1), figures.people.at(-1)]).toEqual([covered.at(-1), people.at(-1)]);
  }
});

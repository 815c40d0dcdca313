import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageRun } from "~/modules/coverage/domain/coverage-run";
import { WhatIf, type WhatIfInput } from "~/modules/coverage/domain/what-if";
import { metresToday } from "~/modules/coverage/domain/what-if-file";
import { boxFrom, boxText, isInBox, isNearEdge, widened, windowAround } from "~/modules/coverage/domain/walk-window";
import { decodeStreetGraph, encodeStreetGraph } from "~/modules/places/domain/streets/street-graph-file";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { streetWindow } from "~/modules/places/domain/streets/street-window";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { barrierLine, onGround } from "../../places/domain/flat-town";
import { blocks, graphOf } from "../../places/domain/streets/made-streets";
import { anyCommunity, anySite, madeInput, type MadeCommunity, type MadeSite } from "./made-input";

const USE = { movement: "foot", stepsFactor: 1, offStreetFactor: 1 } as const;
const SNAP = 300;
/** 41 × 41 crossings, 100 m apart: 4 × 4 km. */
const TOWN = graphOf(blocks(41, 1_000));
const RIVER = barrierLine({ line: [[150, -2_000], [150, 2_000]], crossings: [[150, 400]] }); // prettier-ignore
const LIMIT = 675;

/** The people a re-run of the whole city's figures finds within the limit. */
function covered(communities: readonly MadeCommunity[], sites: readonly MadeSite[], streets: StreetGraph | null) {
  const input = madeInput(communities, sites, {
    barriers: [RIVER],
    ...(streets ? { method: "network" as const, hasStreets: true } : {}),
  });
  const run = coverageRun(input, streets && { view: walkingView(streets, USE), snap: SNAP });
  return { input, run, people: run.figures.covered.at(-1)! };
}

function whatIfOf(communities: readonly MadeCommunity[], sites: readonly MadeSite[], streets: StreetGraph | null) {
  const today = covered(communities, sites, streets);
  const { demand } = today.input;
  const input: WhatIfInput = {
    streets: streets && { graph: streets, use: USE, snap: SNAP },
    detour: 1.3,
    barriers: [RIVER],
    steps: [LIMIT / 3, (2 * LIMIT) / 3, LIMIT],
    demand: {
      ...demand,
      people: [demand.people],
      today: Float64Array.from(today.run.minutes, (minutes) => metresToday(minutes, today.run.limitMinutes, LIMIT) ?? Infinity),
    },
  };
  return { today, whatIf: new WhatIf(input) };
}

const anyTown = fc.record({
  communities: fc.array(anyCommunity, { minLength: 1, maxLength: 25 }),
  sites: fc.array(anySite, { maxLength: 4 }),
  x: fc.integer({ min: -1_900, max: 1_900 }),
  y: fc.integer({ min: -1_900, max: 1_900 }),
});

test.each([
  ["by streets", TOWN],
  ["by the approximation, round a river", null],
])("newly covered is what a re-run with the candidate finds more, %s", (_name, streets) => {
  fc.assert(
    fc.property(anyTown, ({ communities, sites, x, y }) => {
      const { today, whatIf } = whatIfOf(communities, sites, streets);
      const answer = whatIf.at(...onGround(x, y));
      const after = covered(communities, [...sites, { x, y }], streets);
      expect(answer.newly[0]).toBeCloseTo(after.people - today.people, 6);
      const alone = covered(communities, [{ x, y }], streets);
      expect(answer.inside[0]).toBeCloseTo(alone.people, 6);
      for (const { row, metres } of answer.reached) expect((metres * 60) / 2_700).toBeCloseTo(alone.run.minutes[row]!, 3);
    }),
    { numRuns: 60 },
  );
});

test("a candidate that comes back finds what it found before", () => {
  const place = fc.tuple(fc.integer({ min: -2_200, max: 2_200 }), fc.integer({ min: -2_200, max: 2_200 }));
  fc.assert(
    fc.property(anyTown, fc.array(place, { minLength: 1, maxLength: 6 }), fc.boolean(), (town, way, hasStreets) => {
      const { whatIf } = whatIfOf(town.communities, town.sites, hasStreets ? TOWN : null);
      const before = whatIf.at(...onGround(town.x, town.y));
      for (const [x, y] of way) whatIf.at(...onGround(x, y));
      expect(whatIf.at(...onGround(town.x, town.y))).toEqual(before);
    }),
    { numRuns: 40 },
  );
});

test("a candidate on no street reaches nobody and says why", () => {
  const { whatIf } = whatIfOf([{ x: 0, y: 0, people: 100 }], [], TOWN);
  const off = whatIf.at(...onGround(2_500, 0));
  expect(off).toMatchObject({ unsnapped: "outside-streets", reached: [], inside: [0], newly: [0] });
  expect(off.shapes.every(({ coordinates }) => coordinates.length === 0)).toBe(true);
  expect(whatIf.at(...onGround(2_200, 0)).unsnapped).toBeNull();
  expect(whatIf.at(...onGround(2_500, 0)).unsnapped).toBe("outside-streets");
});

test("wide circles are drawn on wider cells, and their figures stay exact", () => {
  const far = onGround(0, 2_000);
  const whatIf = new WhatIf({
    streets: { graph: TOWN, use: USE, snap: SNAP },
    detour: 1.3,
    barriers: [],
    steps: [1_000, 2_000, 3_000],
    demand: {
      lon: Float64Array.of(far[0]),
      lat: Float64Array.of(far[1]),
      people: [Float64Array.of(10)],
      today: Float64Array.of(Infinity),
    },
  });
  const { reached, shapes } = whatIf.at(...onGround(0, 0));
  expect(reached).toEqual([{ row: 0, metres: 2_000, isNew: true }]);
  expect(shapes.every(({ coordinates }) => coordinates.length > 0)).toBe(true);
});

test("a window of the streets, as it travels, answers like all of them anywhere on its ground", () => {
  const crossing = fc.integer({ min: -300, max: 300 });
  const [west, south] = onGround(-300, -300);
  const [east, north] = onGround(300, 300);
  const box = widened([west, south, east, north], LIMIT + SNAP + 500);
  const cut = decodeStreetGraph(encodeStreetGraph(streetWindow(TOWN, ...box), { file: "", importedOn: "", attribution: "" }))!;
  expect(cut.graph.x.length).toBeLessThan(TOWN.x.length);
  fc.assert(
    fc.property(fc.array(anyCommunity, { minLength: 1, maxLength: 25 }), crossing, crossing, (communities, x, y) => {
      const whole = whatIfOf(communities, [], TOWN).whatIf.at(...onGround(x, y));
      const part = whatIfOf(communities, [], cut.graph).whatIf.at(...onGround(x, y));
      expect({ ...part, shapes: [] }).toEqual({ ...whole, shapes: [] });
      expect(part.shapes).toEqual(whole.shapes);
    }),
    { numRuns: 25 },
  );
});

test("a home's way today never changes sides of the limit on its way to the browser", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 60, noNaN: true }),
      fc.double({ min: 1, max: 60, noNaN: true }),
      (minutes, limitMinutes) => {
        const metres = metresToday(minutes, limitMinutes, 45 * limitMinutes)!;
        expect(metres <= 45 * limitMinutes).toBe(minutes <= limitMinutes);
        expect(Math.abs(metres - 45 * minutes)).toBeLessThanOrEqual(0.11);
      },
    ),
  );
  expect(metresToday(Infinity, 15, 675)).toBeNull();
});

test("a window holds its candidate with room, reads back from its address, and is no more than a window holds", () => {
  const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const anyView = fc
    .tuple(degrees(110, 116), degrees(30, 38), degrees(0.001, 3), degrees(0.001, 3))
    .map(([west, south, wide, high]) => [west, south, west + wide, south + high] as const);
  fc.assert(
    fc.property(degrees(110, 116), degrees(30, 38), fc.option(anyView, { nil: null }), (lon, lat, view) => {
      const box = windowAround({ lon, lat }, view);
      expect(isInBox({ lon, lat }, box)).toBe(true);
      expect(isNearEdge({ lon, lat }, box)).toBe(false);
      expect(boxFrom(boxText(box))?.map((edge, i) => Math.abs(edge - box[i]!) < 1e-3)).toEqual([true, true, true, true]);
    }),
  );
  for (const text of [null, "", "1,2,3", "1,2,3,x", "3,2,1,4", "0,0,10,10", "1,2,1.1,90"]) expect(boxFrom(text)).toBeNull();
});

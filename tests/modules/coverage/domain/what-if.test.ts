import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageRun } from "~/modules/coverage/domain/coverage-run";
import { streetsNeeded, WhatIf, type WhatIfInput } from "~/modules/coverage/domain/what-if";
import { metresToday } from "~/modules/coverage/domain/what-if-file";
import { boxFrom, boxText, isInBox, isNearEdge, widened, windowAround, type Box } from "~/modules/coverage/domain/walk-window";
import { pointsOnPlane } from "~/modules/places/domain/local-plane";
import { nearestOnStreets } from "~/modules/places/domain/streets/nearest-on-streets";
import { decodeStreetGraph, encodeStreetGraph } from "~/modules/places/domain/streets/street-graph-file";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { StreetLinker } from "~/modules/places/domain/streets/street-links";
import { PRIVATE } from "~/modules/places/domain/streets/street-use";
import { streetWindow } from "~/modules/places/domain/streets/street-window";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import { barrierLine, onGround } from "../../places/domain/flat-town";
import { blocks, graphOf, together } from "../../places/domain/streets/made-streets";
import { anyCommunity, anySite, madeInput, type MadeCommunity, type MadeSite } from "./made-input";

const USE = { movement: "foot", stepsFactor: 1, offStreetFactor: 1 } as const;
const SNAP = 300;
/** 41 × 41 crossings, 100 m apart: 4 × 4 km. */
const TOWN = graphOf(blocks(41, 1_000));
const RIVER = barrierLine({ line: [[150, -2_000], [150, 2_000]], crossings: [[150, 400]] }); // prettier-ignore
const LIMIT = 675;
const metreOf = (most: number) => fc.integer({ min: -most, max: most });

/** The people a re-run of the whole city's figures finds within the limit. */
function covered(communities: readonly MadeCommunity[], sites: readonly MadeSite[], streets: StreetGraph | null) {
  const input = madeInput(communities, sites, {
    barriers: [RIVER],
    ...(streets ? { method: "network" as const } : {}),
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

/** The window's streets as the browser holds them: cut, written, read. */
function asItTravels(whole: StreetGraph, [west, south, east, north]: Box): StreetGraph {
  const box = widened([west, south, east, north], streetsNeeded(LIMIT, SNAP));
  const part = streetWindow(walkingView(whole, USE), ...box);
  return decodeStreetGraph(encodeStreetGraph(part, { file: "", importedOn: "", attribution: "" }))!.graph;
}

/** Metres to each home by the city's own kernel on the whole network, from a candidate alone. */
function walkedFrom(whole: StreetGraph, communities: readonly MadeCommunity[], x: number, y: number) {
  const view = walkingView(whole, USE);
  const linker = new StreetLinker(view);
  const { demand } = madeInput(communities, []);
  const [lon, lat] = onGround(x, y);
  const homes = linker.linksOf(pointsOnPlane(whole.plane, demand.lon, demand.lat), SNAP);
  return nearestOnStreets(view, linker.linksOf(pointsOnPlane(whole.plane, [lon], [lat]), SNAP), homes, LIMIT).metres;
}

/**
 * Two halves of a town that hang together far north alone, with lanes, courts and islands between their streets: what
 * leads somewhere, and what hangs together, is seen on the whole and by no window.
 */
const anyTornTown = fc
  .array(
    fc.record({
      at: fc.tuple(metreOf(9_000), metreOf(9_000)),
      side: fc.integer({ min: 2, max: 5 }),
      block: fc.nat(900),
      marks: fc.constantFrom(0, 0, PRIVATE),
    }),
    {
      maxLength: 12,
    },
  )
  .map((islands) => {
    const halves = together(blocks(16, 1_000, [-9_500, 0]), blocks(14, 1_000, [9_500, 0]));
    const ring = { nodes: halves.nodes, ways: [...halves.ways, { refs: [16 * 15, 16 * 16 + 14 * 13] }] };
    const courts = islands.map(({ at, side, block, marks }) => {
      const court = blocks(side, 40 + block, at);
      return { ...court, ways: court.ways.map((way) => ({ ...way, marks })) };
    });
    // Each compound is joined to a corner of the town somewhere, by a way of its own or by a street.
    const all = together(ring, ...courts);
    let first = ring.nodes.length;
    const gates = islands.flatMap(({ side, marks }, i) => {
      const mine = first;
      first += side * side;
      return marks === PRIVATE ? [{ refs: [mine, (37 * i) % ring.nodes.length], marks: i % 2 === 0 ? PRIVATE : 0 }] : [];
    });
    return graphOf({ ...all, ways: [...all.ways, ...gates] });
  });

test("in any window the browser answers a candidate exactly as the server does on the whole network", () => {
  fc.assert(
    fc.property(
      anyTornTown,
      fc.array(fc.record({ x: metreOf(1_500), y: metreOf(1_500), people: fc.nat(5_000) }), { minLength: 5, maxLength: 40 }),
      fc.tuple(metreOf(1_500), metreOf(1_500), fc.nat(400), fc.nat(400)),
      fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { minLength: 3, maxLength: 3 }),
      (whole, communities, [west, south, wide, high], steps) => {
        const box = [...onGround(west, south), ...onGround(west + wide, south + high)] as const;
        const part = asItTravels(whole, box);
        const [here, there] = [whatIfOf(communities, [], part).whatIf, whatIfOf(communities, [], whole).whatIf];
        for (const [right, up] of steps) {
          const [x, y] = [west + (wide * right) / 100, south + (high * up) / 100];
          const answer = here.at(...onGround(x, y));
          expect(answer).toEqual(there.at(...onGround(x, y)));
          const walked = walkedFrom(whole, communities, x, y);
          const inside = communities.flatMap((_, row) => (walked[row]! <= LIMIT ? [{ row, metres: walked[row]! }] : []));
          expect(answer.reached.map(({ row, metres }) => ({ row, metres })).sort((a, b) => a.row - b.row)).toEqual(inside);
          expect(answer.inside[0]).toBe(inside.reduce((sum, { row }) => sum + communities[row]!.people, 0));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a street that leads somewhere outside the window alone is stepped onto as in the whole network", () => {
  // In the window: the end of a lane whose town is elsewhere, and between it and the home a court that leads nowhere.
  const town = blocks(16, 1_000);
  const lane = { nodes: [...town.nodes, [7_500, -12_000] as const], ways: [...town.ways, { refs: [15, 256] }] };
  const whole = walkingView(graphOf(together(lane, blocks(3, 200, [7_200, -11_700]))), USE);
  const cut = streetWindow(whole, ...onGround(690, -1_180), ...onGround(760, -1_160));
  const sizesLinkedIn = (view: WalkingView) => {
    const { edge } = new StreetLinker(view).linksOf({ x: Float64Array.of(665), y: Float64Array.of(-1_170) }, SNAP);
    return Array.from(edge, (each) => view.pieceSizes[view.piece[view.graph.from[each]!]!]!);
  };
  expect(Math.max(...sizesLinkedIn(walkingView(cut, USE)))).toBeGreaterThan(200);
  expect(sizesLinkedIn(walkingView(cut, USE))).toEqual(sizesLinkedIn(whole));
  expect(() => walkingView(cut, { ...USE, movement: "pram" })).toThrow("cut for foot");
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
      expect(boxFrom(boxText(box))).toEqual({ ok: true, value: box });
    }),
  );
  const refusalOf = (text: string | null) => (boxFrom(text) as { refusal?: string }).refusal;
  for (const text of [null, "", "1,2,3", "1,2,3,x", "3,2,1,4", "1,2,1.1,90", "1e1,2,11,3"])
    expect(refusalOf(text)).toBe("not-a-window");
  for (const text of ["1.01,2,1.04,2.02", "1.000001,2,1.04,2.02", "1,2,1.04,2.03"]) expect(refusalOf(text)).toBe("off-the-grid");
  for (const text of ["0,0,10,10", "1,2,1.1,2.02", "1,60,1.2,60.02"]) expect(refusalOf(text)).toBe("too-wide");
  expect(refusalOf("1,60,1.16,60.08")).toBeUndefined();
});

test("whoever looks at one part of a city is sent one of few windows", () => {
  const asked = new Set<string>();
  for (let x = 0; x < 2_000; x += 50)
    for (let y = 0; y < 2_000; y += 50) {
      const [lon, lat] = onGround(x, y);
      const view = [lon - 0.013, lat - 0.011, lon + 0.013, lat + 0.011] as const;
      asked.add(boxText(windowAround({ lon, lat }, view)));
    }
  expect(asked.size).toBeLessThanOrEqual(16);
});

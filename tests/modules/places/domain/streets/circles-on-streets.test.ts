import area from "@turf/area";
import booleanPointInPolygon from "@turf/boolean-point-in-polygon";
import fc from "fast-check";
import type { MultiPolygon } from "geojson";
import { expect, test } from "vitest";
import { bandedShapes } from "~/modules/places/domain/banded-shapes";
import type { PlanePoints } from "~/modules/places/domain/local-plane";
import { nestedShapes } from "~/modules/places/domain/nested-circles";
import type { ReachGrid } from "~/modules/places/domain/reach-grid";
import { cityBands, SiteCircles } from "~/modules/places/domain/streets/circles-on-streets";
import { nearestOwners } from "~/modules/places/domain/streets/nearest-owners";
import { seedsOf } from "~/modules/places/domain/streets/nearest-on-streets";
import { pieceLength } from "~/modules/places/domain/streets/street-graph";
import { StreetLinker, type StreetLinks } from "~/modules/places/domain/streets/street-links";
import { NO_ACCESS_FROM_BESIDE } from "~/modules/places/domain/streets/street-use";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import { UNHEARD } from "~/shared/progress";
import { onGround, PLANE, points } from "../flat-town";
import { anyDrawn, anySpot, blocks, graphOf, onFoot, together, type Spot } from "./made-streets";

const inMetres = (spots: readonly Spot[]) => points(...spots.map(([x, y]) => [x / 10, y / 10] as const));
const LIMITS = [150, 300, 450];
const FARTHEST = 450;

/** The whole city as one band. */
function heldWhole(view: WalkingView, links: StreetLinks, sites: PlanePoints): ReachGrid | null {
  const grid = cityBands(view, links, sites, FARTHEST, UNHEARD, 1e9);
  return grid && [...grid.bands][0]!;
}

function drawnBy(view: WalkingView, spots: readonly Spot[]) {
  const sites = inMetres(spots);
  const links = new StreetLinker(view).linksOf(sites, 300);
  const circles = new SiteCircles(view, FARTHEST);
  return {
    city: heldWhole(view, links, sites),
    each: spots.map((_, row) => circles.gridOf(links, sites, row)),
  };
}
const shapesOf = (grid: ReachGrid | null, limits = LIMITS) => nestedShapes(PLANE, grid ? [grid] : [], limits);
/** @param x,y decimetres */
const holds = (shape: MultiPolygon, [x, y]: Spot) => booleanPointInPolygon(onGround(x / 10, y / 10), shape);
function cellsOf({ width, height, x0, y0, cell, metres }: ReachGrid): Map<string, number> {
  const cells = new Map<string, number>();
  for (let at = 0; at < width * height; at++)
    if (metres[at]! <= FARTHEST) cells.set(`${x0 + (at % width) * cell} ${y0 + Math.floor(at / width) * cell}`, metres[at]!);
  return cells;
}

const anySites = fc.array(anySpot, { minLength: 1, maxLength: 4 });
const anyStops = fc.array(fc.array(anySpot, { minLength: 2, maxLength: 4 }), { maxLength: 2 });

test("the city's reach is the least of its sites' reaches, cell by cell", () => {
  fc.assert(
    fc.property(anyDrawn, anyStops, anySites, (drawn, stops, spots) => {
      const view = onFoot(graphOf({ ...drawn, stops }));
      const { city, each } = drawnBy(view, spots);
      const least = new Map<string, number>();
      for (const grid of each)
        for (const [cell, metres] of grid ? cellsOf(grid) : []) least.set(cell, Math.min(metres, least.get(cell) ?? Infinity));
      expect(city ? cellsOf(city) : new Map()).toEqual(least);
    }),
    { numRuns: 40 },
  );
});

test("a city cut in bands of any height has the shapes of the city held whole, ring by ring", () => {
  const anyRows = fc.constantFrom(1, 2, 3, 7, 20);
  const anyLimits = fc.uniqueArray(fc.integer({ min: 5, max: FARTHEST }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(anyDrawn, anyStops, anySites, anyRows, anyLimits, (drawn, stops, spots, rows, limits) => {
      const view = onFoot(graphOf({ ...drawn, stops }));
      const sites = inMetres(spots);
      const links = new StreetLinker(view).linksOf(sites, 300);
      const [once, banded] = [1e9, rows].map((each) => {
        const grid = cityBands(view, links, sites, FARTHEST, UNHEARD, each);
        return grid ? bandedShapes(PLANE, grid, limits) : shapesOf(null, limits);
      });
      expect(banded).toEqual(once);
      // d3-contour, where corners coincide, gives a hole to a ring that is not around it: its rings are compared without owners.
      const ringsOf = (shapes: readonly MultiPolygon[]) =>
        shapes.map(({ coordinates }) =>
          coordinates
            .flat()
            .map((ring) => JSON.stringify(ring))
            .sort(),
        );
      expect(ringsOf(banded!)).toEqual(ringsOf(shapesOf(heldWhole(view, links, sites), limits)));
    }),
    { numRuns: 120 },
  );
});

test("islands in lakes on islands: each hole goes to the ring around it, in bands as at once", () => {
  const anyLattice = fc
    .record({ width: fc.integer({ min: 1, max: 14 }), height: fc.integer({ min: 1, max: 14 }) })
    .chain(({ width, height }) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        // Never just at a limit, and one cell alone without a slope: d3 loses its way among corners that coincide.
        metres: fc.array(
          fc.nat(60).map((more) => 7 * more + 3),
          { minLength: width * height, maxLength: width * height },
        ),
        beside: fc.array(fc.nat(width * height - 1), { maxLength: 1 }),
      }),
    );
  fc.assert(
    fc.property(anyLattice, ({ width, height, metres, beside }) => {
      const lattice = { width, x0: 0, y0: 0, cell: 25 };
      const row = (y: number): ReachGrid => ({
        ...lattice,
        height: 1,
        y0: 25 * y,
        metres: Float32Array.from(metres.slice(y * width, (y + 1) * width)),
        beside: Int32Array.from(beside.filter((at) => Math.floor(at / width) === y).map((at) => at % width)),
      });
      const bands = Array.from({ length: height }, (_, y) => row(y));
      const whole = { ...lattice, height, metres: Float32Array.from(metres), beside: Int32Array.from(beside) };
      expect(bandedShapes(PLANE, { ...lattice, bands }, [100, 200])).toEqual(nestedShapes(PLANE, [whole], [100, 200]));
    }),
    { numRuns: 200 },
  );
});

test("5 lies in 10 and 10 in 15: of one grid, and the drawn rings to a tenth of a cell or two", () => {
  fc.assert(
    fc.property(anyDrawn, anyStops, anySites, (drawn, stops, spots) => {
      const shapes = shapesOf(drawnBy(onFoot(graphOf({ ...drawn, stops })), spots).city);
      for (let i = 1; i < shapes.length; i++)
        for (const ring of shapes[i - 1]!.coordinates.flat())
          for (const [lon, lat] of ring) {
            const isInside = [0, 60, 120, 180, 240, 300, -1].some((turn) => {
              const away = turn === -1 ? 0 : 9 / 111_195;
              const at = [lon! + (away * Math.cos(turn)) / 0.82, lat! + away * Math.sin(turn)];
              return booleanPointInPolygon(at, shapes[i]!);
            });
            expect(isInside).toBe(true);
          }
    }),
    { numRuns: 40 },
  );
});

/** Metres walked to a place by any street within `beside` metres of it, looked for at every metre of every street. */
function plainArrival(view: WalkingView, spots: readonly Spot[], [x, y]: Spot, beside: number): number {
  const { graph, edgeCost } = view;
  const links = new StreetLinker(view).linksOf(inMetres(spots), 300);
  const { found, cost } = nearestOwners(view, seedsOf(view, links), 20_000, 1);
  let least = Infinity;
  for (const [i, [siteX, siteY]] of spots.entries())
    if (links.start[i]! < links.start[i + 1]! && Math.hypot(siteX - x, siteY - y) <= 10 * beside)
      least = Math.min(least, Math.hypot(siteX - x, siteY - y));
  for (let e = 0; e < graph.marks.length; e++) {
    const ends = [graph.from[e]!, graph.to[e]!].map((end) => (found[end] ? cost[end]! : Infinity));
    let before = 0;
    for (let i = graph.shapeStart[e]! + 1; i < graph.shapeStart[e + 1]!; i++) {
      const [ax, ay, bx, by] = [graph.shapeX[i - 1]!, graph.shapeY[i - 1]!, graph.shapeX[i]!, graph.shapeY[i]!];
      const piece = pieceLength(bx - ax, by - ay);
      for (let s = 0; s <= piece; s += 10) {
        const along = ((before + s) * edgeCost[e]!) / graph.length[e]!;
        let walked = Math.min(ends[0]! + along, ends[1]! + edgeCost[e]! - along);
        links.edge.forEach((edge, link) => {
          if (edge === e) walked = Math.min(walked, links.off[link]! + Math.abs(along - links.along[link]!));
        });
        const away = Math.hypot(ax + ((bx - ax) * s) / piece - x, ay + ((by - ay) * s) / piece - y);
        if (away <= 10 * beside) least = Math.min(least, walked + away);
      }
      before += piece;
    }
  }
  return least / 10;
}

test("what is drawn can be walked, and what can be walked is drawn, to the width of a cell", () => {
  const firm = anyDrawn.map((drawn) => ({ ...drawn, ways: drawn.ways.map(({ refs }) => ({ refs })) }));
  fc.assert(
    fc.property(firm, anySites, fc.array(anySpot, { minLength: 5, maxLength: 5 }), (drawn, spots, homes) => {
      const view = onFoot(graphOf(drawn));
      const shapes = shapesOf(drawnBy(view, spots).city);
      for (const home of homes) {
        const [surely, perhaps] = [plainArrival(view, spots, home, 25), plainArrival(view, spots, home, 90)];
        LIMITS.forEach((limit, step) => {
          if (surely <= limit - 40) expect(holds(shapes[step]!, home)).toBe(true);
          if (perhaps > limit + 40) expect(holds(shapes[step]!, home)).toBe(false);
        });
      }
    }),
    { numRuns: 60 },
  );
});

test("no ground is drawn behind a river nobody bridged", () => {
  const river: Spot[] = [
    [-90_000, 130],
    [90_000, -90],
  ];
  const towns = together(blocks(6, 1_000, [0, 2_600]), blocks(6, 1_000, [0, -2_600]));
  const view = onFoot(graphOf({ ...towns, stops: [river] }));
  fc.assert(
    fc.property(fc.integer({ min: -2_500, max: 2_500 }), fc.integer({ min: 200, max: 2_000 }), (x, y) => {
      const [, , widest] = shapesOf(drawnBy(view, [[x, y]]).city) as [MultiPolygon, MultiPolygon, MultiPolygon];
      expect(widest.coordinates.length).toBeGreaterThan(0);
      for (let east = -6_000; east <= 6_000; east += 100)
        for (const south of [-150, -250, -400, -800]) expect(holds(widest, [east, south])).toBe(false);
    }),
    { numRuns: 20 },
  );
});

test("over a bridge the drawing goes on, with a strip of its own width", () => {
  const towns = together(blocks(4, 1_000, [0, 3_000]), blocks(4, 1_000, [0, -3_000]));
  const view = onFoot(
    graphOf({
      ...towns,
      ways: [...towns.ways, { refs: [16 + 13, 1], marks: NO_ACCESS_FROM_BESIDE }],
      stops: [
        [
          [-90_000, 0],
          [90_000, 0],
        ],
      ],
    }),
  );
  const [, , widest] = shapesOf(drawnBy(view, [[-500, 1_500]]).city) as [MultiPolygon, MultiPolygon, MultiPolygon];
  expect(holds(widest, [-500, -1_500])).toBe(true);
  expect(holds(widest, [0, -900])).toBe(false);
  expect(holds(widest, [-1_000, 500])).toBe(false);
});

test("on equal blocks the reach is the diamond of area 2R², and a little for the walk off the street", () => {
  const view = onFoot(graphOf(blocks(25, 1_000)));
  const { city } = drawnBy(view, [[0, 0]]);
  shapesOf(city).forEach((shape, i) => {
    const diamond = 2 * LIMITS[i]! ** 2;
    // Walking straight across a block saves corners: up to 5 % more than the diamond in all, and never less than 2 %.
    expect(area(shape) / diamond).toBeGreaterThan(0.98);
    expect(area(shape) / diamond).toBeLessThan(1.12);
    for (const corner of [1, -1]) {
      expect(holds(shape, [corner * (10 * LIMITS[i]! - 150), 0])).toBe(true);
      expect(holds(shape, [0, corner * (10 * LIMITS[i]! + 200)])).toBe(false);
    }
  });
});

test("a place far from any street has its own ground and the street's, a place without a position has nothing", () => {
  const view = onFoot(graphOf(blocks(5, 1_000)));
  const { each } = drawnBy(view, [
    [4_000, 0],
    [NaN, 0],
    [1e11, 0],
    [0, 0],
  ]);
  expect(each.map((grid) => grid !== null)).toEqual([true, false, false, true]);
  const [near] = shapesOf(each[0]!) as [MultiPolygon];
  expect(holds(near, [4_000, 0])).toBe(true);
  expect(each[3]).toEqual(drawnBy(view, [[0, 0]]).each[0]);
});

test("a street of a thousand kilometres makes no larger a drawing than can be walked", () => {
  const view = onFoot(
    graphOf({
      nodes: [
        [0, 0],
        [0, 9_000],
        [2_000_000, 1_500_000],
      ],
      ways: [{ refs: [1, 0, 2] }, { refs: [0, 1] }],
    }),
  );
  const { city } = drawnBy(view, [[100, 0]]);
  expect(city!.width * city!.height).toBeLessThan(120 * 120);
});

test("ground off the street counts more where a walker is slower there", () => {
  const graph = graphOf(blocks(9, 1_000));
  const slow = walkingView(graph, { movement: "foot", stepsFactor: 1, offStreetFactor: 3 });
  const [plain, less] = [drawnBy(onFoot(graph), [[0, 0]]).city!, drawnBy(slow, [[0, 0]]).city!];
  for (const [cell, metres] of cellsOf(less)) expect(metres).toBeGreaterThanOrEqual(cellsOf(plain).get(cell)! - 1e-4);
  expect(cellsOf(less).size).toBeLessThan(cellsOf(plain).size);
});

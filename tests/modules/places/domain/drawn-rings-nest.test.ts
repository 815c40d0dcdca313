import booleanPointInPolygon from "@turf/boolean-point-in-polygon";
import { contours } from "d3-contour";
import fc from "fast-check";
import type { MultiPolygon, Position } from "geojson";
import { expect, test } from "vitest";
import { NO_BARRIERS } from "~/modules/places/domain/barrier";
import { uniformDetour } from "~/modules/places/domain/detour-index";
import { localPlane } from "~/modules/places/domain/local-plane";
import { nestedCircles, nestedShapes } from "~/modules/places/domain/nested-circles";
import { Reach, REACH_METHODS } from "~/modules/places/domain/reach";
import type { ReachGrid } from "~/modules/places/domain/reach-grid";
import { RingCutter } from "~/modules/places/domain/ring-cutter";
import { madeStreets, placesBeside } from "../../../../bench/made-streets";
import { fromPlane } from "~/modules/places/domain/local-plane";
import { anyBarrier, anyPlaces, network, PLANE, points } from "./flat-town";
import { onFoot } from "./streets/made-streets";

const LIMITS = [200, 400, 600];

/** Any ground at all: plains, cliffs, islands of a cell, ponds, walls. */
const anyGrid = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain(({ width, height }) =>
    fc.record({
      ...{ width: fc.constant(width), height: fc.constant(height), cell: fc.constantFrom(25, 50) },
      ...{ x0: fc.integer({ min: -30_000, max: 30_000 }), y0: fc.integer({ min: -30_000, max: 30_000 }) },
      metres: fc
        .array(fc.oneof(fc.nat(900), fc.integer({ min: 150, max: 250 }), fc.constantFrom(Infinity, 200, 400)), {
          minLength: width * height,
          maxLength: width * height,
        })
        .map((metres) => Float32Array.from(metres)),
      beside: fc.uniqueArray(fc.nat(width * height - 1), { maxLength: 20 }).map((cells) => Int32Array.from(cells)),
    }),
  );

/** Straight ends of what is reached, as beside long streets: whole rows and columns of nothing, plains of few limits. */
const anyCliffs = fc
  .record({
    grid: anyGrid,
    rows: fc.array(fc.nat(11), { maxLength: 3 }),
    columns: fc.array(fc.nat(11), { maxLength: 3 }),
    plain: fc.integer({ min: 1, max: 700 }),
    isWalled: fc.boolean(),
  })
  .map(({ grid, rows, columns, plain, isWalled }): ReachGrid => {
    const metres = grid.metres.map((each, at) => {
      if (rows.includes(Math.floor(at / grid.width)) || columns.includes(at % grid.width)) return Infinity;
      return each % 7 === 0 ? each : (plain + 60 * Math.floor(at / grid.width)) % 800;
    });
    return { ...grid, metres, beside: isWalled ? grid.beside : new Int32Array(0) };
  });

test("nearer rings lie in farther ones as polygons, whatever the ground, to the last digit", () => {
  fc.assert(
    fc.property(fc.oneof(anyGrid, anyCliffs), (grid) => requireNested(nestedShapes(PLANE, [grid], LIMITS))),
    { numRuns: 1_500 },
  );
});

test("so do the circles of places among barriers, far from where the map is flat", () => {
  const far = localPlane(12.5, 67);
  fc.assert(
    fc.property(anyPlaces(1, 6), fc.array(anyBarrier, { maxLength: 2 }), (sites, barriers) => {
      const input = { sites: points(...sites), detour: uniformDetour(1.3), farthest: 675, cell: 50 };
      requireNested(nestedCircles(PLANE, { ...input, barriers: network(...barriers) }, [225, 450, 675]));
      requireNested(nestedCircles(far, { ...input, barriers: NO_BARRIERS }, [100, 300, 500, 675]));
    }),
    { numRuns: 40 },
  );
});

test.each(REACH_METHODS)("so do the rings of a made city by %s, of each place and of all", (method) => {
  const graph = madeStreets(24);
  const { x, y } = placesBeside(graph, 12, 5);
  const degrees = Array.from(x, (east, i) => fromPlane(graph.plane, east, y[i]!));
  const sites = { lon: degrees.map(([lon]) => lon), lat: degrees.map(([, lat]) => lat) };
  const streets = { view: onFoot(graph), snap: 300 };
  const points = { lon: [], lat: [] };
  const reach = new Reach({ method, sites, points, farthest: 900, detour: 1.3, barriers: [], streets });
  requireNested(reach.cityShapes([300, 600, 900]));
  for (const shapes of reach.siteShapes([300, 600, 900])) requireNested(shapes);
});

test("rings are cut as d3-contour cuts them, corners on sixteenths of a cell", () => {
  // Never just at a limit: d3 loses its way among corners that coincide.
  const metre = fc.nat(60).map((more) => 7 * more + 3);
  const anyLattice = fc.integer({ min: 1, max: 12 }).chain((width) =>
    fc.record({
      width: fc.constant(width),
      rows: fc.array(fc.array(metre, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    }),
  );
  fc.assert(
    fc.property(anyLattice, ({ width, rows }) => {
      const metres = rows.flat();
      const cut: number[][] = [];
      const cutter = new RingCutter(width, [200], 0, (ring) => cut.push([...ring.points]));
      for (const row of rows) cutter.add({ metres: Float32Array.from(row), beside: new Uint8Array(width) });
      cutter.end();
      const theirs = contours()
        .size([width, rows.length])
        .contour(
          metres.map((each) => -each),
          -200,
        );
      const onSixteenths = (each: number) => {
        const middle = Math.floor(each - 0.5) + 0.5;
        const part = each - middle;
        // In the middle of a cell corners stand only where the next cell is not reached at all.
        return part === 0 || each === 0 ? each : middle + Math.min(15, Math.max(1, Math.round(16 * part))) / 16;
      };
      const sorted = (rings: readonly (readonly number[])[]) => rings.map((ring) => JSON.stringify(ring)).sort();
      expect(sorted(cut)).toEqual(sorted(theirs.coordinates.flat().map((ring) => ring.flat().map(onSixteenths))));
    }),
    { numRuns: 300 },
  );
});

/** No corner of a nearer ring is outside the farther shape, none of a farther one inside the nearer, and no two lines cross. */
function requireNested(shapes: readonly MultiPolygon[]): void {
  for (let i = 1; i < shapes.length; i++) {
    const outer = linesOf(shapes[i]!);
    for (const ring of shapes[i - 1]!.coordinates.flat())
      for (const corner of ring) if (!booleanPointInPolygon(corner, shapes[i]!)) throw new Error(`${corner.join()} lies outside`);
    for (const corner of shapes[i]!.coordinates.flat(2))
      if (booleanPointInPolygon(corner, shapes[i - 1]!, { ignoreBoundary: true }))
        throw new Error(`${corner.join()} lies inside`);
    for (const [a, b] of linesOf(shapes[i - 1]!))
      for (const [c, d] of outer)
        if (cross(a, b, c, d)) throw new Error(`${a.join()}–${b.join()} crosses ${c.join()}–${d.join()}`);
  }
}

const linesOf = ({ coordinates }: MultiPolygon): (readonly [Position, Position])[] =>
  coordinates.flat().flatMap((ring) => ring.slice(1).map((end, i) => [ring[i]!, end] as const));

/** Proper crossing only; whole numbers of the seventh decimal, so nothing is lost. */
function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  if (Math.max(a[0]!, b[0]!) < Math.min(c[0]!, d[0]!) || Math.max(c[0]!, d[0]!) < Math.min(a[0]!, b[0]!)) return false;
  if (Math.max(a[1]!, b[1]!) < Math.min(c[1]!, d[1]!) || Math.max(c[1]!, d[1]!) < Math.min(a[1]!, b[1]!)) return false;
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  const whole = (degrees: number) => Math.round(degrees * 1e7);
  const [ux, uy] = [whole(bx!) - whole(ax!), whole(by!) - whole(ay!)];
  return Math.sign(ux * (whole(y!) - whole(ay!)) - uy * (whole(x!) - whole(ax!)));
}

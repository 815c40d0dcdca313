import booleanPointInPolygon from "@turf/boolean-point-in-polygon";
import area from "@turf/area";
import fc from "fast-check";
import type { MultiPolygon, Position } from "geojson";
import { expect, test } from "vitest";
import { NO_BARRIERS } from "~/modules/places/domain/barrier";
import { uniformDetour } from "~/modules/places/domain/detour-index";
import { nearest } from "~/modules/places/domain/nearest";
import { nestedCircles } from "~/modules/places/domain/nested-circles";
import { anyBarrier, anyPlaces, network, onGround, PLANE, points, wall, type FlatBarrier } from "./flat-town";

const LIMITS = [225, 450, 675];
const circles = (sites: readonly (readonly [number, number])[], barriers: readonly FlatBarrier[] = [], cell = 50) =>
  nestedCircles(
    PLANE,
    { sites: points(...sites), detour: uniformDetour(1.3), barriers: network(...barriers), farthest: 675, cell },
    LIMITS,
  );

const holds = (shape: MultiPolygon, x: number, y: number) => booleanPointInPolygon(onGround(x, y), shape);
const signedArea = (ring: Position[]) => ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0]! * y! - x! * ring[i]![1]!, 0);

test("one site alone is three round circles of the right size", () => {
  const shapes = circles([[12, -7]]);
  shapes.forEach((shape, i) => {
    expect(shape.coordinates).toHaveLength(1);
    expect(area(shape) / (Math.PI * (LIMITS[i]! / 1.3) ** 2)).toBeCloseTo(1, 1);
    expect(signedArea(shape.coordinates[0]![0]!)).toBeGreaterThan(0);
  });
});

test("a ring of sites leaves a hole, and the hole is a hole", () => {
  const ring = Array.from({ length: 12 }, (_, i): [number, number] => [
    1_100 * Math.cos((i * Math.PI) / 6),
    1_100 * Math.sin((i * Math.PI) / 6),
  ]);
  const [, , widest] = circles(ring) as [MultiPolygon, MultiPolygon, MultiPolygon];
  expect(widest.coordinates).toHaveLength(1);
  expect(widest.coordinates[0]).toHaveLength(2);
  expect(holds(widest, 0, 0)).toBe(false);
  expect(signedArea(widest.coordinates[0]![1]!)).toBeLessThan(0);
});

test("the shape ends at a barrier and goes on where a crossing leads", () => {
  const closed = circles([[0, -100]], [wall()])[2]!;
  expect(holds(closed, 0, -60)).toBe(true);
  for (let x = -600; x <= 600; x += 10) expect(holds(closed, x, 8)).toBe(false);
  const open = circles([[0, -100]], [wall(100)])[2]!;
  expect(holds(open, 100, 150)).toBe(true);
  expect(holds(open, -350, 150)).toBe(false);
});

test("5 lies in 10 and 10 in 15", () => {
  fc.assert(
    fc.property(anyPlaces(1, 6), fc.array(anyBarrier, { maxLength: 2 }), (sites, barriers) => {
      const shapes = circles(sites, barriers);
      for (let i = 1; i < shapes.length; i++) {
        for (let x = -1_400; x <= 1_400; x += 70)
          for (let y = -1_400; y <= 1_400; y += 70) {
            if (!holds(shapes[i - 1]!, x, y)) continue;
            const isNear = [
              [0, 0],
              [9, 0],
              [-9, 0],
              [0, 9],
              [0, -9],
              [7, 7],
              [-7, 7],
              [7, -7],
              [-7, -7],
            ].some(([dx, dy]) => holds(shapes[i]!, x + dx!, y + dy!));
            expect(isNear).toBe(true);
          }
      }
    }),
    { numRuns: 12 },
  );
});

test("away from edges and barriers, the drawing says what the figures say", () => {
  fc.assert(
    fc.property(anyPlaces(1, 6), anyPlaces(20, 20), (sites, homes) => {
      const shapes = circles(sites);
      const { metres } = nearest({
        sites: points(...sites),
        points: points(...homes),
        detour: uniformDetour(1.3),
        barriers: NO_BARRIERS,
        farthest: 2_000,
      });
      homes.forEach(([x, y], i) =>
        LIMITS.forEach((limit, step) => {
          if (Math.abs(metres[i]! - limit) > 25) expect(holds(shapes[step]!, x, y)).toBe(metres[i]! <= limit);
        }),
      );
    }),
    { numRuns: 40 },
  );
});

test("no sites draw nothing; a site without a position is left out", () => {
  expect(circles([]).every((shape) => shape.coordinates.length === 0)).toBe(true);
  expect(
    circles([
      [NaN, 0],
      [0, 0],
    ])[0],
  ).toEqual(circles([[0, 0]])[0]);
});

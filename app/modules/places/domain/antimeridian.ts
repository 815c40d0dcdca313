import type { MultiPolygon, Position } from "geojson";

/**
 * Shapes drawn about a place near the 180th meridian run past ±180°. RFC 7946 wants them cut there: what lies beyond is the
 * other side of the map. A cut piece may have an edge along the meridian that goes forth and back; its area is right.
 */
export function cutAtAntimeridian(shape: MultiPolygon): MultiPolygon {
  if (shape.coordinates.every(([shell]) => shell?.every(([lon]) => Math.abs(lon!) <= 180))) return shape;
  const coordinates = shape.coordinates.flatMap((polygon) =>
    [-1, 0, 1].flatMap((turn) => {
      const rings = polygon.map((ring) => ringWithin(ring, 360 * turn - 180, 360 * turn + 180));
      const [shell, ...holes] = rings.map((ring) => ring.map(([lon, lat]) => [lon! - 360 * turn, lat!]));
      return shell!.length > 0 ? [[shell!, ...holes.filter((hole) => hole.length > 0)]] : [];
    }),
  );
  return { type: "MultiPolygon", coordinates };
}

/** A closed ring's part between two meridians, closed again; empty where there is none (Sutherland and Hodgman 1974). */
function ringWithin(ring: readonly Position[], west: number, east: number): Position[] {
  const open = clipped(clipped(ring.slice(0, -1), west, 1), east, -1);
  return open.length < 3 ? [] : [...open, open[0]!];
}

/** What is kept lies east of `meridian` where `side` is 1, west of it where it is −1. */
function clipped(corners: readonly Position[], meridian: number, side: 1 | -1): Position[] {
  const beyond = ([lon]: Position): number => side * (lon! - meridian);
  return corners.flatMap((corner, at) => {
    const before = corners.at(at - 1)!;
    const [was, is] = [beyond(before), beyond(corner)];
    const through = was / (was - is);
    const edge: Position[] = was < 0 !== is < 0 ? [[meridian, before[1]! + through * (corner[1]! - before[1]!)]] : [];
    return is < 0 ? edge : [...edge, corner];
  });
}

import type { CareOutline } from "./care-list";

type Rings = CareOutline["rings"];
/** About a metre: finer than any phone's screen shows. */
const DIGITS = 5;

interface Shape {
  readonly type: "Polygon" | "MultiPolygon";
  readonly coordinates: unknown;
}

/** The rings of an outline as a phone draws them: shells and holes alike, corners that fall together once. */
export function outlineRings({ type, coordinates }: Shape): Rings {
  const parts = (type === "Polygon" ? [coordinates] : coordinates) as readonly (readonly (readonly number[])[])[][];
  return parts.flat().map((ring) => {
    const corners = ring.map(([lng = 0, lat = 0]): [number, number] => [rounded(lng), rounded(lat)]);
    return corners.filter(([lng, lat], at) => at === 0 || lng !== corners[at - 1]![0] || lat !== corners[at - 1]![1]);
  });
}

const rounded = (degrees: number): number => Number(degrees.toFixed(DIGITS));

import { useMapFile, type MapFile } from "~/ui/map/use-map-file";

/** Communities with what they have to draw on, as the map draws them. */
export interface AccessPoints {
  readonly none: "several-types" | "no-capacity" | "no-sites" | null;
  readonly date: string;
  /** least and most of each step, people spread evenly over the steps */
  readonly bounds: readonly (readonly [number, number])[];
  readonly points: readonly {
    readonly id: string;
    readonly name: string;
    readonly lon: number;
    readonly lat: number;
    /** null = unknown */
    readonly value: number | null;
  }[];
}

export const useAccessPoints = (search: string | null): MapFile<AccessPoints> =>
  useMapFile<AccessPoints>(search === null ? null : `/plan/coverage/access/points?${search}`);

/** 0 = nothing in reach, 1 … n the steps, null = unknown. */
export function stepOfValue(value: number | null, bounds: AccessPoints["bounds"]): number | null {
  if (value === null || value === 0) return value;
  const step = bounds.findIndex(([, most]) => value <= most);
  return step < 0 ? bounds.length : step + 1;
}

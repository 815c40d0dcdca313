import { afterPrefix } from "./area-code";

/** All areas from one up to, but not with, another, compared byte by byte. */
export interface AreaBounds {
  readonly from: string;
  readonly below: string;
}

/**
 * The narrowest bounds round every area a set of ranges reaches, read from its text as `scopeOf` writes it; null where it has
 * none. A set of ranges cannot be looked up in an index, bounds can: they narrow what the policy then decides on.
 */
export function scopeBounds(ranges: string): AreaBounds | null {
  const areas = [...ranges.matchAll(/\["[^":]*:(\d*)","/g)].map(([, area = ""]) => area);
  if (areas.length === 0) return { from: "", below: "" };
  if (areas.includes("")) return null;
  const below = areas.map(afterPrefix);
  return {
    from: areas.reduce((least, area) => (area < least ? area : least)),
    below: below.reduce((most, area) => (area > most ? area : most)),
  };
}

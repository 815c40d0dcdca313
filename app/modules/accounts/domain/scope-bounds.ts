import { afterPrefix } from "./area-code";

/** All areas from one up to, but not with, another, compared byte by byte. */
export interface AreaBounds {
  readonly from: string;
  readonly below: string;
}

/** More than anybody holds; a question with more parts would take longer to plan than to answer. */
const MOST_PARTS = 100;

/**
 * The areas that a set of ranges reaches, whatever the line, as few bounds beside one another, read from the set's text as
 * `scopeOf` writes it; null where it reaches all. A set of ranges cannot be looked up in an index, bounds can: they narrow
 * what the policy then decides on.
 */
export function scopeBounds(ranges: string): AreaBounds[] | null {
  const areas = [...ranges.matchAll(/\["[^":]*:(\d*)","/g)].map(([, area = ""]) => area).sort();
  if (areas.includes("")) return null;
  const parts: { from: string; below: string }[] = [];
  for (const from of areas) {
    const last = parts.at(-1);
    const below = afterPrefix(from);
    if (!last || from > last.below) parts.push({ from, below });
    else if (below > last.below) last.below = below;
  }
  const [first, last] = [parts[0], parts.at(-1)];
  return first && last && parts.length > MOST_PARTS ? [{ from: first.from, below: last.below }] : parts;
}

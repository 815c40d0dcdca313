import type { SitingLinks } from "../solving/siting-problem";
import type { Change, Changes } from "./change";

interface Walking {
  readonly links: SitingLinks;
  readonly weight: Float64Array;
  readonly isOpen: Uint8Array;
  /** rows that some allowed site reaches: each of them has to reach one */
  readonly isServed: Uint8Array;
  /** all walks together, or the longest of them */
  readonly of: "sum" | "longest";
}

/** Metres: walks that differ by less are the same, ground laid flat is no truer. */
const SAME = 1e-3;
const NOT_SERVED: Change = { first: 0, value: -Infinity, people: 0, reached: 0 };

/** Metres saved as the choice changes: people × metres in all, or of the longest walk. */
export function walkChanges(walking: Walking): Changes {
  const { links, weight, isOpen, isServed, of } = walking;
  const nearest = (open: Uint8Array) =>
    Float64Array.from(weight, (_, row) => {
      let least = Infinity;
      for (let at = links.start[row]!; at < links.start[row + 1]!; at++)
        if (open[links.site[at]!] && links.cost[at]! < least) least = links.cost[at]!;
      return isServed[row] ? least : 0;
    });
  const now = nearest(isOpen);
  const longest = now.reduce((most, metres) => Math.max(most, metres), 0) + SAME;
  return {
    around(out, also) {
      const open = isOpen.slice();
      if (out !== null) open[out] = 0;
      for (const site of also) open[site] = 1;
      const without = nearest(open);
      // rows a site has to reach: those that reach none any more, or none near enough
      const isMissing = (row: number) => without[row]! > (of === "sum" ? Number.MAX_VALUE : longest);
      const mended = new Uint32Array(open.length);
      const saved = new Float64Array(open.length);
      let [missing, lost] = [0, 0];
      for (let row = 0; row < weight.length; row++) {
        if (!isServed[row]) continue;
        const own = without[row]!;
        if (isMissing(row)) missing++;
        if (of === "sum" && own < Infinity) lost += weight[row]! * (own - now[row]!);
        for (let at = links.start[row]!; at < links.start[row + 1]!; at++) {
          const [site, cost] = [links.site[at]!, links.cost[at]!];
          if (isMissing(row) && (of === "sum" || cost <= longest)) mended[site]!++;
          if (of === "sum") saved[site]! += weight[row]! * (own < Infinity ? Math.max(0, own - cost) : now[row]! - cost);
        }
      }
      return (into) => {
        if ((into === null ? 0 : mended[into]!) < missing) return NOT_SERVED;
        return { first: 0, value: of === "sum" ? (into === null ? 0 : saved[into]!) - lost : 0, people: 0, reached: 0 };
      };
    },
    without: (site) => walkChanges({ ...walking, isOpen: isOpen.map((open, at) => (at === site ? 0 : open)) }),
  };
}

import type { SitingLinks } from "../solving/siting-problem";
import type { Change, Changes } from "./change";

interface Covering {
  readonly links: SitingLinks;
  /** people of each row, weighed, and those of the first group among them */
  readonly weight: Float64Array;
  readonly people: Float64Array;
  readonly isOpen: Uint8Array;
  /** places within reach that make a row count */
  readonly times: 1 | 2;
}

/** People within reach of one place, or of two, as the choice changes: counted row by row, no choice is solved again. */
export function coverChanges(covering: Covering): Changes {
  const { links, weight, people, isOpen, times } = covering;
  const rows = weight.length;
  const covers = (row: number, open: Uint8Array) => {
    let count = 0;
    for (let at = links.start[row]!; at < links.start[row + 1]!; at++) count += open[links.site[at]!]!;
    return count;
  };
  const whole = Uint32Array.from({ length: rows }, (_, row) => covers(row, isOpen));
  return {
    around(out, also) {
      const open = isOpen.slice();
      if (out !== null) open[out] = 0;
      for (const site of also) open[site] = 1;
      // [first, value, people, reached] each other site would add
      const adds = [0, 1, 2, 3].map(() => new Float64Array(open.length));
      const none = [0, 0, 0, 0];
      for (let row = 0; row < rows; row++) {
        const now = covers(row, open);
        const [gone, twiceGone] = [isCounted(whole[row]!, now, 1), isCounted(whole[row]!, now, 2)];
        const aim = times === 1 ? gone : twiceGone;
        none[0]! += times === 1 ? 0 : gone * weight[row]!;
        none[1]! += aim * weight[row]!;
        none[2]! += aim * people[row]!;
        none[3]! += gone * people[row]!;
        if (now >= times) continue;
        const isFirst = now === 0;
        const isAim = now === times - 1;
        for (let at = links.start[row]!; at < links.start[row + 1]!; at++) {
          const site = links.site[at]!;
          if (isFirst && times === 2) adds[0]![site]! += weight[row]!;
          if (isAim) adds[1]![site]! += weight[row]!;
          if (isAim) adds[2]![site]! += people[row]!;
          if (isFirst) adds[3]![site]! += people[row]!;
        }
      }
      return (into): Change => {
        const [first, value, of, reached] = none.map((own, at) => own + (into === null ? 0 : adds[at]![into]!));
        return { first: first!, value: value!, people: of!, reached: reached! };
      };
    },
    without: (site) => coverChanges({ ...covering, isOpen: isOpen.map((open, at) => (at === site ? 0 : open)) }),
  };
}

/** +1: it counts now and did not, −1: it did and does not any more. */
const isCounted = (before: number, now: number, times: number): number => Number(now >= times) - Number(before >= times);

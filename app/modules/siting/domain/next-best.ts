import type { SitingLimit, SitingLinks } from "./solving/siting-problem";

/** A choice that was made, and what else could have been. */
export interface Choice {
  readonly links: SitingLinks;
  /** people of each row, weighed */
  readonly weight: Float64Array;
  readonly isOpen: Uint8Array;
  /** candidates that may be opened and are not */
  readonly isFree: Uint8Array;
  readonly conflicts: readonly Uint32Array[];
  readonly limits: readonly SitingLimit[];
}

export interface NextBest {
  /** the best in its place; null = none would add anybody */
  readonly site: number | null;
  /** people, weighed, that the choice without this one and with that one would not reach */
  readonly loses: number;
}

export interface Reserve {
  readonly site: number;
  /** people, weighed, it would add to the choice and the reserves before it */
  readonly adds: number;
}

/** What the best other candidate in the place of one chosen would lose. */
export function nextBest(choice: Choice, without: number): NextBest {
  const { links, weight } = choice;
  const gain = new Float64Array(choice.isOpen.length);
  let lost = 0;
  for (let row = 0; row < weight.length; row++) {
    let [open, isIts] = [0, false];
    for (let at = links.start[row]!; at < links.start[row + 1]!; at++) {
      const site = links.site[at]!;
      if (site === without) isIts = true;
      else if (choice.isOpen[site]) open++;
    }
    if (open > 0) continue;
    if (isIts) lost += weight[row]!;
    for (let at = links.start[row]!; at < links.start[row + 1]!; at++) gain[links.site[at]!]! += weight[row]!;
  }
  const blocked = blockedSites(choice, without);
  const site = best(gain, choice.isFree, blocked, without);
  return { site, loses: Math.max(0, lost - (site === null ? 0 : gain[site]!)) };
}

/** The candidates that would add most, one after another: whom to ask when a chosen place falls through, or when money is left. */
export function reserveOf(choice: Choice, most: number): Reserve[] {
  const { links, weight } = choice;
  const isOpen = choice.isOpen.slice();
  const isFree = choice.isFree.slice();
  const found: Reserve[] = [];
  while (found.length < most) {
    const gain = new Float64Array(isOpen.length);
    for (let row = 0; row < weight.length; row++) {
      const [from, to] = [links.start[row]!, links.start[row + 1]!];
      let isReached = false;
      for (let at = from; at < to && !isReached; at++) isReached = isOpen[links.site[at]!] === 1;
      if (isReached) continue;
      for (let at = from; at < to; at++) gain[links.site[at]!]! += weight[row]!;
    }
    const site = best(gain, isFree, blockedSites({ ...choice, isOpen }, -1), -1);
    if (site === null) break;
    found.push({ site, adds: gain[site]! });
    isOpen[site] = 1;
    isFree[site] = 0;
  }
  return found;
}

/** Candidates too near an open one, but for the one that is thought away. */
function blockedSites({ conflicts, isOpen }: Choice, without: number): Uint8Array {
  const blocked = new Uint8Array(isOpen.length);
  for (const group of conflicts) {
    if (!group.some((site) => site !== without && isOpen[site])) continue;
    for (const site of group) blocked[site] = 1;
  }
  return blocked;
}

function best(gain: Float64Array, isFree: Uint8Array, blocked: Uint8Array, without: number): number | null {
  let found: number | null = null;
  for (let site = 0; site < gain.length; site++) {
    if (!isFree[site] || blocked[site] || site === without || gain[site]! <= 0) continue;
    if (found === null || gain[site]! > gain[found]!) found = site;
  }
  return found;
}

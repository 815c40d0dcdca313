import type { AssignmentBound } from "./assignment-bound";
import { FIXED, FORBIDDEN, FREE } from "./siting-problem";

/** steps of the bound in each node, and how far the first goes */
const STEPS = 50;
const SCALE = 0.7;
const TOLD_EVERY = 64;

interface Node {
  readonly bound: number;
  /** the site it decides and how; −1 at the root */
  readonly site: number;
  readonly to: number;
  /** how many decisions stand before it */
  readonly depth: number;
  readonly price: Float32Array;
}

export interface TreeMeans {
  /** value of the best choice known */
  value(): number;
  /** a choice to value, and to search round where there is time; `isLast`: nothing else is below it */
  tried(sites: readonly number[], isLast: boolean): void;
  /** is this bound so high that no better choice lies below it? */
  isBeaten(bound: number): boolean;
  isOver(): boolean;
  told(bound: number): void;
}

/**
 * Branch and bound over sites (after Christofides & Beasley 1982): each node decides one more site, its bound is the Lagrangian one
 * begun at its parent's prices, and more sites are decided by it on the way. Depth first, so only prices along one path are kept.
 * @param root sites decided so far, FREE elsewhere; left as it is
 * @returns the bound of what was not looked at; Infinity where the tree was searched to its end
 */
export function searchSites(bound: AssignmentBound, root: Uint8Array, means: TreeMeans): number {
  const state = root.slice();
  const trail: number[] = [];
  const stack: Node[] = [{ bound: bound.best, site: -1, to: FREE, depth: 0, price: Float32Array.from(bound.bestPrice) }];
  const decide = (site: number, to: number): void => {
    state[site] = to;
    trail.push(site);
  };
  const lowest = (): number => stack.reduce((least, node) => Math.min(least, node.bound), means.value());
  for (let count = 1; stack.length > 0; count++) {
    if (count % TOLD_EVERY === 0) means.told(lowest());
    if (means.isOver()) return lowest();
    const node = stack.pop()!;
    if (means.isBeaten(node.bound)) continue;
    while (trail.length > node.depth) state[trail.pop()!] = FREE;
    if (node.site >= 0) decide(node.site, node.to);
    bound.price.set(node.price);
    bound.climb(state, means.value, STEPS, SCALE, (at, isBetter) => {
      if (means.isBeaten(at)) return true;
      if (isBetter && decideBy(bound, at, state, means.isBeaten, decide) === 0) return true;
      return means.isOver();
    });
    if (means.isBeaten(bound.best)) continue;
    if (means.isOver()) {
      stack.push(node);
      return lowest();
    }
    bound.price.set(bound.bestPrice);
    const at = bound.evaluate(state);
    const site = mostInDoubt(bound, state);
    means.tried(
      [...bound.chosen.keys()].filter((own) => bound.chosen[own]),
      site < 0,
    );
    if (site < 0) continue;
    const price = Float32Array.from(bound.bestPrice);
    const child = (to: number): Node => {
      const isTurned = (to === FIXED) !== (bound.chosen[site] === 1);
      return { bound: Math.max(node.bound, isTurned ? at + bound.riseOf(site) : at), site, to, depth: trail.length, price };
    };
    const isLikely = bound.share[site]! >= 0.5;
    stack.push(child(isLikely ? FORBIDDEN : FIXED), child(isLikely ? FIXED : FORBIDDEN));
  }
  return Infinity;
}

/**
 * Decides sites that are in, or out of, every better choice, by the bound just evaluated.
 * @returns how many sites are still free
 */
export function decideBy(
  bound: AssignmentBound,
  at: number,
  state: Uint8Array,
  isBeaten: (bound: number) => boolean,
  decide: (site: number, to: number) => void,
): number {
  let free = 0;
  for (let site = 0; site < state.length; site++) {
    if (state[site] !== FREE) continue;
    if (isBeaten(at + bound.riseOf(site))) decide(site, bound.chosen[site] ? FIXED : FORBIDDEN);
    else free++;
  }
  return free;
}

/** Neither in nor out at the best prices, and gaining much: the bounds of both children rise most. */
function mostInDoubt({ share, gain }: AssignmentBound, state: Uint8Array): number {
  let best = -1;
  let most = -1;
  for (let site = 0; site < state.length; site++) {
    if (state[site] !== FREE) continue;
    const doubt = share[site]! * (1 - share[site]!) * Math.max(0, -gain[site]!);
    if (doubt > most) {
      most = doubt;
      best = site;
    }
  }
  return best;
}

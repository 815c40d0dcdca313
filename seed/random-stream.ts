import { seededRandom } from "~/shared/seeded-random";

/** A stream of chance of its own for every subject: adding a nursery never moves a day-care centre. */
export interface RandomStream {
  /** [0, 1) */
  next(): number;
  /** Whole number from least to most, both included. */
  whole(least: number, most: number): number;
  /** Normal distribution, mean 0 and deviation 1. */
  normal(): number;
  pick<T>(choices: readonly T[]): T;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
}

export const DEMO_SEED = 41_010_015;

export function randomStream(name: string, seed = DEMO_SEED): RandomStream {
  const next = seededRandom(hashed(`${seed}/${name}`));
  return {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (choices) => {
      const choice = choices[Math.floor(next() * choices.length)];
      if (choice === undefined) throw new Error("Nothing to pick from: expected at least one choice.");
      return choice;
    },
    percent: (share) => next() * 100 < share,
  };
}

/** FNV-1a, 32 bits. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

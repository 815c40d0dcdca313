// Splits a nursery's licensed places into classes by age, none larger than the published class size [P]:
// 6–12 months ≤ 10, 12–24 ≤ 15, 24–36 ≤ 20, mixed (from 18 months) ≤ 18.
import { apportionUpTo } from "./apportion";
import type { RandomStream } from "./random-stream";

export interface NurseryClass {
  readonly kind: "infant" | "toddler-12" | "toddler-24" | "mixed";
  readonly ageMonths: readonly [from: number, to: number];
  readonly largest: number;
}

export const NURSERY_CLASSES: Readonly<Record<NurseryClass["kind"], NurseryClass>> = {
  infant: { kind: "infant", ageMonths: [6, 12], largest: 10 },
  "toddler-12": { kind: "toddler-12", ageMonths: [12, 24], largest: 15 },
  "toddler-24": { kind: "toddler-24", ageMonths: [24, 36], largest: 20 },
  mixed: { kind: "mixed", ageMonths: [18, 36], largest: 18 },
};

/** Sets of classes a house of so many places may run, the usual one first. */
const SETS: readonly (readonly NurseryClass["kind"][])[] = [
  ["toddler-24"],
  ["toddler-24", "mixed"],
  ["toddler-24", "toddler-12"],
  ["toddler-24", "toddler-12", "infant"],
  ["toddler-24", "toddler-12", "mixed"],
  ["toddler-24", "toddler-12", "mixed", "infant"],
];

export const LARGEST_NURSERY = 63;
export const LARGEST_KINDERGARTEN = 38;

const roomOf = (kinds: readonly NurseryClass["kind"][]) => kinds.reduce((sum, kind) => sum + NURSERY_CLASSES[kind].largest, 0);

/** Classes with their licensed places; kindergartens take children from 18 months on only. */
export function nurseryClasses(
  places: number,
  isKindergarten: boolean,
  stream: RandomStream,
): readonly { readonly class: NurseryClass; readonly licensed: number }[] {
  const fitting = SETS.filter((kinds) => roomOf(kinds) >= places && roomOf(kinds) <= places + 20)
    .filter((kinds) => kinds.length <= places / 8 || kinds.length === 1)
    .filter((kinds) => !isKindergarten || kinds.every((kind) => NURSERY_CLASSES[kind].ageMonths[0] >= 18));
  const kinds = stream.pick(fitting.slice(0, 2));
  const largest = kinds.map((kind) => NURSERY_CLASSES[kind].largest);
  const parts = apportionUpTo(places, largest, largest);
  return kinds.map((kind, i) => ({ class: NURSERY_CLASSES[kind], licensed: parts[i]! }));
}

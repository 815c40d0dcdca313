import { granted, refused, type Verdict } from "~/shared/verdict";
import { MOVEMENTS, type Movement } from "./streets/street-use";
import type { Walker, WalkerKey } from "./walker";

/** What a city may say of one kind of walker. Every figure of walking depends on it, so a value never changes without its source. */
export interface WalkerSaid {
  readonly speedKmh: number;
  readonly source: string;
  readonly movement: string;
  readonly stepsFactor: number;
  readonly offStreetFactor: number;
  readonly useSource: string;
}

export const WALKER_FIELDS = ["speedKmh", "source", "movement", "stepsFactor", "offStreetFactor", "useSource"] as const;
export type WalkerField = (typeof WALKER_FIELDS)[number];

/** The editable part of a walker. */
export const saidOf = ({ speedKmh, source, movement, stepsFactor, offStreetFactor, useSource }: WalkerSaid): WalkerSaid => ({
  ...{ speedKmh, source, movement, stepsFactor, offStreetFactor, useSource },
});

/** A change that was made: by whom, when, from what to what. */
export interface WalkerChange {
  readonly id: string;
  readonly walker: WalkerKey;
  readonly at: Date;
  /** null where it was changed from the terminal, or by someone who has no account any more */
  readonly personName: string | null;
  readonly before: WalkerSaid;
  readonly after: WalkerSaid;
}

export const fieldsThatDiffer = (before: WalkerSaid, after: WalkerSaid): WalkerField[] =>
  WALKER_FIELDS.filter((field) => before[field] !== after[field]);

export const WALKER_BOUNDS = {
  speedKmh: { least: 0.5, most: 10 },
  stepsFactor: { least: 1, most: 10 },
  offStreetFactor: { least: 1, most: 10 },
} as const;
export type WalkerNumber = keyof typeof WALKER_BOUNDS;

export type WalkerRefusal =
  | { readonly kind: "out-of-bounds"; readonly field: WalkerNumber; readonly least: number; readonly most: number }
  | { readonly kind: "movement-unknown"; readonly field: "movement" }
  /** a value differs and its source is empty or still the old one's */
  | { readonly kind: "source-missing"; readonly field: "source" | "useSource" };

type Values = Omit<WalkerSaid, "movement"> & { readonly movement: Movement };

/** Every problem at once; a change that changes nothing is granted. */
export function checkWalker(before: Walker, said: WalkerSaid): Verdict<Values, readonly WalkerRefusal[]> {
  const problems: WalkerRefusal[] = [];
  for (const field of Object.keys(WALKER_BOUNDS) as WalkerNumber[]) {
    const { least, most } = WALKER_BOUNDS[field];
    if (!(said[field] >= least && said[field] <= most)) problems.push({ kind: "out-of-bounds", field, least, most });
  }
  const movement = MOVEMENTS.find((known) => known === said.movement);
  if (!movement) problems.push({ kind: "movement-unknown", field: "movement" });
  const isSpeedNew = said.speedKmh !== before.speedKmh;
  const isUseNew =
    said.movement !== before.movement ||
    said.stepsFactor !== before.stepsFactor ||
    said.offStreetFactor !== before.offStreetFactor;
  if (isWithoutSource(isSpeedNew, before.source, said.source)) problems.push({ kind: "source-missing", field: "source" });
  if (isWithoutSource(isUseNew, before.useSource, said.useSource)) problems.push({ kind: "source-missing", field: "useSource" });
  return problems.length > 0 || !movement ? refused(problems) : granted({ ...said, movement });
}

/** The old source vouches for the old value only. */
const isWithoutSource = (isNew: boolean, before: string, said: string): boolean =>
  said.trim() === "" ? isNew || before !== "" : isNew && said.trim() === before.trim();

/** What an editor saw when she began: if the row differs from it, somebody else was faster. */
export const walkerSeen = (walker: WalkerSaid): string => JSON.stringify(WALKER_FIELDS.map((field) => walker[field]));

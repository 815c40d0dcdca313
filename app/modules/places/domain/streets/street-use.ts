/**
 * Who may use a piece of street. A street carries marks, a walker says which marks it cannot pass: one graph then serves
 * a grown-up, a pram and a wheelchair.
 */
export const STEPS = 1;
export const NO_PRAM = 2;
export const NO_WHEELCHAIR = 4;
/** Bridges, tunnels and indoor ways: passed through, never stepped onto from the ground beside them. */
export const NO_ACCESS_FROM_BESIDE = 8;
/** Ways of a compound: a walk begins or ends there and never leads through. */
export const PRIVATE = 16;

/** How a walker uses streets; rows of the city with their source, never constants of a kernel. */
export interface StreetUse {
  /** a way for feet, a pram or a wheelchair */
  readonly movement: Movement;
  /** a metre of steps counts as this many metres on the level; ≥ 1 */
  readonly stepsFactor: number;
  /** a metre off the street (yard, gate, path nobody drew) counts as this many; ≥ 1 */
  readonly offStreetFactor: number;
}

export const MOVEMENTS = ["foot", "pram", "wheelchair"] as const;
export type Movement = (typeof MOVEMENTS)[number];

/** The marks that stop a movement. */
export const stoppedBy = (movement: Movement): number =>
  movement === "pram" ? NO_PRAM : movement === "wheelchair" ? NO_WHEELCHAIR : 0;

// Decides what the three capacities of a class mean: licensed 核定, staffed 可收托, taken 在托. Free is staffed − taken −
// held, and it is unknown where staffed or taken is unknown: never licensed − taken.
import { granted, refused, type Verdict } from "~/shared/verdict";

export interface Capacity {
  readonly licensed: number;
  /** null = unknown: nobody has said how many places can be given. */
  readonly staffed: number | null;
  /** The operator's own statement; null = unknown. */
  readonly taken: number | null;
}

export type CapacityRefusal =
  | { readonly kind: "not-a-count"; readonly figure: "licensed" | "staffed" | "taken"; readonly given: number }
  | { readonly kind: "staffed-over-licensed"; readonly staffed: number; readonly licensed: number };

/** Largest figure a single class may state; a larger one is a slip of the keyboard. */
export const LARGEST_CLASS = 100_000;

export function checkCapacity(capacity: Capacity): Verdict<Capacity, CapacityRefusal> {
  for (const figure of ["licensed", "staffed", "taken"] as const) {
    const given = capacity[figure];
    if (given !== null && !(Number.isInteger(given) && given >= 0 && given <= LARGEST_CLASS))
      return refused({ kind: "not-a-count", figure, given });
  }
  if (capacity.staffed !== null && capacity.staffed > capacity.licensed)
    return refused({ kind: "staffed-over-licensed", staffed: capacity.staffed, licensed: capacity.licensed });
  return granted(capacity);
}

/** Places free to give away, or null where nobody has said how many are staffed or taken. More taken than staffed is 0 free. */
export const freePlaces = (capacity: Capacity, held = 0): number | null =>
  capacity.taken === null || capacity.staffed === null ? null : Math.max(0, capacity.staffed - capacity.taken - held);

/** More children or elders than staff, or than the licence where staff is unknown: allowed to be recorded because it happens, and always shown. */
export const isOverfull = ({ licensed, staffed, taken }: Capacity): boolean => taken !== null && taken > (staffed ?? licensed);

export const isSameCapacity = (a: Capacity, b: Capacity): boolean =>
  a.licensed === b.licensed && a.staffed === b.staffed && a.taken === b.taken;

export interface CapacitySum {
  readonly licensed: number;
  /** Staffed places where known. */
  readonly staffed: number;
  /** Taken places where known. */
  readonly taken: number;
  /** Staffed places of the classes whose taken number is unknown: with them the sum of taken is a lower bound. */
  readonly staffedWhereTakenUnknown: number;
  /** Licensed places of the classes whose staffed number is unknown: with them the sum of staffed is a lower bound. */
  readonly licensedWhereStaffedUnknown: number;
}

export const NO_CAPACITY: CapacitySum = {
  licensed: 0,
  staffed: 0,
  taken: 0,
  staffedWhereTakenUnknown: 0,
  licensedWhereStaffedUnknown: 0,
};

export const addCapacity = (sum: CapacitySum, capacity: Capacity): CapacitySum => ({
  licensed: sum.licensed + capacity.licensed,
  staffed: sum.staffed + (capacity.staffed ?? 0),
  taken: sum.taken + (capacity.taken ?? 0),
  staffedWhereTakenUnknown: sum.staffedWhereTakenUnknown + (capacity.taken === null ? (capacity.staffed ?? 0) : 0),
  licensedWhereStaffedUnknown: sum.licensedWhereStaffedUnknown + (capacity.staffed === null ? capacity.licensed : 0),
});

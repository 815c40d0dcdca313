import { STANDING } from "./access-scores";
import { sumUpwards, type AreaTree } from "./area-tree";

/**
 * Access of areas: the mean of what their people have, each community weighing as many as live there. Means are taken over
 * people anew at every level; what areas reach is never added up. One row per area, the last is the city.
 */
export interface AccessByArea {
  readonly communities: Float64Array;
  /** people of all communities with a known number */
  readonly people: Float64Array;
  /** people whose value is known: the mean's weight */
  readonly counted: Float64Array;
  /** NaN where nobody is counted */
  readonly mean: Float64Array;
  /** counted people who reach nothing */
  readonly withNothing: Float64Array;
  /** people without a position, or on no street */
  readonly unplaced: Float64Array;
  /** people who reach only places of unknown capacity */
  readonly capacityUnknown: Float64Array;
  /** counted people whose value is a least one, since some capacity in reach is unknown */
  readonly understated: Float64Array;
  readonly unknownCommunities: Float64Array;
}

interface AccessColumns {
  /** row of each community in the tree */
  readonly area: Int32Array;
  /** NaN = unknown */
  readonly people: Float64Array;
  readonly values: Float64Array;
  readonly standing: Uint8Array;
  /** demand rows, ascending */
  readonly understated: ArrayLike<number>;
  readonly unplaced: readonly number[];
}

export function accessByArea({ parent }: AreaTree, demand: AccessColumns): AccessByArea {
  const rows = parent.length + 1;
  const column = () => new Float64Array(rows);
  const sums = {
    communities: column(),
    people: column(),
    counted: column(),
    held: column(),
    withNothing: column(),
    unplaced: column(),
    capacityUnknown: column(),
    understated: column(),
    unknownCommunities: column(),
  };
  const isUnplaced = new Set(demand.unplaced);
  const isUnderstated = new Set(Array.from(demand.understated));
  for (let i = 0; i < demand.area.length; i++) {
    const row = demand.area[i]!;
    const people = demand.people[i]!;
    sums.communities[row]! += 1;
    if (!(people >= 0)) {
      sums.unknownCommunities[row]! += 1;
      continue;
    }
    sums.people[row]! += people;
    if (isUnplaced.has(i)) sums.unplaced[row]! += people;
    else if (demand.standing[i] === STANDING.capacityUnknown) sums.capacityUnknown[row]! += people;
    else if (demand.standing[i] === STANDING.known) {
      sums.counted[row]! += people;
      sums.held[row]! += people * demand.values[i]!;
      if (demand.values[i] === 0) sums.withNothing[row]! += people;
      if (isUnderstated.has(i)) sums.understated[row]! += people;
    }
  }
  const top = Int32Array.from([...parent, -1]);
  for (let row = 0; row < rows - 1; row++) if (top[row]! < 0) top[row] = rows - 1;
  sumUpwards(top, Object.values(sums));
  const { held, ...kept } = sums;
  return { ...kept, mean: held.map((each, row) => (kept.counted[row]! > 0 ? each / kept.counted[row]! : NaN)) };
}

/** Why an area has a mean or has none. */
export type AccessState = "known" | "no-residents" | "population-unknown" | "position-unknown" | "capacity-unknown";

export function accessState(by: AccessByArea, row: number): AccessState {
  if (by.counted[row]! > 0) return "known";
  if (by.people[row]! > 0) return by.capacityUnknown[row]! > 0 ? "capacity-unknown" : "position-unknown";
  return by.unknownCommunities[row]! > 0 || by.communities[row] === 0 ? "population-unknown" : "no-residents";
}

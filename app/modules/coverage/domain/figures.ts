import { sumUpwards, type AreaTree } from "./area-tree";

/**
 * People inside and outside the circle, by area of every level, weighted by people and never by number of areas. Columns,
 * one row per area; the last row is the whole city, so that Σ districts = total also where an area has no district.
 */
export interface Figures {
  readonly people: Float64Array;
  /** people in communities without a position: neither covered nor beyond */
  readonly unlocated: Float64Array;
  /** communities whose number of people is unknown */
  readonly unknownCommunities: Float64Array;
  readonly communities: Float64Array;
  /** people within the limit */
  readonly covered: Float64Array;
  /** people within each of the three steps, nearest first */
  readonly within: readonly [Float64Array, Float64Array, Float64Array];
  /** people with a second place within the limit */
  readonly backup: Float64Array;
  /** people beyond the limit whose home is known */
  readonly beyond: Float64Array;
  /** covered people if ways were as crooked (low) or as straight (high) as the error band allows */
  readonly coveredLow: Float64Array;
  readonly coveredHigh: Float64Array;
  /** people counted by the reporting basis 上报口径, of those whose home is known: the walking basis' own population */
  readonly reported: Float64Array;
}

export interface DemandColumns {
  /** row of the community in the tree */
  readonly area: Int32Array;
  /** NaN = unknown */
  readonly people: Float64Array;
  readonly isPlaced: Uint8Array;
}

export interface ReachColumns {
  readonly metres: Float64Array;
  readonly secondMetres: Float64Array;
  readonly isReported: Uint8Array;
}

export interface Bounds {
  readonly limit: number;
  readonly steps: readonly [number, number, number];
  /** index ÷ index used: walked metres × low is the most favourable case */
  readonly lowRatio: number;
  readonly highRatio: number;
}

export function figuresByArea(tree: AreaTree, demand: DemandColumns, reach: ReachColumns, bounds: Bounds): Figures {
  const rows = tree.parent.length + 1;
  const column = () => new Float64Array(rows);
  const figures = {
    people: column(),
    unlocated: column(),
    unknownCommunities: column(),
    communities: column(),
    covered: column(),
    within: [column(), column(), column()] as [Float64Array, Float64Array, Float64Array],
    backup: column(),
    beyond: column(),
    coveredLow: column(),
    coveredHigh: column(),
    reported: column(),
  };
  for (let i = 0; i < demand.area.length; i++) {
    const row = demand.area[i]!;
    const people = demand.people[i]!;
    figures.communities[row]! += 1;
    if (!(people >= 0)) {
      figures.unknownCommunities[row]! += 1;
      continue;
    }
    figures.people[row]! += people;
    if (!demand.isPlaced[i]) {
      figures.unlocated[row]! += people;
      continue;
    }
    if (reach.isReported[i]) figures.reported[row]! += people;
    const metres = reach.metres[i]!;
    if (metres <= bounds.limit) figures.covered[row]! += people;
    else figures.beyond[row]! += people;
    bounds.steps.forEach((step, s) => {
      if (metres <= step) figures.within[s]![row]! += people;
    });
    if (reach.secondMetres[i]! <= bounds.limit) figures.backup[row]! += people;
    if (metres * bounds.highRatio <= bounds.limit) figures.coveredLow[row]! += people;
    if (metres * bounds.lowRatio <= bounds.limit) figures.coveredHigh[row]! += people;
  }
  const top = Int32Array.from([...tree.parent, -1]);
  for (let row = 0; row < rows - 1; row++) if (top[row]! < 0) top[row] = rows - 1;
  const { within, ...single } = figures;
  sumUpwards(top, [...Object.values(single), ...within]);
  return figures;
}

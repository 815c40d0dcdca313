import type { CityGround, CoverageSite } from "./city-ground";

/**
 * Places (beds, seats) that stand in an area and the people who live there. Only where a place stands decides: what can be
 * *reached* from an area is another figure, and it is never added up over areas.
 */
export interface PlacesInArea {
  readonly facilities: number;
  /** Σ of the capacities that are known */
  readonly places: number;
  /** facilities whose capacity nobody has said: not in the sum */
  readonly unknownFacilities: number;
}

/** One entry per row of `ground.areas`, the city's last. Null: no facility says its capacity, so there is nothing to divide by. */
export function placesInAreas(
  ground: Pick<CityGround, "areas">,
  parent: Int32Array,
  sites: readonly Pick<CoverageSite, "areaCode" | "licensed">[],
): readonly PlacesInArea[] | null {
  if (!sites.some((site) => site.licensed !== null)) return null;
  const sums = Array.from({ length: ground.areas.length + 1 }, () => ({ facilities: 0, places: 0, unknownFacilities: 0 }));
  const rowOf = new Map(ground.areas.map((area, row) => [area.code, row]));
  const add = (row: number, licensed: number | null) => {
    const sum = sums[row]!;
    sum.facilities += 1;
    if (licensed === null) sum.unknownFacilities += 1;
    else sum.places += licensed;
  };
  for (const { areaCode, licensed } of sites) {
    add(sums.length - 1, licensed);
    for (let row = rowOf.get(areaCode ?? "") ?? -1; row >= 0; row = parent[row]!) add(row, licensed);
  }
  return sums;
}

/** People for each place, or why there is no figure. `atMost`: some capacity is unknown, so there may be more places. */
export type PeoplePerPlace =
  | { readonly kind: "known"; readonly people: number; readonly atMost: boolean }
  | { readonly kind: "no-place" | "capacity-unknown" | "people-unknown" | "no-residents" };

export function peoplePerPlace({ facilities, places, unknownFacilities }: PlacesInArea, people: number | null): PeoplePerPlace {
  if (facilities === 0) return { kind: "no-place" };
  if (places === 0) return { kind: unknownFacilities > 0 ? "capacity-unknown" : "no-place" };
  if (people === null) return { kind: "people-unknown" };
  if (people === 0) return { kind: "no-residents" };
  return { kind: "known", people: people / places, atMost: unknownFacilities > 0 };
}

// Decides how the places of one facility are added up: unit by unit, since a bed is not a meal. What nobody has stated is
// unknown and never nought; where only some classes state a figure, their sum is a lower bound.
import type { OfferedRow } from "./facility-row";
import { CAPACITY_UNITS, type CapacityUnit, type ServiceType } from "./service-type";

export const PLACE_FIGURES = ["licensed", "staffed", "taken"] as const;
export type PlaceFigure = (typeof PLACE_FIGURES)[number];

export interface PlaceSum {
  /** null = nobody has stated it */
  readonly places: number | null;
  /** some class does not state it: there may be more */
  readonly isLeast: boolean;
}

export type PlacesOfUnit = { readonly unit: CapacityUnit } & Readonly<Record<PlaceFigure, PlaceSum>>;

/** One entry a unit the facility offers anything in, in the registry's order of units. */
export function placesByUnit(
  offerings: readonly OfferedRow[],
  types: readonly Pick<ServiceType, "key" | "capacityUnit">[],
): PlacesOfUnit[] {
  const unitOf = new Map(types.map(({ key, capacityUnit }) => [key, capacityUnit]));
  return CAPACITY_UNITS.flatMap((unit) => {
    const counted = offerings.filter(({ serviceType }) => unitOf.get(serviceType) === unit);
    const sum = (figure: PlaceFigure) => placeSum(counted, figure);
    return counted.length === 0 ? [] : [{ unit, licensed: sum("licensed"), staffed: sum("staffed"), taken: sum("taken") }];
  });
}

function placeSum(offerings: readonly OfferedRow[], figure: PlaceFigure): PlaceSum {
  const said = offerings.filter((offering) => offering[`${figure}Said`] > 0);
  if (said.length === 0) return { places: null, isLeast: false };
  return {
    places: said.reduce((sum, offering) => sum + offering[figure], 0),
    isLeast: offerings.some((offering) => offering.classes === 0 || offering[`${figure}Said`] < offering.classes),
  };
}

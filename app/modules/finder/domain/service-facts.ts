// What follows from what a service counts its capacity in: whether a free place means anything, and what a price is told in.
import type { PriceUnit } from "~/modules/catalog/domain/facility";
import type { CapacityUnit } from "~/modules/catalog/domain/service-type";

/** Nobody keeps a seat at lunch or an hour of bathing from March on. */
export const countsPlaces = (unit: CapacityUnit): boolean => unit === "place" || unit === "bed";

const UNITS: Record<CapacityUnit, PriceUnit> = { place: "month", bed: "month", seat: "meal", visit: "hour", person: "month" };
export const priceUnitOf = (unit: CapacityUnit): PriceUnit => UNITS[unit];

/** 0–3: the birth date decides the class. */
export const isOfInfants = (populationGroup: string): boolean => ["0-2", "age-0", "age-1-4"].includes(populationGroup);

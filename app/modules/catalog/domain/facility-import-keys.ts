import type { Facility } from "./facility";

/** Every row that keeps a key in the database has one before it is written in bulk. */
export function withKeys(facility: Facility, newId: () => string): Facility {
  const keyed = <T extends { readonly id: string | null }>(row: T): T => (row.id === null ? { ...row, id: newId() } : row);
  return {
    ...facility,
    offerings: facility.offerings.map((offering) => ({
      ...keyed(offering),
      classes: offering.classes.map((ofClass) => ({
        ...keyed(ofClass),
        capacities: ofClass.capacities.map(keyed),
        prices: ofClass.prices.map(keyed),
      })),
    })),
  };
}

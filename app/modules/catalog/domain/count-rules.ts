// Decides what is counted on a day. A facility counts where its state that day is «operating»; a service point is an
// offering running that day at such a facility; capacities are those in force that day, added by type and class. The
// database counts by the same rules in SQL (count-data.server.ts); a test holds the two together.
import { holdsOn, type CalendarDay, type Dated } from "~/shared/calendar-day";
import { addCapacity, NO_CAPACITY, type Capacity, type CapacitySum } from "./capacity";
import { stateOn, type StatePeriod } from "./life-cycle";

export interface CountedFacility {
  readonly kindKey: string;
  readonly sector: string;
  readonly isPlaced: boolean;
  readonly life: readonly StatePeriod[];
  readonly offerings: readonly CountedOffering[];
}

export interface CountedOffering extends Dated {
  readonly serviceType: string;
  readonly classes: readonly { readonly kind: string; readonly capacities: readonly (Dated & Capacity)[] }[];
}

export interface Counts {
  readonly facilities: { readonly total: number; readonly bySector: Readonly<Record<string, SectorCount>> };
  readonly servicePoints: { readonly total: number; readonly byType: Readonly<Record<string, number>> };
  /** Service type → class kind → places. */
  readonly capacities: Readonly<Record<string, Readonly<Record<string, CapacitySum>>>>;
  /** Counted facilities without a position: in every total, on no map. */
  readonly unplaced: number;
}

export interface SectorCount {
  readonly total: number;
  readonly byKind: Readonly<Record<string, number>>;
}

export const isCounted = (facility: Pick<CountedFacility, "life">, day: CalendarDay): boolean =>
  stateOn(facility.life, day) === "operating";

export const servicePointsOn = (facility: CountedFacility, day: CalendarDay): readonly CountedOffering[] =>
  isCounted(facility, day) ? facility.offerings.filter((offering) => holdsOn(offering, day)) : [];

/** Counts record by record: the oracle of the SQL, and the way to count a scenario that is in no database. */
export function countOn(facilities: readonly CountedFacility[], day: CalendarDay): Counts {
  const counted = facilities.filter((facility) => isCounted(facility, day));
  const points = counted.flatMap((facility) => servicePointsOn(facility, day));
  return countsFrom({
    kinds: counted.map(({ sector, kindKey, isPlaced }) => ({ sector, kindKey, facilities: 1, unplaced: isPlaced ? 0 : 1 })),
    points: points.map(({ serviceType }) => ({ serviceType, points: 1 })),
    places: points.flatMap(({ serviceType, classes }) =>
      classes.flatMap(({ kind, capacities }) =>
        capacities
          .filter((row) => holdsOn(row, day))
          .map((row) => ({ serviceType, classKind: kind, sum: addCapacity(NO_CAPACITY, row) })),
      ),
    ),
  });
}

export interface CountRows {
  readonly kinds: readonly { sector: string; kindKey: string; facilities: number; unplaced: number }[];
  readonly points: readonly { serviceType: string; points: number }[];
  readonly places: readonly { serviceType: string; classKind: string; sum: CapacitySum }[];
}

/** Puts grouped rows together; rows of the same group are added. */
export function countsFrom(rows: CountRows): Counts {
  const bySector: Record<string, { total: number; byKind: Record<string, number> }> = {};
  for (const { sector, kindKey, facilities } of rows.kinds) {
    const count = (bySector[sector] ??= { total: 0, byKind: {} });
    count.total += facilities;
    count.byKind[kindKey] = (count.byKind[kindKey] ?? 0) + facilities;
  }
  const byType: Record<string, number> = {};
  for (const { serviceType, points } of rows.points) byType[serviceType] = (byType[serviceType] ?? 0) + points;
  const capacities: Record<string, Record<string, CapacitySum>> = {};
  for (const { serviceType, classKind, sum } of rows.places) {
    const ofType = (capacities[serviceType] ??= {});
    const before = ofType[classKind] ?? NO_CAPACITY;
    ofType[classKind] = {
      licensed: before.licensed + sum.licensed,
      staffed: before.staffed + sum.staffed,
      taken: before.taken + sum.taken,
      staffedWhereTakenUnknown: before.staffedWhereTakenUnknown + sum.staffedWhereTakenUnknown,
      licensedWhereStaffedUnknown: before.licensedWhereStaffedUnknown + sum.licensedWhereStaffedUnknown,
    };
  }
  return {
    facilities: { total: rows.kinds.reduce((sum, row) => sum + row.facilities, 0), bySector },
    servicePoints: { total: rows.points.reduce((sum, row) => sum + row.points, 0), byType },
    capacities,
    unplaced: rows.kinds.reduce((sum, row) => sum + row.unplaced, 0),
  };
}

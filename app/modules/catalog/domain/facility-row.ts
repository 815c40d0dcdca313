// One line of the list of facilities, as of a day.
import type { CalendarDay } from "~/shared/calendar-day";
import type { CapacitySum } from "./capacity";
import type { FacilityState } from "./life-cycle";

export interface FacilityRow {
  readonly id: string;
  readonly name: string;
  readonly kindKey: string;
  readonly line: string;
  readonly state: FacilityState;
  readonly operator: { readonly name: string; readonly kind: string } | null;
  readonly address: string;
  readonly area: FacilityArea | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly positionQuality: string;
  readonly version: number;
  readonly changedOn: CalendarDay;
  readonly offerings: readonly OfferedRow[];
  /** the earliest expiry among its documents; null = none stated */
  readonly nextExpiry: CalendarDay | null;
}

/** Its area, and the names above it below the city, as written and for a reader of English. */
export interface FacilityArea {
  readonly code: string;
  readonly name: string;
  readonly within: string;
  readonly nameEn: string;
  readonly withinEn: string;
}

export interface OfferedRow extends CapacitySum {
  readonly serviceType: string;
  readonly isInclusive: boolean;
  /** how many classes it has, and how many of them say each figure: where not all do, a sum is a lower bound */
  readonly classes: number;
  readonly licensedSaid: number;
  readonly staffedSaid: number;
  readonly takenSaid: number;
}

/** A row's place in the order of the list: the page after it starts there. */
export interface RowPlace {
  readonly key: string;
  readonly id: string;
}

export interface FacilityPage {
  readonly rows: readonly FacilityRow[];
  readonly before: RowPlace | null;
  readonly after: RowPlace | null;
}

/** The two numbers of a list, never one for the other, and how many lines it has in all. */
export interface ListFigures {
  readonly lines: number;
  readonly facilities: number;
  readonly servicePoints: number;
  readonly unplaced: number;
}

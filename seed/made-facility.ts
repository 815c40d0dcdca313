// A facility as a generator makes it, with its whole life inside: facility-rows.ts turns it into rows.
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { Fen } from "~/shared/units";
import type { DocumentRow, FacilityStateRow, PriceRow } from "./city-records";

export interface MadeState {
  readonly state: FacilityStateRow["state"];
  readonly from: CalendarDay;
  readonly to: CalendarDay | null;
  readonly reason?: string;
}

export interface MadeCapacity {
  readonly from: CalendarDay;
  readonly to: CalendarDay | null;
  readonly licensed: number;
  readonly staffed: number;
  readonly taken: number | null;
}

export interface MadePrice {
  readonly tier: string;
  readonly amountFen: Fen;
  readonly unit: PriceRow["unit"];
  readonly from: CalendarDay;
}

export interface MadeClass {
  readonly kind: string;
  readonly carePattern?: "full-day" | "half-day" | "hourly" | "temporary";
  readonly ageMonths?: readonly [from: number, to: number];
  readonly isInclusive?: boolean;
  readonly capacities: readonly MadeCapacity[];
  readonly prices: readonly MadePrice[];
}

export interface MadeOffering {
  readonly serviceType: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay | null;
  readonly classes: readonly MadeClass[];
}

export interface MadeDocument {
  readonly kind: DocumentRow["kind"];
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: CalendarDay;
  readonly expiresOn: CalendarDay | null;
}

export interface MadeHours {
  readonly byDay: string;
  readonly opensAt: string;
  readonly closesAt: string;
}

export interface MadeOperator {
  readonly name: string;
  readonly kind: "public" | "public-built-private-run" | "private" | "nonprofit" | "village-collective";
}

export interface MadeFacility {
  /** Unique in the demo, e.g. `SC-0001`. */
  readonly externalId: string;
  readonly name: string;
  readonly kindKey: string;
  readonly operator: MadeOperator;
  readonly address: string;
  readonly areaCode: string;
  /** null: nobody has placed it yet. */
  readonly at: GeoPoint | null;
  readonly note?: string;
  /** External id of the facility it follows. */
  readonly successorOf?: string;
  readonly states: readonly MadeState[];
  readonly offerings: readonly MadeOffering[];
  readonly documents: readonly MadeDocument[];
  readonly contactRole: string;
  readonly hours: readonly MadeHours[];
}

// What a facility is, with its whole dated past: the record that is loaded, decided about and saved as one.
import type { CalendarDay, Dated } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { Fen } from "~/shared/units";
import type { Capacity } from "./capacity";
import type { DatedRow } from "./dated-record";
import type { DocumentKind } from "./document-clock";
import type { StatePeriod } from "./life-cycle";

export const OPERATOR_KINDS = ["public", "public-built-private-run", "private", "nonprofit", "village-collective"] as const;
export type OperatorKind = (typeof OPERATOR_KINDS)[number];

export const COORDINATE_SYSTEMS = ["WGS-84", "GCJ-02", "BD-09"] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

export const POSITION_QUALITIES = ["exact", "approximate", "unplaced"] as const;
export type PositionQuality = (typeof POSITION_QUALITIES)[number];

export const CARE_PATTERNS = ["full-day", "half-day", "hourly", "temporary"] as const;
export type CarePattern = (typeof CARE_PATTERNS)[number];

export const CLASS_KINDS = [
  "general",
  "day-place",
  "nursing-bed",
  "general-bed",
  "meal-seat",
  "infant",
  "toddler-12",
  "toddler-24",
  "mixed",
] as const;
export type ClassKind = (typeof CLASS_KINDS)[number];

export const PRICE_UNITS = ["month", "day", "hour", "meal"] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];

export const WEEK_DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type WeekDay = (typeof WEEK_DAYS)[number];

/** Where it stands, WGS-84, and the figures as they were given with the system they were declared in. */
export interface Position extends GeoPoint {
  readonly quality: Exclude<PositionQuality, "unplaced">;
  readonly raw: { readonly x: number; readonly y: number; readonly system: CoordinateSystem } | null;
}

export interface Operator {
  readonly name: string;
  readonly kind: OperatorKind;
}

export interface FacilityDocument {
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: CalendarDay | null;
  readonly expiresOn: CalendarDay | null;
}

export interface Contact {
  readonly role: string;
  readonly phone: string;
  readonly isPublic: boolean;
}

/** One weekly schedule: the days in RFC 5545's letters, `MO,TU`, and wall-clock times `08:00`. */
export interface Hours {
  readonly byDay: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly note: string;
}

export interface Price {
  readonly tier: string;
  readonly amountFen: Fen;
  readonly unit: PriceUnit;
}

/** What a pram or a wheelchair meets there. */
export const ACCESS_FACTS = ["stepFree", "lift", "pramParking", "accessibleToilet"] as const;
export type AccessFact = (typeof ACCESS_FACTS)[number];

/** null = nobody has said, which is not «no». */
export type FacilityAccess = Readonly<Record<AccessFact, boolean | null>>;

export const UNKNOWN_ACCESS: FacilityAccess = { stepFree: null, lift: null, pramParking: null, accessibleToilet: null };

export interface OfferingClass {
  readonly id: string | null;
  readonly kind: string;
  readonly carePattern: CarePattern | null;
  readonly ageFromMonths: number | null;
  readonly ageToMonths: number | null;
  readonly isInclusive: boolean;
  /** how many people one carer looks after, as the place itself says; absent in records from before it was asked */
  readonly peoplePerCarer?: number | null;
  readonly capacities: readonly DatedRow<Capacity>[];
  readonly prices: readonly DatedRow<Price>[];
}

export interface Offering extends Dated {
  readonly id: string | null;
  readonly serviceType: string;
  readonly classes: readonly OfferingClass[];
}

/** What is said of a facility without dates: the latest word holds. */
export interface FacilityFace {
  readonly name: string;
  readonly kindKey: string;
  readonly line: string;
  readonly operator: Operator | null;
  readonly address: string;
  readonly areaCode: string | null;
  readonly position: Position | null;
  readonly note: string;
  readonly documents: readonly FacilityDocument[];
  readonly contacts: readonly Contact[];
  readonly hours: readonly Hours[];
  /** absent in records from before it was asked */
  readonly access?: FacilityAccess;
}

/** What a facility was and is over time. */
export interface FacilityHistory {
  readonly life: readonly StatePeriod[];
  readonly offerings: readonly Offering[];
}

export interface Facility extends FacilityFace, FacilityHistory {
  readonly id: string;
  readonly cityCode: string;
  readonly externalSource: string | null;
  readonly externalId: string | null;
  readonly successorOfId: string | null;
  readonly version: number;
}

/** The key a class is recognised by within its offering. */
export const classKey = (ofClass: Pick<OfferingClass, "kind" | "carePattern" | "ageFromMonths" | "ageToMonths">): string =>
  [ofClass.kind, ofClass.carePattern ?? "", ofClass.ageFromMonths ?? "", ofClass.ageToMonths ?? ""].join("|");

export const isWeekDays = (byDay: string): boolean =>
  byDay !== "" &&
  byDay.split(",").every((day, at, all) => (WEEK_DAYS as readonly string[]).includes(day) && all.indexOf(day) === at);

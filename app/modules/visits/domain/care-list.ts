import type { CalendarDay } from "~/shared/calendar-day";
import type { SourceKind } from "~/modules/work-orders/domain/alarm";
import type { RingWhy } from "~/modules/work-orders/domain/work-order";
import type { RungTold } from "./after-no-answer";
import type { LifeHeard, SealingKey } from "./care-record";
import type { DangerSign } from "./danger-signs";
import type { FindingKind, VisitChannel, VisitOutcome, VisitPurpose } from "./visit-log";

/** What a caregiver's phone holds of one day's work: whom to see, how to reach them, whom to ring. It lives under the PIN there. */
export interface CareList extends LifeHeard {
  readonly format: 1;
  readonly person: { readonly id: string; readonly name: string };
  readonly city: {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly timeZone: string;
    readonly isDemo: boolean;
  };
  /** ISO 8601, by the server's clock */
  readonly madeAt: string;
  readonly today: CalendarDay;
  /** the Sunday of this week */
  readonly last: CalendarDay;
  /** ISO 8601; after it the list is wiped from the phone, what is unsent stays */
  readonly keptUntil: string;
  /** says to the server who wrote a record, whoever hands it in later; goes into every record, sealed with it */
  readonly ticket: string;
  /** what records are sealed to from now on; public, so the phone keeps it outside the PIN */
  readonly sealTo: SealingKey;
  readonly residents: readonly CareResident[];
  readonly appointments: readonly CareAppointment[];
  /** outlines of the communities there, for a map without any base map: rings of [lng, lat], WGS-84 */
  readonly outlines: readonly CareOutline[];
  readonly areas: Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;
  /** what happens by itself when nobody opens: the visitor's own second try first, then who is told, each with the minutes it has */
  readonly ladder: readonly RungTold[];
  /** alarms that run and were told to this person, the longest running first; a list of an older program has none */
  readonly alarms?: readonly CareAlarm[];
  /** who is on duty now, the nearest first */
  readonly onDuty: readonly { readonly name: string; readonly phone: string; readonly areaCode: string }[];
}

export interface CareAlarm {
  readonly id: string;
  /** a door that nobody opened, a danger that was found, an order or a family's request that nobody took up */
  readonly kind: SourceKind;
  /** why an order rings; a list of an older program does not say */
  readonly why?: RingWhy | null;
  /** which dangers: whoever goes there must know before they ring */
  readonly signs: readonly DangerSign[];
  readonly residentId: string | null;
  readonly name: string | null;
  /** ISO 8601, as `nextAt` */
  readonly beganAt: string;
  /** this person stood there */
  readonly isOwn: boolean;
  readonly isTaken: boolean;
  readonly ladder: readonly RungTold[];
  readonly rung: number;
  /** when the next rung is told; null = all were */
  readonly nextAt: string | null;
}

export interface CareOutline {
  readonly areaCode: string;
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

export interface CareAppointment {
  readonly id: string;
  readonly residentId: string;
  readonly day: CalendarDay;
  readonly minute: number;
  readonly endMinute: number;
  readonly channel: "home" | "phone";
  readonly isForTwo: boolean;
}

/** One person to see. Null or empty = not on file, never «none». */
export interface CareResident {
  readonly id: string;
  readonly name: string;
  readonly as: "responsible" | "deputy" | "plan";
  readonly areaCode: string;
  readonly cell: string | null;
  readonly bornYear: number | null;
  readonly sex: string;
  readonly languages: readonly string[];
  readonly address: string | null;
  /** WGS-84 */
  readonly home: { readonly lat: number; readonly lng: number; readonly isExact: boolean } | null;
  readonly phone: string | null;
  readonly accessNote: string | null;
  readonly contacts: readonly { readonly relation: string; readonly name: string; readonly phone: string | null }[];
  readonly categories: readonly string[];
  readonly risk: string | null;
  readonly needsTwo: boolean;
  /** minutes of the day between which a visit is welcome */
  readonly visitFrom: number | null;
  readonly visitUntil: number | null;
  /** what they agreed to: only with «photos» a face may be on a picture, only with «position» a position is attached */
  readonly consents: readonly string[];
  /** null = nothing is owed this week */
  readonly due: {
    readonly opensOn: CalendarDay;
    readonly closesOn: CalendarDay;
    readonly minutes: number;
    readonly isPhoneEnough: boolean;
  } | null;
  /** shown, never filled in for the next one */
  readonly last: CareLastVisit | null;
  /** SHA-256 (hex) of the code behind their door's QR; null = no QR was handed out */
  readonly doorHash: string | null;
}

export interface CareLastVisit {
  readonly day: CalendarDay;
  /** ISO 8601; a list of an older program has none */
  readonly beganAt?: string;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  /** a list of an older program has none */
  readonly purpose?: VisitPurpose;
  readonly by: string | null;
  readonly note: string;
  readonly needs: string;
  readonly openFindings: readonly FindingKind[];
}

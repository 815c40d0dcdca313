import type { BarrierLine } from "~/modules/places/domain/barrier";
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { PlanningStandards } from "./planning-standards";

/** What a plan is made from, as records say it. Minutes are minutes of the day in the city's zone. */
export interface TownAsked {
  readonly days: readonly PlanDay[];
  readonly caregivers: readonly CaregiverOnRecord[];
  readonly visits: readonly VisitOnRecord[];
  readonly ground: TravelGround;
  readonly standards: PlanningStandards;
  /** nothing begins earlier on this day, and nothing at all before it */
  readonly from: { readonly day: CalendarDay; readonly minute: number };
  /** everybody may go anywhere, not only where they usually visit */
  readonly isPooled: boolean;
}

export interface PlanDay {
  readonly day: CalendarDay;
  /** 1 = Monday */
  readonly weekday: number;
  readonly isWorkday: boolean;
  /** a public holiday: only hours that say so hold */
  readonly isHoliday: boolean;
}

export interface TravelGround {
  readonly barriers: readonly BarrierLine[];
  readonly detour: number;
  readonly footKmh: number;
}

export interface Days {
  readonly from: CalendarDay;
  /** the first day after, null = until further notice */
  readonly to: CalendarDay | null;
}

export const TRANSPORTS = ["foot", "e-bike", "bus"] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface CaregiverOnRecord {
  readonly id: string;
  readonly areaCode: string;
  readonly sex: string;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly transport: Transport;
  /** where the way begins and ends; null = unknown, and ways from and to home then take no time */
  readonly home: GeoPoint | null;
  readonly mostVisits: number;
  readonly mostMinutes: number;
  readonly employed: Days;
  readonly hours: readonly WeekdayHours[];
  readonly absences: readonly Days[];
  /** on the first day: what was begun before the plan begins, where it ends, and how much it was */
  readonly begun: {
    readonly untilMinute: number;
    readonly at: GeoPoint | null;
    readonly visits: number;
    readonly minutes: number;
  } | null;
}

export interface WeekdayHours extends Days {
  readonly weekday: number;
  readonly begins: number;
  readonly ends: number;
  readonly breakFrom: number | null;
  readonly breakUntil: number | null;
  readonly breakMinutes: number;
  readonly onHolidays?: boolean;
}

export interface Appointment {
  readonly personId: string;
  readonly day: CalendarDay;
  readonly minute: number;
}

export interface VisitOnRecord {
  readonly residentId: string;
  readonly line: string;
  readonly areaCode: string;
  /** null = unknown, and no way leads there: whoever plans is told */
  readonly home: GeoPoint | null;
  readonly opensOn: CalendarDay;
  readonly closesOn: CalendarDay;
  /** the hour of closesOn by which it must have begun */
  readonly closesAtMinute: number | null;
  readonly closesAt: string | null;
  readonly cause: "rule" | "after-change" | "campaign";
  readonly causeId: string | null;
  readonly minutes: number;
  readonly isPhoneEnough: boolean;
  readonly risk: string;
  readonly needsTwo: boolean;
  readonly visitFrom: number | null;
  readonly visitUntil: number | null;
  readonly visitorSex: string | null;
  readonly visitorSkills: readonly string[];
  readonly languages: readonly string[];
  readonly responsibleId: string | null;
  readonly deputyId: string | null;
  readonly preferred: readonly string[];
  readonly never: readonly string[];
  readonly absences: readonly Days[];
  /** appointments of the plan in force: one, or two where two people go */
  readonly published: readonly Appointment[];
  /** the same, where they may not change any more */
  readonly pinned: readonly Appointment[];
  /** pinned by somebody, and not only held while somebody else's day is planned anew */
  readonly isPinKept: boolean;
  /** of another plan's area: it takes its time here and is not this plan's to write */
  readonly isOutside: boolean;
  /** what is pinned is a call: made before setting out, at no hour of its own */
  readonly isCall: boolean;
}

/** What stands between a visit and a caregiver whatever the plan. */
export const BARS = ["never", "absent", "elsewhere", "other-sex", "other-language", "pinned-elsewhere"] as const;
export type Bar = (typeof BARS)[number];

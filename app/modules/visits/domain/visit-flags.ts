import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { CheckStandard } from "./check-standards";
import type { VisitChannel, VisitOutcome, VisitPurpose } from "./visit-log";

/** What is worth a look on a visit: facts in numbers for a human, never a verdict, and nothing follows from one by itself. */
export const FLAG_KINDS = [
  "distance-from-home",
  "clock-off",
  "impossible-travel",
  "duplicate-photo",
  "too-short",
  "night-batch",
  "after-death",
  "during-hospital",
  "overlap",
  "twice",
  "reported-late",
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** What a human says of a flag in the end. */
export const SETTLINGS = ["explained", "spoken-with", "passed-on", "mistaken"] as const;
export type Settling = (typeof SETTLINGS)[number];

/**
 * Numbers, and ids of other visits; a name, a day of somebody's death or a position is never among them. `limit` is the standard
 * that was in force when they were reckoned.
 */
export interface FlagFacts {
  readonly [fact: string]: number | string | boolean | null | readonly string[] | undefined;
  readonly others?: readonly string[];
  readonly limit?: number;
}

export interface Flag {
  readonly eventId: string;
  readonly kind: FlagKind;
  readonly facts: FlagFacts;
}

/** Beside which standards a flag stands. */
export const STANDARDS_OF: Readonly<Record<FlagKind, readonly CheckStandard[]>> = {
  "distance-from-home": ["check-home-metres", "check-position-minutes"],
  "clock-off": ["check-clock-minutes"],
  "impossible-travel": ["check-foot-kmh", "check-e-bike-kmh", "check-bus-kmh", "check-travel-slack-minutes"],
  "duplicate-photo": ["check-photo-bits", "check-photo-days"],
  "too-short": ["check-floor-minutes"],
  "night-batch": ["check-batch-visits", "check-batch-minutes", "check-late-minute", "check-early-minute"],
  "after-death": [],
  "during-hospital": [],
  overlap: ["check-overlap-minutes", "check-same-place-metres"],
  twice: [],
  "reported-late": ["check-late-days"],
};

/** A visit as a check sees it; instants in milliseconds, by the server's clock where the difference is known. */
export interface CheckedVisit {
  readonly id: string;
  /** of the file that stands, where two were one person's */
  readonly residentId: string;
  readonly areaCode: string;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly purpose: VisitPurpose;
  readonly beganAt: number;
  readonly capturedAt: number;
  readonly receivedAt: number;
  readonly minutes: number;
  /** device clock minus server clock; null = not known */
  readonly offsetSeconds: number | null;
  /** whole days between the visit and its coming in */
  readonly daysLate: number;
  /** handed in by somebody else than whoever was there, or typed in from paper: who was late is another question */
  readonly isUploadedForAuthor: boolean;
  readonly isFromPaper: boolean;
  /** minute of the city's day at which it was written down */
  readonly capturedMinute: number;
  /** days since the death on record; null = alive, or nothing on record */
  readonly daysAfterDeath: number | null;
  /** which day in hospital it was by the register; null = none */
  readonly dayInHospital: number | null;
  /** of the phone from the home on record; `minutesOff`: taken before the visit (below 0), within it (0), or after its end */
  readonly distance: { readonly metres: number; readonly accuracy: number; readonly minutesOff: number } | null;
  readonly home: GeoPoint | null;
  /** the least that a rule of that day asks for; null = none does */
  readonly ruleMinutes: number | null;
}

/** Somebody was found there, or spoken with. */
export const isCounted = ({ outcome }: Pick<CheckedVisit, "outcome">): boolean => outcome === "seen" || outcome === "spoken-to";

/** One author's work that is looked at together: the visits of a day, and what was written down from noon to noon of a night. */
export interface CheckedWork {
  readonly authorId: string;
  readonly day: CalendarDay;
  readonly night: CalendarDay;
}

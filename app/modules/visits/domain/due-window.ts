import type { DatedCategory } from "~/modules/residents/domain/isolation-category";
import type { DatedRisk } from "~/modules/residents/domain/risk-level";
import type { CalendarDay, Dated } from "~/shared/calendar-day";

/** What the rules need to know of one resident. */
export interface DueFor {
  readonly areaCode: string;
  /** on the register, from the approval to the exit; nobody who died or moved is due */
  readonly registered: Dated;
  readonly categories: readonly DatedCategory[];
  readonly risks: readonly DatedRisk[];
  /** in hospital or away: days on which nobody can be seen at home */
  readonly absences: readonly Dated[];
  /** when a visit counted, and by which way; any order. Minutes are of the day; without one it was the last thing on that day. */
  readonly seen: readonly { readonly day: CalendarDay; readonly isAtHome: boolean; readonly minute?: number }[];
  readonly changes: readonly MajorChange[];
}

/** Out of hospital, a fall, a death in the family. Minutes are of that day; its end (1440) where no hour is known. */
export interface MajorChange {
  readonly day: CalendarDay;
  /** a visit before it answers nothing */
  readonly since: number;
  /** from when the hours of a rule run */
  readonly hoursFrom: number;
}

/** A visit that somebody is owed. Day numbers of the calendar; both days included. */
export interface DueVisit {
  readonly opens: number;
  /** the last day on which no rule is broken; before today when one already is */
  readonly closes: number;
  /** the minute of that day, where it is not the day's end */
  readonly closesMinute: number | null;
  /** the day it is best made on, so that visits spread */
  readonly target: number;
  readonly cause: "rule" | "after-change";
  readonly ruleId: string;
  readonly minutes: number;
  readonly isPhoneEnough: boolean;
  /** the one before it was missed */
  readonly isCarriedOver: boolean;
}

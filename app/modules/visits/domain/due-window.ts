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
  /** days on which a visit counted, and by which way; any order */
  readonly seen: readonly { readonly day: CalendarDay; readonly isAtHome: boolean }[];
  /** days of a major change: out of hospital, a fall, a death in the family */
  readonly changes: readonly CalendarDay[];
}

/** A visit that somebody is owed. Day numbers of the calendar; both days included. */
export interface DueVisit {
  readonly opens: number;
  /** the last day on which no rule is broken; before today when one already is */
  readonly closes: number;
  /** the day it is best made on, so that visits spread */
  readonly target: number;
  readonly cause: "rule" | "after-change";
  readonly ruleId: string;
  readonly minutes: number;
  readonly isPhoneEnough: boolean;
  /** the one before it was missed */
  readonly isCarriedOver: boolean;
}

import type { CalendarDay } from "~/shared/calendar-day";
import type { ReportedAway } from "./reported-away";

/** A visit owed to somebody, and between which days. */
export interface OwedVisit {
  readonly residentId: string;
  readonly areaCode: string;
  readonly opensOn: CalendarDay;
  readonly closesOn: CalendarDay;
  /** ISO 8601, where it is not the day's end */
  readonly closesAt: string | null;
  readonly targetOn: CalendarDay;
  readonly cause: "rule" | "after-change" | "campaign";
  readonly causeId: string | null;
  readonly minutes: number;
  readonly isPhoneEnough: boolean;
  readonly isCarriedOver: boolean;
}

/** The same as lists show it. */
export interface ListedDue extends OwedVisit {
  readonly id: string;
  readonly name: string;
  readonly cell: string | null;
  readonly responsibleId: string | null;
  /** what the last visit told and the file does not say yet; null = nothing */
  readonly reported: ReportedAway | null;
}

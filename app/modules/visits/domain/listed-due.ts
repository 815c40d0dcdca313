import type { CalendarDay } from "~/shared/calendar-day";
import type { ReportedAway } from "./reported-away";

/** A due visit as lists show it. */
export interface ListedDue {
  readonly id: string;
  readonly residentId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly responsibleId: string | null;
  readonly opensOn: CalendarDay;
  readonly closesOn: CalendarDay;
  readonly closesAt: string | null;
  readonly targetOn: CalendarDay;
  readonly cause: "rule" | "after-change" | "campaign";
  readonly causeId: string | null;
  readonly minutes: number;
  readonly isPhoneEnough: boolean;
  readonly isCarriedOver: boolean;
  /** what the last visit told and the file does not say yet; null = nothing */
  readonly reported: ReportedAway | null;
}

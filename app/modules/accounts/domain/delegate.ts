import { differenceInCalendarDays, parseISO } from "date-fns";
import { type CalendarDay, isCalendarDay } from "~/shared/calendar-day";
import { firstDayAfter } from "./half-open-days";
import { granted, refused, type Verdict } from "~/shared/verdict";

/** Nobody is on leave for longer than this; the database says so too. */
export const MOST_DAYS = 366;

export interface DelegationWish {
  readonly from: string;
  readonly to: string;
  readonly validFrom: CalendarDay;
  /** the last day of leave, itself included */
  readonly lastDay: CalendarDay;
  readonly reason: string;
}

export type DelegationRefusal =
  | { readonly kind: "to-oneself" }
  | { readonly kind: "days-wrong" }
  | { readonly kind: "begins-in-the-past"; readonly today: CalendarDay }
  | { readonly kind: "too-long"; readonly most: number }
  | { readonly kind: "reason-missing" }
  | { readonly kind: "not-permitted" }
  | { readonly kind: "no-such-person" }
  | { readonly kind: "delegated-already" };

/** Whether this leave can be entered as it is written; who may enter it is asked where people are known. */
export function delegate(
  wish: DelegationWish,
  today: CalendarDay,
): Verdict<DelegationWish & { readonly validTo: CalendarDay }, DelegationRefusal> {
  const { from, to, validFrom, lastDay } = wish;
  const reason = wish.reason.trim();
  if (from === to) return refused({ kind: "to-oneself" });
  if (!isCalendarDay(validFrom) || !isCalendarDay(lastDay) || lastDay < validFrom) return refused({ kind: "days-wrong" });
  if (validFrom < today) return refused({ kind: "begins-in-the-past", today });
  if (differenceInCalendarDays(parseISO(lastDay), parseISO(validFrom)) >= MOST_DAYS)
    return refused({ kind: "too-long", most: MOST_DAYS });
  if (!reason) return refused({ kind: "reason-missing" });
  return granted({ ...wish, reason, validTo: firstDayAfter(lastDay) });
}

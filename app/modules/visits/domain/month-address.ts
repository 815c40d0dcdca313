import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import type { CalendarDay } from "~/shared/calendar-day";
import { monthAfter } from "./month-report";
import type { VisitOutcome } from "./visit-log";

interface MonthOf {
  readonly areaCode: string;
  readonly month: CalendarDay;
}

/** The address of a unit's month and of its lists, for everybody or for one category alone. */
export const monthQuery = (cityCode: string, { areaCode, month }: MonthOf, category: IsolationCategory | null = null): string =>
  new URLSearchParams({
    ...{ city: cityCode, area: areaCode, month: month.slice(0, 7) },
    ...(category ? { category } : {}),
  }).toString();

/** Which visits a ledger lists. */
export interface LedgerFilter {
  readonly areaCode: string;
  readonly from: CalendarDay;
  /** the last day, included */
  readonly to: CalendarDay;
  readonly outcome: VisitOutcome | null;
  readonly residentId: string | null;
  readonly isLateOnly: boolean;
  /** of those who were in it on one of these days */
  readonly category: IsolationCategory | null;
}

/** The address of the visits of some days. */
export const ledgerQuery = (cityCode: string, { areaCode, from, to, ...said }: LedgerFilter): string =>
  new URLSearchParams({
    ...{ city: cityCode, area: areaCode, from, to },
    ...(said.outcome ? { outcome: said.outcome } : {}),
    ...(said.residentId ? { resident: said.residentId } : {}),
    ...(said.isLateOnly ? { late: "yes" } : {}),
    ...(said.category ? { category: said.category } : {}),
  }).toString();

/** All visits of a unit's month. */
export const ledgerOfMonth = (
  { areaCode, month }: MonthOf,
  category: IsolationCategory | null,
  isLateOnly = false,
): LedgerFilter => ({
  ...{ areaCode, from: month, to: lastDayOf(month), outcome: null, residentId: null, isLateOnly, category },
});

export const lastDayOf = (month: CalendarDay): CalendarDay =>
  new Date(Date.parse(`${monthAfter(month)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { MODE_CAUSES, MODE_KINDS, type Mode, type ModeSaid } from "./mode";

export type ModeProblem = "no-kind" | "no-cause" | "no-area" | "no-day" | "ends-before" | "too-long" | "is-over";

/** A mode returns by itself: a year is the longest anybody may say ahead. */
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** What somebody typed for a mode; days are the first and the last on which it holds. */
export interface TypedMode {
  readonly kind: string;
  readonly cause: string;
  readonly areaCode: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

export const dayAfter = (day: CalendarDay): CalendarDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

export function checkMode(
  typed: TypedMode,
  cityCode: string,
  today: CalendarDay,
): Verdict<ModeSaid, { readonly kind: ModeProblem }> {
  const kind = MODE_KINDS.find((known) => known === typed.kind && known !== "daily") as Mode["kind"] | undefined;
  const cause = MODE_CAUSES.find((known) => known === typed.cause);
  if (!kind) return refused({ kind: "no-kind" });
  if (!cause) return refused({ kind: "no-cause" });
  if (!/^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(typed.areaCode) || !typed.areaCode.startsWith(cityCode))
    return refused({ kind: "no-area" });
  const { firstDay, lastDay } = typed;
  if (!isCalendarDay(firstDay) || !isCalendarDay(lastDay)) return refused({ kind: "no-day" });
  if (lastDay < firstDay) return refused({ kind: "ends-before" });
  if (lastDay < today) return refused({ kind: "is-over" });
  const to = dayAfter(lastDay);
  if (Date.parse(to) - Date.parse(firstDay) > LONGEST_DAYS * DAY_MS) return refused({ kind: "too-long" });
  return granted({ kind, cause, areaCode: typed.areaCode, from: firstDay, to });
}

/** Ended early: what has not begun goes, what holds ends with today; what was so on days gone by stays so. */
export function endedEarly(
  mode: Mode & { readonly to: CalendarDay },
  today: CalendarDay,
): "remove" | "over" | { readonly to: CalendarDay } {
  if (mode.from > today) return "remove";
  const to = dayAfter(today);
  return mode.to <= to ? "over" : { to };
}

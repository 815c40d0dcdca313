import { modesSince } from "~/modules/places/use-cases/mode-change.server";
import type { Mode } from "~/modules/places/domain/mode";
import type { RiskRule } from "~/modules/residents/domain/risk-rule";
import { riskRulesInForce } from "~/modules/residents/use-cases/resident-risk.server";
import { now, today } from "~/platform/clock.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { campaignsAsking, zoneOf } from "../data/due-basis.server";
import { listRules } from "../data/visit-rules.server";
import { workdays } from "~/platform/workdays.server";
import type { Campaign } from "../domain/campaign";
import { visitCalendar, type VisitCalendar } from "../domain/visit-calendar";
import type { VisitRule } from "../domain/visit-rule";

/** Due visits roll four weeks ahead, and no rule looks farther back than a quarter. */
export const WEEKS_AHEAD = 4;
const LOOK_BACK_DAYS = 92;
const DAY_MS = 86_400_000;

export const daysFrom = (day: CalendarDay, days: number): CalendarDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** From what a city's due visits are worked out, but for the residents. */
export interface DueBasis {
  readonly cityCode: string;
  readonly timeZone: string;
  readonly today: CalendarDay;
  readonly last: CalendarDay;
  readonly at: Date;
  readonly calendar: VisitCalendar;
  readonly rules: readonly VisitRule[];
  readonly modes: readonly Mode[];
  readonly campaigns: readonly Campaign[];
  readonly riskRules: readonly RiskRule[];
}

const lastFrom = (day: CalendarDay): CalendarDay => daysFrom(day, WEEKS_AHEAD * 7 - 1);

/** Some hundreds of days with their periods and holidays take milliseconds; they are the same for every visit of a day. */
const calendars = new Map<string, { readonly day: CalendarDay; readonly calendar: VisitCalendar }>();
function calendarOf(timeZone: string, day: CalendarDay): VisitCalendar {
  const known = calendars.get(timeZone);
  if (known?.day === day) return known.calendar;
  const calendar = visitCalendar(daysFrom(day, -LOOK_BACK_DAYS), lastFrom(day), workdays(timeZone).isWorkday);
  calendars.set(timeZone, { day, calendar });
  return calendar;
}

/** Null where there is no such city. */
export async function dueBasis(uow: UnitOfWork, cityCode: string): Promise<DueBasis | null> {
  const timeZone = await zoneOf(uow, cityCode);
  if (timeZone === null) return null;
  const day = today(timeZone);
  const calendar = calendarOf(timeZone, day);
  const at = now();
  return {
    ...{ cityCode, timeZone, today: day, last: lastFrom(day), at, calendar, rules: await listRules(uow, cityCode) },
    modes: await modesSince(uow, cityCode, calendar.days[0]!),
    campaigns: await campaignsAsking(uow, cityCode, at),
    riskRules: await riskRulesInForce(uow, cityCode),
  };
}

import type { Mode } from "~/modules/places/domain/mode";
import type { Dated } from "~/shared/calendar-day";
import { VISIT_PERIODS, type VisitCalendar, type VisitPeriod } from "./visit-calendar";
import type { VisitRule } from "./visit-rule";

/** Days of the calendar by number: [from, to). */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

export const covers =
  (day: number) =>
  ({ from, to }: DayRange): boolean =>
    from <= day && day < to;

/** A dated row as day numbers, cut to the calendar. */
export function rangeOf({ days, indexOf }: VisitCalendar, { from, to }: Dated): DayRange {
  const numberOf = (day: string): number => indexOf.get(day) ?? (day < days[0]! ? 0 : days.length);
  return { from: numberOf(from), to: to === null ? days.length : numberOf(to) };
}

export interface RuleInArea {
  /** its place among the rules */
  readonly index: number;
  readonly days: DayRange;
  /** the day after the period in which it ends: a period under way is finished as it began */
  readonly until: Readonly<Record<VisitPeriod, number>>;
  /** by day: 1 where one of its modes holds there; null = it asks for none */
  readonly inMode: Uint8Array | null;
}

/** The rules and modes of a city, read once: dates become day numbers, and an area finds what holds for it. */
export class RuleBook {
  private readonly byArea = new Map<string, readonly RuleInArea[]>();

  constructor(
    readonly calendar: VisitCalendar,
    readonly rules: readonly VisitRule[],
    private readonly modes: readonly Mode[],
  ) {}

  rulesIn(areaCode: string): readonly RuleInArea[] {
    const known = this.byArea.get(areaCode);
    if (known) return known;
    const found = this.rules.flatMap((rule, index): RuleInArea[] => {
      if (!areaCode.startsWith(rule.areaCode)) return [];
      const days = rangeOf(this.calendar, rule);
      return [{ index, days, until: this.periodEnds(days), inMode: this.modeDays(rule, areaCode) }];
    });
    this.byArea.set(areaCode, found);
    return found;
  }

  private periodEnds({ from, to }: DayRange): Record<VisitPeriod, number> {
    const { period, begins } = this.calendar;
    const endOf = (per: VisitPeriod): number => (from < to ? begins[per][period[per][to - 1]! + 1]! : to);
    return Object.fromEntries(VISIT_PERIODS.map((per) => [per, endOf(per)])) as Record<VisitPeriod, number>;
  }

  private modeDays(rule: VisitRule, areaCode: string): Uint8Array | null {
    if (rule.modes.length === 0) return null;
    const count = this.calendar.days.length;
    const isDaily = new Uint8Array(count).fill(1);
    const holds = new Uint8Array(count);
    for (const mode of this.modes) {
      if (!areaCode.startsWith(mode.areaCode)) continue;
      const { from, to } = rangeOf(this.calendar, mode);
      isDaily.fill(0, from, to);
      if (rule.modes.includes(mode.kind)) holds.fill(1, from, to);
    }
    if (rule.modes.includes("daily")) for (let day = 0; day < count; day++) if (isDaily[day]) holds[day] = 1;
    return holds;
  }
}

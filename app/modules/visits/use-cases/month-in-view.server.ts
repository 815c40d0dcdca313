import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { dayOf } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfPeople } from "../data/due-list.server";
import { monthRows, type MonthAsked, type MonthRow } from "../data/month-figures.server";
import { countCorrections, findReport, lightLimits, reportsBelow } from "../data/month-reports.server";
import { NO_FIGURES, type LightLimits, type MonthFigures } from "../domain/month-figures";
import {
  digitsBelow,
  monthAfter,
  type CorrectionCounts,
  type FrozenFigures,
  type MonthReport,
  type ReportState,
} from "../domain/month-report";

export interface MonthPlace {
  readonly line: Line;
  readonly areaCode: string;
  readonly month: CalendarDay;
}

export interface MonthInView {
  /** as they are now, or as they were handed in */
  readonly figures: FrozenFigures;
  readonly isFrozen: boolean;
  readonly report: MonthReport | null;
  /** in the city's own zone; "" = never */
  readonly submittedOn: CalendarDay | "";
  /** what came to be known since it was handed in, by kind */
  readonly corrections: CorrectionCounts;
  /** what the month would be if it were handed in now; null while nothing came later */
  readonly byNow: MonthFigures | null;
  readonly below: Readonly<Record<string, ReportState>>;
  readonly limits: LightLimits & { readonly source: string };
  /** who stands at the foot of the paper; "" = nobody yet */
  readonly signed: { readonly filledBy: string; readonly reviewedBy: string };
}

export const askedOf = (city: City, { line, areaCode, month }: MonthPlace): MonthAsked => ({
  ...{ cityCode: city.code, timeZone: city.timeZone, line, areaCode, first: month, after: monthAfter(month) },
});

/** The month of an area as it is now: one question for the areas below, one for the whole (a resident lies in one area only). */
export async function liveFigures(uow: UnitOfWork, asked: MonthAsked): Promise<FrozenFigures> {
  const rows = await monthRows(uow, asked, digitsBelow(asked.areaCode));
  const of = (among: readonly MonthRow[]) => ({
    total: summed(among.filter(({ category }) => category === "")),
    byCategory: Object.fromEntries(
      ISOLATION_CATEGORIES.map((key) => [key, summed(among.filter(({ category }) => category === key))]),
    ) as Record<IsolationCategory, MonthFigures>,
  });
  const areas = [...new Set(rows.map(({ areaCode }) => areaCode))];
  return {
    ...of(rows),
    areas: areas.map((areaCode) => ({ areaCode, ...of(rows.filter((row) => row.areaCode === areaCode)) })),
  };
}

const summed = (rows: readonly MonthRow[]): MonthFigures =>
  rows.reduce<MonthFigures>(
    (sum, row) =>
      Object.fromEntries(
        Object.entries(sum).map(([key, value]) => [key, value + row[key as keyof MonthFigures]]),
      ) as unknown as MonthFigures,
    NO_FIGURES,
  );

/** The month's form: figures, who filled it, where it stands on its way up. */
export function monthInView(
  actor: Actor,
  city: City,
  place: MonthPlace,
): Promise<Verdict<MonthInView, { readonly kind: "not-permitted" }>> {
  if (!mayIn(actor, "read:visits", place.areaCode, place.line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const report = await findReport(uow, { cityCode: city.code, ...place });
    const isFrozen = report !== null && (report.state === "submitted" || report.state === "locked") && report.figures !== null;
    const people = await namesOfPeople(
      uow,
      [report?.filledBy, report?.reviewedBy].filter((id) => typeof id === "string"),
    );
    const live = () => liveFigures(uow, askedOf(city, place));
    const figures = isFrozen && report.figures ? report.figures : await live();
    const corrections = await countCorrections(uow, isFrozen ? report.id : null);
    const byNow = Object.values(corrections).some((count) => count > 0) ? (await live()).total : null;
    const below = await reportsBelow(uow, { cityCode: city.code, ...place }, digitsBelow(place.areaCode));
    return granted({
      ...{ figures, corrections, byNow },
      submittedOn: report?.submittedAt ? dayOf(report.submittedAt, city.timeZone) : "",
      ...{ isFrozen, report, below: Object.fromEntries(below.map(({ areaCode, state }) => [areaCode, state])) },
      limits: await lightLimits(uow, city.code),
      signed: { filledBy: people[report?.filledBy ?? ""] ?? "", reviewedBy: people[report?.reviewedBy ?? ""] ?? "" },
    });
  });
}

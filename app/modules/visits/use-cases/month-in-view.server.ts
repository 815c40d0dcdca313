import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { dayOf } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfPeople } from "../data/due-list.server";
import { countCorrections } from "../data/month-corrections.server";
import { monthRows, type MonthAsked } from "../data/month-figures.server";
import { findReport, handedInBelow, lightLimits, reportsBelow, type HandedInBelow } from "../data/month-reports.server";
import { composedMonth, correctionsByUnit } from "../domain/composed-month";
import { MONTH_BASIS, NO_FIGURES, type LightLimits, type MonthFigures } from "../domain/month-figures";
import {
  digitsBelow,
  isHandedIn,
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
  /** as they were handed in; before that the units' below as they handed them in, and of the others as they are now */
  readonly figures: FrozenFigures;
  readonly isFrozen: boolean;
  /** the definition these figures follow */
  readonly basis: string;
  readonly report: MonthReport | null;
  /** in the city's own zone; "" = never */
  readonly submittedOn: CalendarDay | "";
  /** what came to be known since it was handed in, or since the units below were, by kind */
  readonly corrections: CorrectionCounts;
  readonly correctionsBelow: Readonly<Record<string, number>>;
  /** what the register says now of everybody; null while nothing came later */
  readonly byNow: MonthFigures | null;
  readonly below: Readonly<Record<string, ReportState>>;
  readonly limits: LightLimits & { readonly source: string };
  /** who stands at the foot of the paper; "" = nobody yet */
  readonly signed: { readonly filledBy: string; readonly reviewedBy: string };
}

export const askedOf = (city: City, { line, areaCode, month }: MonthPlace): MonthAsked => ({
  ...{ cityCode: city.code, timeZone: city.timeZone, line, areaCode, first: month, after: monthAfter(month) },
});

/** The month as it would be handed in now: what units below handed in, and what is on record of the others. */
export async function figuresByNow(
  uow: UnitOfWork,
  city: City,
  place: MonthPlace,
): Promise<{ readonly figures: FrozenFigures; readonly handedIn: readonly HandedInBelow[] }> {
  const digits = digitsBelow(place.areaCode);
  const handedIn = await handedInBelow(uow, { cityCode: city.code, ...place });
  const without = handedIn.map(({ areaCode }) => areaCode);
  const rows = await monthRows(uow, askedOf(city, place), digits, without);
  return { figures: composedMonth(rows, handedIn, digits), handedIn };
}

/** The month's form: figures, who filled it, where it stands on its way up. */
export function monthInView(
  actor: Actor,
  city: City,
  place: MonthPlace,
): Promise<Verdict<MonthInView, { readonly kind: "not-permitted" }>> {
  if (!mayIn(actor, "read:visits", place.areaCode, place.line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const report = await findReport(uow, { cityCode: city.code, ...place });
    const isFrozen = report !== null && isHandedIn(report);
    const people = await namesOfPeople(
      uow,
      [report?.filledBy, report?.reviewedBy].filter((id) => typeof id === "string"),
    );
    const digits = digitsBelow(place.areaCode);
    const composed = isFrozen ? null : await figuresByNow(uow, city, place);
    const handedIn = composed?.handedIn ?? (await handedInBelow(uow, { cityCode: city.code, ...place }));
    const figures = composed?.figures ?? report?.figures ?? { total: NO_FIGURES, byCategory: {}, areas: [] };
    const corrections = await countCorrections(uow, isFrozen ? [report.id] : handedIn.map(({ id }) => id));
    const isCorrected = Object.values(corrections).some((count) => count > 0);
    const byNow = isCorrected ? composedMonth(await monthRows(uow, askedOf(city, place), digits), [], digits).total : null;
    const below = await reportsBelow(uow, { cityCode: city.code, ...place }, digits);
    return granted({
      ...{ figures, corrections, byNow, correctionsBelow: correctionsByUnit(handedIn, digits) },
      submittedOn: report?.submittedAt ? dayOf(report.submittedAt, city.timeZone) : "",
      ...{
        isFrozen,
        basis: isFrozen ? report.basis : MONTH_BASIS,
        report,
        below: Object.fromEntries(below.map(({ areaCode, state }) => [areaCode, state])),
      },
      limits: await lightLimits(uow, city.code),
      signed: { filledBy: people[report?.filledBy ?? ""] ?? "", reviewedBy: people[report?.reviewedBy ?? ""] ?? "" },
    });
  });
}

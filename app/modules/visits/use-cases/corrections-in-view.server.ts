import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { dayOf } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { listCorrections, type Corrected } from "../data/month-corrections.server";
import { findReport, handedInBelow } from "../data/month-reports.server";
import { isHandedIn } from "../domain/month-report";
import type { MonthPlace } from "./month-in-view.server";

const PAGE = 500;

export interface CorrectionInView extends Omit<Corrected, "noticedAt" | "visitedAt"> {
  readonly noticedOn: CalendarDay;
  /** the day of the visit that was entered late; "" = no visit */
  readonly visitedOn: CalendarDay | "";
}

/** 更正清单: whom and what the corrections of a month are about: of the unit's own, or of those handed in below it until it is. */
export function correctionsInView(
  actor: Actor,
  city: City,
  place: MonthPlace,
  after: string | null,
): Promise<
  Verdict<{ readonly rows: readonly CorrectionInView[]; readonly next: string | null }, { readonly kind: "not-permitted" }>
> {
  if (!mayIn(actor, "read:visits", place.areaCode, place.line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const at = { cityCode: city.code, ...place };
    const report = await findReport(uow, at);
    const of = report && isHandedIn(report) ? [report] : await handedInBelow(uow, at);
    const found = await listCorrections(
      uow,
      of.map(({ id }) => id),
      after,
      PAGE + 1,
    );
    const rows = found.slice(0, PAGE);
    return granted({
      rows: rows.map(({ noticedAt, visitedAt, ...row }) => ({
        ...{ ...row, noticedOn: dayOf(noticedAt, city.timeZone) },
        visitedOn: visitedAt ? dayOf(visitedAt, city.timeZone) : "",
      })),
      next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null,
    });
  });
}

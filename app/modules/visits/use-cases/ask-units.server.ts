import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { askForMonths } from "../data/month-reminders.server";
import { missingUnits } from "../domain/composed-month";
import { isOver } from "../domain/month-report";
import { figuresByNow, type MonthPlace } from "./month-in-view.server";

export interface UnitsAsked {
  /** asked now */
  readonly units: number;
  /** asked today already, and not again */
  readonly before: number;
}

/** 催报: every unit directly below that still owes a month which has ended is asked for it, once a day at most. */
export function askUnits(
  actor: Actor,
  city: City,
  place: MonthPlace,
): Promise<Verdict<UnitsAsked, { readonly kind: "not-permitted" | "month-not-over" }>> {
  const { areaCode, line, month } = place;
  if (!mayIn(actor, "report:visits", areaCode, line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  const day = today(city.timeZone);
  if (!isOver(month, day)) return Promise.resolve(refused({ kind: "month-not-over" }));
  return inUnitOfWork(actor, async (uow) => {
    const owing = missingUnits((await figuresByNow(uow, city, place)).figures, areaCode);
    const units = await askForMonths(uow, { cityCode: city.code, line }, owing, month, day);
    await recordAudit(uow, {
      ...{ action: "remind:visits", subject: null, areaCode, line, result: "done" },
      facts: { month, units },
    });
    return granted({ units, before: owing.length - units });
  });
}

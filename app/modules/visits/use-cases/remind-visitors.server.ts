import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { missingByPerson } from "../data/month-figures.server";
import { addReminders, type ReminderRow } from "../data/visit-reminders.server";
import { askedOf, type MonthPlace } from "./month-in-view.server";

export interface Reminded {
  /** told now */
  readonly people: number;
  /** told today already, and not again */
  readonly before: number;
  readonly missing: number;
  /** elders nobody answers for: no reminder reaches anybody */
  readonly withoutAnybody: number;
}

/** 催办: everybody who answers for somebody not yet seen this month is told, once a day at most. */
export function remindVisitors(
  actor: Actor,
  city: City,
  place: MonthPlace,
): Promise<Verdict<Reminded, { readonly kind: "not-permitted" }>> {
  const { areaCode, line, month } = place;
  if (!mayIn(actor, "report:visits", areaCode, line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  const day = today(city.timeZone);
  return inUnitOfWork(actor, async (uow) => {
    const missing = await missingByPerson(uow, askedOf(city, place));
    const rows = missing.flatMap(({ personId, missing: count }): ReminderRow[] =>
      personId ? [{ id: newId(), personId, missing: count, areaCode, line, month, day, cityCode: city.code }] : [],
    );
    const people = await addReminders(uow, rows);
    await recordAudit(uow, {
      ...{ action: "remind:visits", subject: null, areaCode, line, result: "done" },
      facts: { month, people },
    });
    return granted({
      ...{ people, before: rows.length - people },
      missing: rows.reduce((sum, row) => sum + row.missing, 0),
      withoutAnybody: missing.find(({ personId }) => personId === null)?.missing ?? 0,
    });
  });
}

import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { Actor } from "~/modules/accounts/domain/actor";
import { takeOut, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { CalendarDay } from "~/shared/calendar-day";
import { lastVisitOf } from "../data/last-visit.server";
import { findVisited } from "../data/visit-events.server";

export interface PrintedForm {
  readonly name: string;
  readonly registerNumber: string;
  /** the day somebody was there last; null = nobody was, as far as the actor sees */
  readonly last: CalendarDay | null;
  readonly taken: TakenOut;
}

/** A form that carries a name goes on paper only for whom the actor visits or keeps, and that it did is on record first. */
export async function printVisitForm(
  actor: Actor,
  city: City,
  residentId: string,
): Promise<Verdict<PrintedForm, { readonly kind: "not-there" }>> {
  const found = await inUnitOfWork(actor, async (uow) => {
    const resident = await findVisited(uow, city.code, residentId);
    return resident && { resident, ...(await lastVisitOf(uow, resident.id)) };
  });
  if (!found) return refused({ kind: "not-there" });
  const { resident, registerNumber, beganAt } = found;
  const taken = await takeOut(actor, {
    ...{ action: "print:visit-form", subject: { kind: "resident", id: resident.id } },
    ...{ areaCode: resident.areaCode, line: resident.line },
  });
  const last = beganAt && format(new TZDate(beganAt.getTime(), city.timeZone), "yyyy-MM-dd");
  return granted({ name: resident.name, registerNumber: registerNumber ?? "", last, taken });
}

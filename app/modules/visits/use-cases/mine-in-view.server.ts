import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { findCaregiver } from "../data/caregiver-record.server";
import { ownDue, ownVisits, type OwnVisit } from "../data/own-visits.server";
import { myRounds, type Round } from "../domain/my-rounds";
import { daysFrom } from "./due-basis.server";
import { instantOf, momentOf } from "./plan-basis.server";

export interface MineInView {
  readonly today: CalendarDay;
  /** the Sunday of this week */
  readonly last: CalendarDay;
  readonly appointments: readonly OwnVisit[];
  readonly rounds: readonly Round[];
  /** has hours, a day sheet and a calendar link */
  readonly isCaregiver: boolean;
}

/** «我负责的»: today's appointments by the plan in force, and who is due this week among those one answers for. */
export function mineInView(actor: Actor, city: City): Promise<MineInView> {
  const day = today(city.timeZone);
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const last = daysFrom(day, 6 - weekday);
  return inUnitOfWork(actor, async (uow) => {
    const end = instantOf(daysFrom(last, 1), 0, city.timeZone);
    const visits = await ownVisits(uow, actor.personId, city.timeZone, instantOf(day, 0, city.timeZone), end);
    const { minute } = momentOf(now(), city.timeZone);
    return {
      ...{ today: day, last },
      appointments: visits.filter((visit) => visit.day === day),
      rounds: myRounds(await ownDue(uow, city.code, actor.personId, last), visits, { day, minute }),
      isCaregiver: (await findCaregiver(uow, actor.personId)) !== null,
    };
  });
}

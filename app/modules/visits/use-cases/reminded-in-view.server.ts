import type { Actor } from "~/modules/accounts/domain/actor";
import { allows } from "~/modules/accounts/domain/permission";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import { namesOfPeople } from "../data/due-list.server";
import { missingOf, type Missing } from "../data/month-figures.server";
import { askedMonths, type AskedMonth } from "../data/month-reminders.server";
import { ownReminders, type OwnReminder } from "../data/visit-reminders.server";
import { daysFrom } from "./due-basis.server";
import { askedOf } from "./month-in-view.server";

/** A reminder of a month that is over is shown this long: a visit made in time may still be entered late. */
const SHOWN_DAYS = 31;
const LINE: Line = "civil-affairs";

export interface OwnReminderLeft extends OwnReminder {
  readonly left: readonly Missing[];
}

export interface RemindedInView {
  /** of people one answers for, with whom of them nobody has seen yet */
  readonly visits: readonly OwnReminderLeft[];
  /** of months one's own unit owes */
  readonly months: readonly AskedMonth[];
  readonly people: Readonly<Record<string, string>>;
}

/** 催办 as whoever is reminded sees it: by whom, when, of what, and how much of it is left; what is done is gone. */
export function remindedInView(actor: Actor, city: City): Promise<RemindedInView> {
  const units = actor.grants
    .filter(({ role, areaCode }) => allows(role, "report:visits") && areaCode.startsWith(city.code))
    .map(({ areaCode }) => areaCode);
  return inUnitOfWork(actor, async (uow) => {
    const since = daysFrom(today(city.timeZone), -SHOWN_DAYS);
    const visits: OwnReminderLeft[] = [];
    for (const reminder of await ownReminders(uow, city.code, actor.personId, since)) {
      const left = await missingOf(uow, askedOf(city, reminder), actor.personId);
      if (left.length > 0) visits.push({ ...reminder, left });
    }
    const months = units.length > 0 ? await askedMonths(uow, { cityCode: city.code, line: LINE }, units) : [];
    const ids = [...visits, ...months].flatMap(({ by }) => by ?? []);
    return { visits, months, people: await namesOfPeople(uow, ids) };
  });
}

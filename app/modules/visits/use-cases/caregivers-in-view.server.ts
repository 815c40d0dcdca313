import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { may, mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { namesOfPeople } from "../data/due-list.server";
import { feedOf, type FeedFacts } from "../data/calendar-feeds.server";
import { caregiversToBe, listCaregivers, type CaregiverFilter, type ListedCaregiver } from "../data/caregiver-list.server";
import { absencesOf, findCaregiver, hoursOf, type CaregiverRecord } from "../data/caregiver-record.server";
import type { Absence } from "../domain/caregiver-card";
import { hoursPeriods, type HoursPeriod } from "../domain/weekly-hours";
import { daysFrom, WEEKS_AHEAD } from "./due-basis.server";
import { planDays } from "./plan-basis.server";

const PAGE = 50;
/** Absences that ended lately stay in view. */
const DAYS_BACK = 90;

export interface CaregiversInView {
  readonly rows: readonly ListedCaregiver[];
  readonly next: { readonly areaCode: string; readonly id: string } | null;
  readonly today: CalendarDay;
}

export function caregiversInView(
  actor: Actor,
  city: City,
  filter: CaregiverFilter,
  after: CaregiversInView["next"],
): Promise<CaregiversInView> {
  const day = today(city.timeZone);
  return inUnitOfWork(actor, async (uow) => {
    const found = await listCaregivers(
      uow,
      city.code,
      planDays(day, daysFrom(day, 7 * WEEKS_AHEAD - 1), city.timeZone),
      filter,
      after,
      PAGE + 1,
    );
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    return { rows, next: found.length > PAGE && last ? { areaCode: last.areaCode, id: last.id } : null, today: day };
  });
}

export interface CaregiverFile {
  readonly caregiver: CaregiverRecord;
  readonly name: string;
  readonly periods: readonly HoursPeriod[];
  readonly absences: readonly Absence[];
  readonly feed: FeedFacts | null;
  readonly may: { readonly plan: boolean; readonly open: boolean; readonly feed: boolean };
  readonly today: CalendarDay;
}

/** One caregiver's working life; null where there is none the actor may see. */
export function caregiverFile(actor: Actor, city: City, id: string): Promise<CaregiverFile | null> {
  if (!isUuid(id)) return Promise.resolve(null);
  const day = today(city.timeZone);
  return inUnitOfWork(actor, async (uow) => {
    const caregiver = await findCaregiver(uow, id);
    if (!caregiver || caregiver.cityCode !== city.code) return null;
    const { areaCode, line } = caregiver;
    const plans = mayIn(actor, "plan:visits", areaCode, line);
    const isOwn = actor.personId === id;
    return {
      ...{ caregiver, name: (await namesOfPeople(uow, [id]))[id] ?? "", today: day },
      periods: hoursPeriods(await hoursOf(uow, id), day),
      absences: await absencesOf(uow, id, daysFrom(day, -DAYS_BACK)),
      feed: plans || isOwn ? await feedOf(uow, id) : null,
      may: { plan: plans, open: plans && mayIn(actor, "open:sensitive", areaCode, line), feed: plans || isOwn },
    };
  });
}

/** Who could become a caregiver in an area. */
export function candidatesIn(actor: Actor, city: City, areaCode: string) {
  if (!may(actor, "plan:visits") || areaCode === "") return Promise.resolve([]);
  return inUnitOfWork(actor, (uow) => caregiversToBe(uow, areaCode, today(city.timeZone)));
}

import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { VacancyMonth } from "~/modules/catalog/domain/vacancy";
import { vacanciesOf } from "~/modules/catalog/use-cases/vacancies-of.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { classesAt, type AlertRow, type FacilityClass } from "../data/alerts.server";
import { NO_WISHES } from "../domain/need";
import { ageFits } from "../domain/fitting";
import { monthsAtStart, type AlertSaid, type WatchedClass } from "../domain/vacancy-alert";
import { placesWithinWalk } from "./nearest-offers.server";

export interface WatchedAt extends WatchedClass, FacilityClass {}

/** The month a place is waited for: this one, where the one that was said is past. */
export function startOf({ timeZone }: City, { startMonth }: Pick<AlertSaid, "startMonth">): VacancyMonth {
  const thisMonth = today(timeZone).slice(0, 7);
  return startMonth < thisMonth ? thisMonth : startMonth;
}

/** The classes an alert waits for, with what may be said of their places now. */
export async function watchedClasses(city: City, { facilityId, minutes, serviceType, said }: AlertRow): Promise<WatchedAt[]> {
  if (!said) return [];
  const start = startOf(city, said);
  // Which class the age is of is decided once, below: of the search only the walk is wanted.
  const need = { type: serviceType, born: null, start, walker: said.walker, minutes: minutes ?? 15, wishes: NO_WISHES };
  const near = facilityId ? [facilityId] : said.home ? await placesWithinWalk(city, need, said.home) : [];
  return inUnitOfWork(NOBODY, async (uow) => {
    const months = monthsAtStart(said.bornMonth, start);
    const classes = (await classesAt(uow, near, serviceType, today(city.timeZone))).filter(
      (one) => months === null || ageFits(one, months) !== "no",
    );
    const vacancies = await vacanciesOf(
      uow,
      classes.map(({ classId }) => classId),
      start,
      now(),
    );
    return classes.flatMap((one) => {
      const vacancy = vacancies.get(one.classId);
      return vacancy ? [{ ...one, vacancy }] : [];
    });
  });
}

import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { vacanciesOf } from "~/modules/catalog/use-cases/vacancies-of.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { classesAt, type AlertRow, type FacilityClass } from "../data/alerts.server";
import { NO_WISHES } from "../domain/need";
import { monthsAtStart, takesAge, type WatchedClass } from "../domain/vacancy-alert";
import { nearestOffers } from "./nearest-offers.server";

export interface WatchedAt extends WatchedClass, FacilityClass {}

/** The classes an alert waits for, with what may be said of their places now. */
export async function watchedClasses(city: City, { facilityId, minutes, serviceType, said }: AlertRow): Promise<WatchedAt[]> {
  if (!said) return [];
  const thisMonth = today(city.timeZone).slice(0, 7);
  const start = said.startMonth < thisMonth ? thisMonth : said.startMonth;
  const born = said.bornMonth && `${said.bornMonth}-15`;
  const need = { type: serviceType, born, start, walker: said.walker, minutes: minutes ?? 15, wishes: NO_WISHES };
  const near = facilityId
    ? [facilityId]
    : said.home
      ? (await nearestOffers(city, need, { home: said.home, other: null })).map((one) => one.facilityId)
      : [];
  return inUnitOfWork(NOBODY, async (uow) => {
    const months = monthsAtStart(said.bornMonth, start);
    const classes = (await classesAt(uow, near, serviceType, today(city.timeZone))).filter((one) => takesAge(one, months));
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

import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { readCounts } from "../data/count-data.server";
import type { Counts } from "../domain/count-rules";

const counted = new Map<string, Counts>();
const MOST_COUNTED = 200;

/** Facilities, service points and places of a city on any day. Counts are public: they name no person and no place. */
export async function countFacilities(city: Pick<City, "code" | "stamp">, day: CalendarDay): Promise<Counts> {
  const key = `${city.stamp}:${day}`;
  const known = counted.get(key);
  if (known) return known;
  const counts = await inUnitOfWork(NOBODY, (uow) => readCounts(uow, city.code, day));
  counted.set(key, counts);
  if (counted.size > MOST_COUNTED) counted.delete(counted.keys().next().value ?? key);
  return counts;
}

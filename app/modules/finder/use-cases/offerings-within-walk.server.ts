import type { NearQuestion, OpenQuestion } from "~/modules/catalog/domain/open-data-question";
import type { VacancyMonth } from "~/modules/catalog/domain/vacancy";
import type { City } from "~/modules/places/domain/city";
import type { Minutes } from "~/shared/units";
import { NO_WISHES } from "../domain/need";
import { walkMinutes } from "../domain/rank-offers";
import { offersWalkedTo } from "./nearest-offers.server";

export interface WithinWalk {
  /** whole minutes by the key of the offering, the nearest first */
  readonly minutesOf: ReadonlyMap<string, Minutes>;
  readonly facilityOf: ReadonlyMap<string, string>;
  readonly walker: string;
  readonly minutes: Minutes;
  /** the walks were counted along streets, or as far as a straight line allows */
  readonly method: string;
  /** more lie that near than were walked to */
  readonly isCut: boolean;
}

/** The same search as on /find, with no wish but the walk: what machines are told is near is what people are told. */
export async function offeringsWithinWalk(
  city: City,
  serviceType: string,
  { point, minutes, walker }: NearQuestion,
  start: VacancyMonth,
): Promise<WithinWalk> {
  const need = { type: serviceType, born: null, start, walker: walker ?? "adult", minutes, wishes: NO_WISHES };
  const found = await offersWalkedTo(city, need, { home: point, other: null });
  const nearest = [...(found?.ways ?? [])].sort(
    (a, b) => a.way.minutes - b.way.minutes || (a.place.facilityId < b.place.facilityId ? -1 : 1),
  );
  return {
    minutesOf: new Map(nearest.map(({ place, way }) => [place.offeringId, walkMinutes(way.minutes)])),
    facilityOf: new Map(nearest.map(({ place }) => [place.offeringId, place.facilityId])),
    ...{ walker: found?.method.walker.key ?? need.walker, minutes },
    ...{ method: found?.method.method ?? "circle", isCut: found?.isCut ?? false },
  };
}

/** The walk of a question to the open data; null where none is asked for. */
export const walkAsked = async (
  city: City,
  { near, serviceType, startMonth }: Pick<OpenQuestion, "near" | "serviceType" | "startMonth">,
): Promise<WithinWalk | null> => (near && serviceType !== null ? offeringsWithinWalk(city, serviceType, near, startMonth) : null);

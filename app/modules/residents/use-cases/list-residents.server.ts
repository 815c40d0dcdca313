import type { Actor } from "~/modules/accounts/domain/actor";
import { may } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import {
  countLinksEnded,
  countResidents,
  countWaiting,
  listResidents,
  type ListedResident,
  type ResidentCounts,
  type ResidentPlace,
} from "../data/resident-list.server";
import { peopleNamed } from "../data/visitors.server";
import type { ResidentFilter } from "../domain/resident-filter";

const PAGE = 50;

export interface ResidentTurn {
  readonly after?: ResidentPlace;
  readonly before?: ResidentPlace;
}

export interface ResidentPage {
  readonly residents: readonly ListedResident[];
  readonly counts: ResidentCounts;
  readonly waiting: number;
  /** whose family's link ended because the consent of before named nobody */
  readonly linksEnded: number;
  readonly people: Readonly<Record<string, string>>;
  readonly before: ResidentPlace | null;
  readonly after: ResidentPlace | null;
  readonly today: string;
}

const placeOf = ({ areaCode, registerNumber }: ListedResident): ResidentPlace => ({ areaCode, registerNumber });

/** The residents an actor may see, by area and register number, with how many there are in all. */
export function residentsInView(actor: Actor, city: City, filter: ResidentFilter, turn: ResidentTurn): Promise<ResidentPage> {
  const day = today(city.timeZone);
  return inUnitOfWork(actor, async (uow) => {
    const found = await listResidents(uow, city.code, filter, day, turn, PAGE + 1);
    const isMore = found.length > PAGE;
    const residents = turn.before ? found.slice(isMore ? 1 : 0) : found.slice(0, PAGE);
    const [first, last] = [residents.at(0), residents.at(-1)];
    return {
      ...{ residents, today: day },
      counts: await countResidents(uow, city.code, filter, day),
      waiting: may(actor, "write:residents") ? await countWaiting(uow, city.code) : 0,
      linksEnded: may(actor, "write:residents") ? await countLinksEnded(uow, city.code) : 0,
      people: await peopleNamed(
        uow,
        residents.flatMap(({ responsibleId }) => responsibleId ?? []),
      ),
      before: first && (turn.before ? isMore : turn.after !== undefined) ? placeOf(first) : null,
      after: last && (turn.before ? true : isMore) ? placeOf(last) : null,
    };
  });
}

import { validate as isUuid } from "uuid";
import { today } from "~/platform/clock.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import {
  colleaguesOf,
  endedGrants,
  findPerson,
  type ListedGrant,
  type ListedPerson,
  listPeople,
  type PeopleFilter,
} from "../data/people-list.server";
import { delegationsOf, type ListedDelegation } from "../data/delegations.server";
import { placeOfPerson } from "../data/person-place.server";
import type { Actor } from "../domain/actor";
import type { LineOrAll } from "../domain/line";
import { may, mayIn } from "../domain/may";
import type { Permission } from "../domain/permission";

const PAGE = 50;
const MOST_DEPUTIES = 200;

export interface PeoplePage {
  readonly people: readonly ListedPerson[];
  /** after whom the next page begins: an id, because addresses stay in histories and logs; null = this is the last */
  readonly next: string | null;
}

/** The people an actor may see, by name: the row policies decide which. Whoever is not seen (any longer) begins no page. */
export async function peopleInView(actor: Actor, filter: PeopleFilter, after: string | null): Promise<PeoplePage> {
  if (!may(actor, "read:people")) return { people: [], next: null };
  const found = await inUnitOfWork(actor, async (uow) => {
    const last = after !== null && isUuid(after) ? await placeOfPerson(uow, after) : null;
    return listPeople(uow, filter, today(), last && after !== null ? { name: last.name, id: after } : null, PAGE + 1);
  });
  const people = found.slice(0, PAGE);
  const last = people.at(-1);
  return { people, next: found.length > PAGE && last ? last.id : null };
}

export interface PersonPage {
  readonly person: ListedPerson;
  readonly ended: readonly ListedGrant[];
  readonly delegations: readonly ListedDelegation[];
  /** who could stand in; empty where the actor may enter no leave for this person */
  readonly deputies: readonly { readonly id: string; readonly name: string }[];
  readonly may: { readonly grant: boolean; readonly change: boolean };
  readonly today: CalendarDay;
}

/** One person with grants and leaves, and what the actor may change of it; null where there is none the actor may see. */
export async function personPage(actor: Actor, id: string): Promise<PersonPage | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const day = today();
  return inUnitOfWork(actor, async (uow) => {
    const person = await findPerson(uow, id, day);
    if (!person) return null;
    const isOwn = id === actor.personId;
    const inScope = (permission: Permission) => mayIn(actor, permission, person.areaCode, person.line as LineOrAll);
    const mayLeave = isOwn || inScope("write:grants");
    return {
      ...{ person, today: day, ended: await endedGrants(uow, id, day), delegations: await delegationsOf(uow, id, day) },
      deputies: mayLeave ? await colleaguesOf(uow, id, MOST_DEPUTIES) : [],
      may: { grant: may(actor, "write:grants") && !isOwn, change: inScope("write:people") && !isOwn },
    };
  });
}

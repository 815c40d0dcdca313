import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { visitorsOfArea } from "~/modules/residents/use-cases/assign-visitors.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfPeople } from "../data/due-list.server";
import {
  addEvent,
  appointmentKept,
  findVisited,
  isLogged,
  visitMeanwhile,
  type VisitThere,
  visitedNamed,
  type VisitedResident,
} from "../data/visit-events.server";
import { asksRegister, problemOf, type VisitOutcome, type VisitProblem, type VisitSaid } from "../domain/visit-log";
import { afterVisits } from "./after-visits.server";
import { countsCallsOn } from "./work-out-due.server";

export type LogRefusal =
  | {
      readonly kind: VisitProblem | "not-permitted" | "not-there" | "not-registered" | "other-content" | "no-such-visitor";
    }
  | { readonly kind: "same-visit"; readonly there: VisitThere & { readonly who: string | null } };

export interface Logged {
  readonly isNew: boolean;
  readonly residentId: string;
  /** the register must be asked whether the file changes */
  readonly asks: VisitOutcome | null;
}

/**
 * Writes down one visit, once: the same id again is the same visit, the same id with other words is refused aloud. What the
 * resident is owed afterwards, and corrections of months already handed in, are written in the same transaction.
 * @param asksIfSame a form is asked whether another visit in the same minutes is the same; a phone that sends later is not
 */
export async function logVisit(
  actor: Actor,
  city: City,
  said: VisitSaid,
  { asksIfSame = false }: { readonly asksIfSame?: boolean } = {},
): Promise<Verdict<Logged, LogRefusal>> {
  const problem = problemOf(said, now().getTime());
  if (problem) return refused({ kind: problem });
  if (said.authorId !== null && said.authorId !== actor.personId) {
    const resident = await visitedById(actor, city, said.residentId);
    if (resident && !(await mayBeNamed(actor, city, resident)).some(({ id }) => id === said.authorId))
      return refused({ kind: "no-such-visitor" });
  }
  return inUnitOfWork<Verdict<Logged, LogRefusal>>(actor, async (uow) => {
    const resident = await findVisited(uow, city.code, said.residentId);
    if (!resident) return refused({ kind: "not-there" });
    if (!maySay(actor, resident)) return refused({ kind: "not-permitted" });
    const day = format(new TZDate(Date.parse(said.beganAt), city.timeZone), "yyyy-MM-dd");
    if (!wasThere(resident, day)) return refused({ kind: "not-registered" });
    const author = said.authorId ?? actor.personId;
    const there = asksIfSame ? await visitMeanwhile(uow, said, author) : null;
    if (there) {
      const names = await namesOfPeople(uow, [there.authorId]);
      return refused({ kind: "same-visit", there: { ...there, who: names[there.authorId] ?? null } });
    }
    // Whoever was there was there, whatever the rules say of calls.
    const countsCalls = said.channel === "home" || (await countsCallsOn(uow, city.code, resident.mergedInto ?? resident.id, day));
    const outcome = await addEvent(uow, city.code, resident, said, {
      isPhoneEnough: countsCalls,
      plannedVisitId:
        said.plannedVisitId ?? (await appointmentKept(uow, resident.id, author, new Date(said.beganAt), city.timeZone)),
    });
    if (outcome === "other-content") return rollBack(refused({ kind: "other-content" }));
    const logged = { residentId: resident.id, asks: asksRegister(said.outcome) ? said.outcome : null };
    if (outcome === "there-already") return granted({ ...logged, isNew: false });
    await afterVisits(uow, city, [{ resident, said, authorId: author }]);
    return granted({ ...logged, isNew: true });
  });
}

/** Whoever writes visits there, the two who answer for the resident, and whoever the plan in force sends. */
const maySay = (actor: Actor, { areaCode, line, responsibleId, deputyId, isSent }: VisitedResident): boolean =>
  isSent || mayIn(actor, "write:visits", areaCode, line) || actor.personId === responsibleId || actor.personId === deputyId;

/** Who may stand as having been there, in the words of somebody else: whoever visits in that area, named by whoever writes its visits. */
const mayBeNamed = async (actor: Actor, city: City, { areaCode, line }: VisitedResident) =>
  mayIn(actor, "write:visits", areaCode, line) ? visitorsOfArea(actor, city, areaCode) : [];

export interface WhoWasThere {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** "" = whoever fills it in */
  readonly usual: string;
}

/** For the form of a slip that somebody else brought in; nobody to choose from for whoever says their own visits. */
export async function whoWasThere(actor: Actor, city: City, resident: VisitedResident): Promise<WhoWasThere> {
  const { responsibleId, deputyId, isSent } = resident;
  const people = (await mayBeNamed(actor, city, resident)).filter(({ id }) => id !== actor.personId);
  const isOwn = isSent || actor.personId === responsibleId || actor.personId === deputyId;
  return { people, usual: isOwn ? "" : (people.find(({ id }) => id === responsibleId)?.id ?? "") };
}

/** On the register now, or until they left: whoever rang on that very day may say so. A merged file's visits are the other's. */
const wasThere = ({ state, leftOn, mergedInto }: VisitedResident, day: CalendarDay): boolean =>
  state === "registered" || (state === "left" && (mergedInto !== null || (leftOn !== null && day <= leftOn)));

/** Whether the form with this id was saved as a visit: it is not filled in twice. */
export const isSavedForm = (actor: Actor, clientId: string): Promise<boolean> =>
  inUnitOfWork(actor, (uow) => isLogged(uow, clientId));

/** Whom a form may be opened for. */
export const visitedById = (actor: Actor, city: City, id: string): Promise<VisitedResident | null> =>
  inUnitOfWork(actor, (uow) => findVisited(uow, city.code, id));

export const visitedByName = async (
  actor: Actor,
  city: City,
  words: string,
): Promise<Pick<VisitedResident, "id" | "name" | "areaCode">[]> =>
  words.trim() === "" ? [] : inUnitOfWork(actor, (uow) => visitedNamed(uow, city.code, words.trim()));

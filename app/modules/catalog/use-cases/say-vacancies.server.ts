import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { isLineOrAll } from "~/modules/accounts/domain/line";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { dayOf, now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findFacility } from "../data/facility-record.server";
import { classesAtPlace, wordsAtPlace } from "../data/place-words.server";
import { addStatements } from "../data/vacancy-statements.server";
import type { OperatorStanding, StoodFor } from "../domain/operator-standing";
import type { StatementWay } from "../domain/vacancy";
import { problemOf, saidAnew, wordOf, type SaidProblem, type SaidVacancy } from "../domain/vacancy-said";
import { inPlaceOf } from "./behind-operator-link.server";
import { vacancyFreshness } from "./vacancy-freshness.server";

export type SayRefusal =
  | { readonly kind: "nothing-said" | "no-such-class" | "not-there" | "not-permitted" }
  | { readonly kind: "unreadable"; readonly problem: SaidProblem }
  | TryLater;

/** «All still right», by whoever stands for the place: every word that holds is said anew, from one tap. */
export async function confirmVacancies(standing: OperatorStanding): Promise<Verdict<number, SayRefusal>> {
  const later = await takeTries([["operator-word", standing.facilityId]]);
  if (later) return refused(later);
  return inPlaceOf(standing, (uow) => confirmed(uow, standing, "link", standing.personId, standing.linkId));
}

/** The same by staff who called: one tap while the telephone is still warm. */
export function confirmByPhone(actor: Actor, city: City, facilityId: string): Promise<Verdict<number, SayRefusal>> {
  if (!/^[0-9a-f-]{36}$/.test(facilityId)) return Promise.resolve(refused({ kind: "not-there" }));
  return inUnitOfWork<Verdict<number, SayRefusal>>(actor, async (uow) => {
    const facility = await findFacility(uow, city.code, facilityId);
    if (!facility) return refused({ kind: "not-there" });
    const { name, line } = facility;
    const areaCode = facility.areaCode ?? city.code;
    if (!mayIn(actor, "confirm:vacancies", areaCode, isLineOrAll(line) ? line : "")) return refused({ kind: "not-permitted" });
    const place = { facilityId, name, cityCode: city.code, timeZone: city.timeZone, areaCode, line };
    return confirmed(uow, place, "staff", actor.personId, null);
  });
}

async function confirmed(
  uow: UnitOfWork,
  place: StoodFor,
  how: StatementWay,
  saidBy: string | null,
  linkId: string | null,
): Promise<Verdict<number, SayRefusal>> {
  const at = now();
  const day = dayOf(at, place.timeZone);
  const classes = await classesAtPlace(uow, place.facilityId, day);
  const words = await wordsAtPlace(uow, place.facilityId, at);
  const freshness = await vacancyFreshness(uow, place.cityCode);
  const ids = classes.map(({ classId }) => classId);
  const anew = saidAnew(words, ids, day.slice(0, 7), how, at, freshness);
  if (anew.length === 0) return refused({ kind: "nothing-said" });
  await addStatements(uow, anew, { saidBy, linkId });
  await audited(uow, place, { how, words: anew.length });
  return granted(anew.length);
}

/** One class, one month, in numbers. */
export async function sayVacancy(standing: OperatorStanding, said: SaidVacancy): Promise<Verdict<null, SayRefusal>> {
  const at = now();
  const day = dayOf(at, standing.timeZone);
  const problem = problemOf(said, day.slice(0, 7));
  if (problem) return refused({ kind: "unreadable", problem });
  const later = await takeTries([["operator-word", standing.facilityId]]);
  if (later) return refused(later);
  return inPlaceOf<Verdict<null, SayRefusal>>(standing, async (uow) => {
    const classes = await classesAtPlace(uow, standing.facilityId, day);
    if (!classes.some(({ classId }) => classId === said.classId)) return refused({ kind: "no-such-class" });
    const freshness = await vacancyFreshness(uow, standing.cityCode);
    const { personId: saidBy, linkId } = standing;
    await addStatements(uow, [wordOf(said, "link", at, freshness)], { saidBy, linkId });
    await audited(uow, standing, { how: "link", class: said.classId, month: said.startMonth });
    return granted(null);
  });
}

const audited = (uow: UnitOfWork, { facilityId, areaCode, line }: StoodFor, facts: Record<string, string | number>) =>
  recordAudit(uow, {
    ...{ action: "say:vacancies", subject: { kind: "facility", id: facilityId }, areaCode, line, result: "done", facts },
  });

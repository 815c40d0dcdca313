import { validate as isUuid, v7 as newId } from "uuid";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { insertPerson, placeOfPerson, setPersonState } from "../data/person-record.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import {
  type RegisterWish,
  type PersonRefusal,
  registeredPerson,
  PERSON_STATES,
  type PersonState,
} from "../domain/registered-person";
import { recordAudit } from "./record-audit.server";
import { holdsNothingBeyond } from "./within-own.server";

/** Enters somebody who works in the network, still without a way to sign in and without a grant; the value is their id. */
export async function registerPerson(actor: Actor, wish: RegisterWish): Promise<Verdict<string, PersonRefusal>> {
  const verdict = registeredPerson(wish);
  if (!verdict.ok) return verdict;
  const { areaCode, line } = verdict.value;
  if (!mayIn(actor, "write:people", areaCode, line)) return refused({ kind: "beyond-own" });
  const id = newId();
  return inUnitOfWork(actor, async (uow) => {
    await insertPerson(uow, { id, ...verdict.value });
    await recordAudit(uow, { action: "write:people", subject: { kind: "person", id }, areaCode, line, result: "done" });
    return granted(id);
  });
}

/** Suspends somebody, lets them work again, or notes that they left: from then on no session of theirs is anybody. */
export async function changePersonState(
  actor: Actor,
  id: string,
  state: string,
): Promise<Verdict<null, { readonly kind: "not-there" | "own-person" | "state-unknown" | "beyond-own" }>> {
  const known = PERSON_STATES.find((one) => one === state);
  if (!known) return refused({ kind: "state-unknown" });
  if (id === actor.personId) return refused({ kind: "own-person" });
  if (!isUuid(id)) return refused({ kind: "not-there" });
  return inUnitOfWork(actor, async (uow) => {
    const place = await placeOfPerson(uow, id);
    if (!place || !mayIn(actor, "write:people", place.areaCode, place.line)) return refused({ kind: "not-there" });
    if (!(await holdsNothingBeyond(uow, actor, id))) return refused({ kind: "beyond-own" });
    const changed = await setPersonState(uow, id, known satisfies PersonState);
    if (!changed) return refused({ kind: "not-there" });
    await recordAudit(uow, {
      ...{
        action: "write:people",
        subject: { kind: "person", id },
        areaCode: changed.areaCode,
        line: changed.line,
        result: "done",
      },
      facts: { state: known },
    });
    return granted(null);
  });
}

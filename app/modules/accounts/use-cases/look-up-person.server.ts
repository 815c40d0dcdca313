import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findPersonByField, type PersonField } from "../data/person-sensitive.server";
import { nameOfPerson } from "../data/person-file.server";
import { placeOfPerson } from "../data/person-record.server";
import type { Actor } from "../domain/actor";
import { may, mayIn } from "../domain/may";
import { maskOf, normalised, type ValueProblem } from "../domain/sensitive-field";
import type { TryLater } from "../domain/throttle";
import { takeTries } from "./count-tries.server";
import { recordAudit } from "./record-audit.server";

export interface FoundPerson {
  readonly id: string;
  readonly name: string;
  readonly mask: string;
}

export type LookUpRefusal = { readonly kind: ValueProblem } | { readonly kind: "not-permitted" } | TryLater;

const BOTH = ["read:people", "open:sensitive"] as const;

/** Whoever types a number learns whose it is: that is for those who may open numbers. */
export const mayLookUp = (actor: Actor): boolean => BOTH.every((permission) => may(actor, permission));

/**
 * The person with exactly this number, among those whose numbers the actor may open; no part of a number finds anybody. Each
 * look-up is on record, found or not, and too many in an hour wait.
 */
export async function lookUpPerson(
  actor: Actor,
  kind: PersonField,
  typed: string,
): Promise<Verdict<FoundPerson | null, LookUpRefusal>> {
  if (!mayLookUp(actor)) return refused({ kind: "not-permitted" });
  const value = normalised(kind, typed);
  if (!value.ok) return refused({ kind: value.refusal });
  const later = await takeTries([["look-up", actor.personId]]);
  if (later) return refused(later);
  return inUnitOfWork(actor, async (uow) => {
    const id = await findPersonByField(uow, kind, value.value);
    const place = id === null ? null : await placeOfPerson(uow, id);
    const isTheirs = place !== null && BOTH.every((permission) => mayIn(actor, permission, place.areaCode, place.line));
    const found = id !== null && isTheirs ? { id, name: await nameOfPerson(uow, id) } : null;
    const { areaCode, line } = (found ? place : actor.grants[0]) ?? { areaCode: "", line: "" };
    await recordAudit(uow, {
      ...{ action: "look-up:person", subject: found && { kind: "person", id: found.id }, result: "done", areaCode, line },
      facts: { field: kind, found: found !== null },
    });
    return granted(found && { ...found, mask: maskOf(kind, value.value) ?? "****" });
  });
}

import { validate as isUuid } from "uuid";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { loginOf, setLogin } from "../data/credentials.server";
import { placeOfPerson } from "../data/person-place.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { freeLogin, type LoginRefusal } from "./free-login.server";
import { recordAudit } from "./record-audit.server";
import { holdsNothingBeyond } from "./within-own.server";

export type LoginCorrectionRefusal =
  | LoginRefusal
  | { readonly kind: "not-there" }
  | { readonly kind: "own-person" }
  /** the person holds more than the actor administers */
  | { readonly kind: "beyond-own" };

/**
 * Puts right what somebody signs in as, whom one looks after. Password, codes, phones and open sessions stay: they belong to the
 * person, and the name opens nothing by itself. That it was done is on record, neither name is.
 */
export async function correctLogin(
  actor: Actor,
  personId: string,
  typed: string,
): Promise<Verdict<string, LoginCorrectionRefusal>> {
  if (!isUuid(personId)) return refused({ kind: "not-there" });
  if (personId === actor.personId) return refused({ kind: "own-person" });
  return inUnitOfWork<Verdict<string, LoginCorrectionRefusal>>(actor, async (uow) => {
    const place = await placeOfPerson(uow, personId);
    if (!place || !mayIn(actor, "write:people", place.areaCode, place.line)) return refused({ kind: "not-there" });
    if (!(await holdsNothingBeyond(uow, actor, personId))) return refused({ kind: "beyond-own" });
    const before = await loginOf(uow, personId);
    if (before === null) return refused({ kind: "not-there" });
    const login = await freeLogin(uow, personId, typed);
    if (!login.ok || login.value === before) return login;
    await setLogin(uow, personId, login.value);
    await recordAudit(uow, {
      ...{ action: "correct:login", subject: { kind: "person", id: personId }, result: "done" },
      ...{ areaCode: place.areaCode, line: place.line },
    });
    return granted(login.value);
  });
}

import { NIL } from "uuid";
import { now } from "~/platform/clock.server";
import { newLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { giveLogin, loginOf } from "../data/credentials.server";
import { handOverSecret } from "../data/one-time-secrets.server";
import { placeOfPerson } from "../data/person-place.server";
import { closeOtherSessions } from "../data/sessions.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { secretEnd, type SecretPurpose } from "../domain/one-time-secret";
import { recordAudit } from "./record-audit.server";
import { holdsNothingBeyond } from "./within-own.server";

export interface HandedOver {
  /** shown once, to be handed over; the database keeps its hash */
  readonly secret: string;
  readonly expiresAt: Date;
  /** the account the person will sign in with */
  readonly login: string;
}

export type HandOverRefusal =
  | { readonly kind: "not-there" }
  | { readonly kind: "not-active" }
  | { readonly kind: "login-missing" }
  | { readonly kind: "login-taken"; readonly login: string }
  | { readonly kind: "own-person" }
  /** the person holds more than the actor administers */
  | { readonly kind: "beyond-own" };

interface Wish {
  readonly purpose: Exclude<SecretPurpose, "device">;
  readonly personId: string;
  /** of an invitation: the account to sign in with */
  readonly login?: string;
  /** of a reset: the second factor was lost as well */
  readonly clearsSecondFactor?: boolean;
}

/**
 * Makes a one-time link for somebody one looks after, to invite or to reset. What was handed over before is worth nothing any
 * longer. Nobody resets themselves: whoever stole a session for a minute would keep the account.
 */
export async function handOver(actor: Actor, wish: Wish): Promise<Verdict<HandedOver, HandOverRefusal>> {
  const { personId, purpose, clearsSecondFactor = false } = wish;
  if (personId === actor.personId) return refused({ kind: "own-person" });
  const secret = newLinkSecret();
  return inUnitOfWork(actor, async (uow) => {
    const place = await placeOfPerson(uow, personId);
    if (!place || !mayIn(actor, "write:people", place.areaCode, place.line)) return refused({ kind: "not-there" });
    if (!(await holdsNothingBeyond(uow, actor, personId))) return refused({ kind: "beyond-own" });
    if (place.state !== "active") return refused({ kind: "not-active" });
    const login = await loginFor(uow, personId, wish.login ?? "");
    if (!login.ok) return login;
    const at = now();
    const expiresAt = secretEnd(purpose, at);
    const madeBy = actor.personId === NIL ? null : actor.personId;
    await handOverSecret(uow, { personId, purpose, secretHash: secretHash(secret), clearsSecondFactor, madeBy, expiresAt }, at);
    // Whoever lost the way in may have lost it to somebody.
    const ended = purpose === "reset" ? await closeOtherSessions(uow, personId, null) : 0;
    await recordAudit(uow, {
      ...{ action: `hand-over:${purpose}`, subject: { kind: "person", id: personId }, result: "done" },
      ...{ areaCode: place.areaCode, line: place.line, facts: { clearsSecondFactor, sessionsEnded: ended } },
    });
    return granted({ secret, expiresAt, login: login.value });
  });
}

async function loginFor(uow: UnitOfWork, personId: string, typed: string): Promise<Verdict<string, HandOverRefusal>> {
  const known = await loginOf(uow, personId);
  if (known) return granted(known);
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return refused({ kind: "login-missing" });
  return (await giveLogin(uow, personId, wanted)) ? granted(wanted) : refused({ kind: "login-taken", login: wanted });
}

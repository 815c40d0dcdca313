import { now, today } from "~/platform/clock.server";
import { isDemo } from "~/platform/environment.server";
import { hashPassword, isCheaperThanNow, passwordMatches } from "~/platform/password.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { credentialOfLogin, rehashPassword, stillHasPassword, type Credential } from "../data/credentials.server";
import { grantsInForce } from "../data/grants.server";
import { hasSecondFactor } from "../data/second-factor.server";
import { isLineOrAll, type LineOrAll } from "../domain/line";
import { stageAfterPassword } from "../domain/second-factor";
import type { TryLater } from "../domain/throttle";
import type { Arrival } from "./arrival.server";
import { beginSession, type Begun } from "./begin-session.server";
import { takeTries, triesHeld } from "./count-tries.server";
import { countedFor } from "./known-browser.server";
import { recordAudit, recordAuditApart } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

export type SignInRefusal = { readonly kind: "wrong-name-or-password" } | TryLater;

/** Opens a session for the person with this name and password, or the part of one that waits for a code. */
export async function signIn(login: string, password: string, arrival: Arrival): Promise<Verdict<Begun, SignInRefusal>> {
  const typed = login.trim().toLowerCase();
  const counted = await countedFor(typed, arrival);
  const later = await takeTries(counted);
  // Not written down: each try that counted was, and whoever hammers at the door must not fill the audit.
  if (later) return refused(later);
  const found = await inUnitOfWork(systemActor("sign-in"), (uow) => credentialOfLogin(uow, typed));
  const matches = await passwordMatches(found?.passwordHash ?? null, password);
  if (!found || !matches || !mayComeIn(found)) {
    const facts = found ? { subject: { kind: "person", id: found.personId }, ...placeOf(found) } : {};
    const why = !matches ? "wrong-name-or-password" : "not-active";
    await recordAuditApart(systemActor("sign-in"), { ...NOBODYS_SIGN_IN, ...facts, why });
    return refused({ kind: "wrong-name-or-password" });
  }
  const stronger = isCheaperThanNow(found.passwordHash!) ? await hashPassword(password) : null;
  return inUnitOfWork(systemActor("sign-in", { personId: found.personId }), async (uow) => {
    // It took a moment to compare: a reset or a suspension in between counts.
    if (!(await stillHasPassword(uow, found.personId, found.passwordHash!))) return refused({ kind: "wrong-name-or-password" });
    if (stronger) await rehashPassword(uow, found.personId, found.passwordHash!, stronger);
    await triesHeld(uow, counted);
    return granted(await comeIn(uow, found, arrival, "password"));
  });
}

export const NOBODYS_SIGN_IN = {
  ...{ action: "open:session", subject: null, areaCode: null, line: "" as LineOrAll, result: "refused" as const },
};

/** Accounts of the demo sign in where the demo is, and nowhere else, even if their rows are there. */
export const mayComeIn = ({ state, isDemo: isMade }: Pick<Credential, "state" | "isDemo">): boolean =>
  state === "active" && (!isMade || isDemo());

const placeOf = ({ areaCode, line }: Pick<Credential, "areaCode" | "line">) => ({
  areaCode,
  line: isLineOrAll(line) ? line : ("" as LineOrAll),
});

/** The session of somebody whose first proof was right, as far as it opens; written down. */
export async function comeIn(
  uow: UnitOfWork,
  person: Pick<Credential, "personId" | "areaCode" | "line">,
  arrival: Arrival,
  by: "password" | "organisation" | "link",
  isProvenElsewhere = false,
): Promise<Begun> {
  const { personId } = person;
  const grants = await grantsInForce(uow, personId, today(), now());
  const stage = stageAfterPassword({
    roles: grants.map(({ role }) => role),
    hasSecondFactor: await hasSecondFactor(uow, personId),
    isDemo: isDemo(),
    isProvenElsewhere,
  });
  const begun = await beginSession(uow, { personId, kind: "desk", stage, hasSecondProof: isProvenElsewhere }, arrival);
  await recordAudit(uow, {
    ...{ action: "open:session", subject: { kind: "person", id: personId }, ...placeOf(person), result: "done" },
    facts: { by, stage, session: begun.sessionId },
  });
  return begun;
}

import { redirect } from "@remix-run/node";
import { now } from "~/platform/clock.server";
import { isDemo } from "~/platform/environment.server";
import { sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { hasSecondFactor } from "../data/second-factor.server";
import { holdBack, noteSeen, sessionLimit, sessionOfToken, type StoredSession } from "../data/sessions.server";
import type { Grant } from "../domain/grant";
import { stageAfterPassword } from "../domain/second-factor";
import { GRACE_SECONDS, isProven, SEEN_EVERY_SECONDS, sessionOver, type SessionKind, type SessionStage } from "../domain/session";
import { sessionToken } from "./session-cookie.server";
import { mayComeIn } from "./sign-in.server";
import { systemActor } from "./system-actor.server";

export interface CurrentSession {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly kind: SessionKind;
  readonly stage: SessionStage;
  /** a code or the password was given lately */
  readonly isProven: boolean;
  /** opened with more than a password */
  readonly hasSecondProof: boolean;
}

/** The living session a token stands for, noted as seen; a page that asks by itself does not keep it alive. */
export async function livingSession(
  uow: UnitOfWork,
  token: string,
  at: Date,
  asks: "somebody" | "page" = "somebody",
): Promise<CurrentSession | null> {
  const graceFrom = new Date(at.getTime() - GRACE_SECONDS * 1000);
  const found = await sessionOfToken(uow, sessionTokenHash(token), graceFrom);
  if (!found || !mayComeIn(found)) return null;
  const limit = await sessionLimit(uow, found.kind);
  if (sessionOver(found, limit, at)) return null;
  await noteUse(uow, found, asks === "somebody" ? at : found.seenAt);
  const { id, personId, name, kind, stage, provenAt, hasSecondProof } = found;
  return { id, personId, name, kind, stage, hasSecondProof, isProven: isProven(provenAt, limit, at) };
}

/**
 * What the session still lacks today. A desk role given while somebody sits there asks for what was not asked when they came
 * in; the session waits for it from now on.
 */
export async function stageNow(
  uow: UnitOfWork,
  { id, personId, kind, stage, hasSecondProof }: CurrentSession,
  grants: readonly Grant[],
): Promise<SessionStage> {
  if (kind === "field" || stage !== "open" || hasSecondProof) return stage;
  const due = stageAfterPassword({
    roles: grants.map(({ role }) => role),
    hasSecondFactor: await hasSecondFactor(uow, personId),
    isDemo: isDemo(),
  });
  if (due !== "open") await holdBack(uow, id, due);
  return due;
}

/** Being seen every minute is often enough; that a new token arrived is noted at once, because the one before it ends then. */
async function noteUse(uow: UnitOfWork, { id, seenAt, confirmedAt, isPresentToken }: StoredSession, at: Date): Promise<void> {
  const isFirst = isPresentToken && confirmedAt === null;
  if (isFirst || at.getTime() - seenAt.getTime() >= SEEN_EVERY_SECONDS * 1000) await noteSeen(uow, id, at, isFirst);
}

/** Whose browser this is, also where a code is still due. */
export async function currentSession(request: Request): Promise<CurrentSession | null> {
  const token = await sessionToken(request);
  if (!token) return null;
  return inUnitOfWork(systemActor("session"), (uow) => livingSession(uow, token, now()));
}

const ownAddress = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
};
const asked = (request: Request): string => encodeURIComponent(ownAddress(request));

/** Where a session that waits for something goes first. */
export function stepBefore(stage: SessionStage, request: Request): string | null {
  if (stage === "code-due") return `/sign-in/code?to=${asked(request)}`;
  return stage === "enrolment-due" ? `/account/second-factor?to=${asked(request)}` : null;
}

/** The signed-in person on a page of their own account; visitors are led to the sign-in page and back. */
export async function requireSession(request: Request): Promise<CurrentSession> {
  const session = await currentSession(request);
  if (!session) throw redirect(`/sign-in?to=${asked(request)}`);
  const before = stepBefore(session.stage, request);
  if (before) throw redirect(before);
  return session;
}

/**
 * For exports of personal data and the like: somebody who has given a code (or, without one, the password) in the last
 * minutes. Whoever has not is asked on a page of its own and led back: to this address, or where it can only be posted to, to
 * the page that posts.
 */
export async function requireProof(request: Request, back = ownAddress(request)): Promise<CurrentSession> {
  const session = await requireSession(request);
  if (!session.isProven) throw redirect(`/account/confirm?to=${encodeURIComponent(back)}`);
  return session;
}

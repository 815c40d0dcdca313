import { v7 as uuid } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { SessionKind, SessionLimit, SessionStage } from "../domain/session";

/** Where the row is missing, the strictest we know of holds. */
const STRICTEST: SessionLimit = { idleMinutes: 30, absoluteMinutes: 720, rotationMinutes: 15, proofMinutes: 10 };

export const sessionLimit = async (uow: UnitOfWork, kind: SessionKind): Promise<SessionLimit> =>
  (await uow.db.sessionLimit.findUnique({ where: { kind } })) ?? STRICTEST;

export interface NewSession {
  readonly tokenHash: string;
  readonly personId: string;
  readonly kind: SessionKind;
  readonly stage: SessionStage;
  readonly expiresAt: Date;
  readonly provenAt: Date | null;
  readonly browser: string;
  readonly system: string;
  readonly address: string;
  readonly deviceId: string | null;
  /** opened with more than a password */
  readonly hasSecondProof: boolean;
}

/** Opens a session; its id. */
export async function openSession(uow: UnitOfWork, session: NewSession): Promise<string> {
  const id = uuid();
  await uow.db.session.create({ data: { id, ...session } });
  return id;
}

export interface StoredSession {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly state: string;
  readonly isDemo: boolean;
  readonly kind: SessionKind;
  readonly stage: SessionStage;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly rotatedAt: Date;
  readonly confirmedAt: Date | null;
  readonly provenAt: Date | null;
  readonly isPresentToken: boolean;
  readonly hasSecondProof: boolean;
}

/** The session a token stands for: its present one, or the one before while that still answers. */
export async function sessionOfToken(uow: UnitOfWork, tokenHash: string, graceFrom: Date): Promise<StoredSession | null> {
  const [found] = await uow.db.$queryRaw<StoredSession[]>`
    SELECT s.id, s.person_id AS "personId", p.name, p.state, p.is_demo AS "isDemo", s.kind, s.stage, s.seen_at AS "seenAt",
      s.expires_at AS "expiresAt", s.rotated_at AS "rotatedAt", s.confirmed_at AS "confirmedAt", s.proven_at AS "provenAt",
      s.token_hash = ${tokenHash} AS "isPresentToken", s.has_second_proof AS "hasSecondProof"
    FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.token_hash = ${tokenHash}
      OR (s.previous_token_hash = ${tokenHash} AND (s.confirmed_at IS NULL OR s.confirmed_at > ${graceFrom}))`;
  return found ?? null;
}

/** From now on the session waits for what it lacks. */
export async function holdBack(uow: UnitOfWork, id: string, stage: Exclude<SessionStage, "open">): Promise<void> {
  await uow.db.session.updateMany({ where: { id, stage: "open", hasSecondProof: false }, data: { stage, provenAt: null } });
}

/** Writes down that the session was used; `isConfirmed` when its present token has now been seen for the first time. */
export async function noteSeen(uow: UnitOfWork, id: string, at: Date, isConfirmed: boolean): Promise<void> {
  await uow.db.session.updateMany({ where: { id }, data: { seenAt: at, ...(isConfirmed ? { confirmedAt: at } : {}) } });
}

/**
 * Gives the session a new token and keeps the present one answering until the new one is seen. False when another request was
 * quicker. A token whose successor never arrived anywhere is exchanged again after `lostBefore`.
 */
export async function rotateToken(
  uow: UnitOfWork,
  change: {
    readonly from: string;
    readonly to: string;
    readonly at: Date;
    readonly rotatedBefore: Date;
    readonly lostBefore: Date;
  },
): Promise<boolean> {
  const { from, to, at, rotatedBefore, lostBefore } = change;
  const changed = await uow.db.$executeRaw`
    UPDATE session SET token_hash = ${to}, previous_token_hash = ${from}, rotated_at = ${at}, confirmed_at = NULL
    WHERE (token_hash = ${from} AND rotated_at <= ${rotatedBefore})
      OR (previous_token_hash = ${from} AND confirmed_at IS NULL AND rotated_at <= ${lostBefore})`;
  return changed === 1;
}

/** A further proof: the session opens, or goes on, under a new token. The old one answers no longer. */
export async function advanceSession(
  uow: UnitOfWork,
  id: string,
  change: { readonly tokenHash: string; readonly at: Date; readonly hasSecondProof?: true },
): Promise<void> {
  const { at, ...proof } = change;
  await uow.db.session.update({
    where: { id },
    data: { ...proof, previousTokenHash: null, rotatedAt: at, confirmedAt: at, stage: "open", provenAt: at, seenAt: at },
  });
}

export async function closeSession(uow: UnitOfWork, tokenHash: string): Promise<string | null> {
  const [closed] = await uow.db.$queryRaw<{ personId: string }[]>`
    DELETE FROM session WHERE token_hash = ${tokenHash} OR previous_token_hash = ${tokenHash} RETURNING person_id AS "personId"`;
  return closed?.personId ?? null;
}

export async function closeSessionOf(uow: UnitOfWork, personId: string, id: string): Promise<boolean> {
  return (await uow.db.session.deleteMany({ where: { id, personId } })).count > 0;
}

/** All sessions of a person but one; how many. */
export async function closeOtherSessions(uow: UnitOfWork, personId: string, exceptId: string | null): Promise<number> {
  const others = exceptId ? { not: exceptId } : undefined;
  return (await uow.db.session.deleteMany({ where: { personId, ...(others ? { id: others } : {}) } })).count;
}

/**
 * Sessions past their end, those nobody used for so long that they are over, and those of people whose last grant has run
 * out; how many.
 */
export async function closeEndedSessions(uow: UnitOfWork, at: Date, day: CalendarDay): Promise<number> {
  return uow.db.$executeRaw`
    DELETE FROM session s USING session_limit l
    WHERE l.kind = s.kind AND (s.expires_at <= ${at} OR s.seen_at + make_interval(mins => l.idle_minutes) <= ${at}
      OR (EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = s.person_id)
        AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = s.person_id AND (g.valid_to IS NULL OR g.valid_to > ${day}::date))
        AND NOT EXISTS (SELECT 1 FROM delegation d WHERE d.to_person_id = s.person_id AND d.valid_to > ${day}::date)))`;
}

export interface ListedSession {
  readonly id: string;
  readonly kind: SessionKind;
  readonly browser: string;
  readonly system: string;
  readonly address: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

/** A person's sessions, the last used first. */
export async function listSessions(uow: UnitOfWork, personId: string, at: Date): Promise<ListedSession[]> {
  return uow.db.$queryRaw<ListedSession[]>`
    SELECT s.id, s.kind, s.browser, s.system, s.address, s.created_at AS "createdAt", s.seen_at AS "seenAt"
    FROM session s JOIN session_limit l ON l.kind = s.kind
    WHERE s.person_id = ${personId}::uuid AND s.stage = 'open' AND s.expires_at > ${at}
      AND s.seen_at + make_interval(mins => l.idle_minutes) > ${at}
    ORDER BY s.seen_at DESC`;
}

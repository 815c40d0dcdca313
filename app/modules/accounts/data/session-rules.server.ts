import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { SessionKind } from "../domain/session";
import type { SessionRule, WantedLimit } from "../domain/session-rule";

export async function sessionRules(uow: UnitOfWork): Promise<SessionRule[]> {
  const rows = await uow.db.sessionLimit.findMany({ orderBy: { kind: "asc" } });
  return rows.map(({ kind, changedAt, changedBy: _by, ...rule }) => ({
    ...rule,
    kind: kind as SessionKind,
    changedAt: changedAt?.toISOString() ?? null,
  }));
}

/** False where the database does not let the actor. */
export async function changeSessionRule(uow: UnitOfWork, kind: SessionKind, wanted: WantedLimit, at: Date): Promise<boolean> {
  const data = { ...wanted, changedAt: at, changedBy: uow.actor.personId };
  return (await uow.db.sessionLimit.updateMany({ where: { kind }, data })).count === 1;
}

/**
 * Holds those who are signed in to the limit on record, as if it had held when they came in, and ends what is over by it: how
 * many. Whoever still owes a code gets no more time for it.
 */
export async function applySessionRule(uow: UnitOfWork, kind: SessionKind, at: Date): Promise<number> {
  await uow.db.$executeRaw`
    UPDATE session s SET expires_at = CASE WHEN s.stage = 'open' THEN s.created_at + make_interval(mins => l.absolute_minutes)
      ELSE least(s.expires_at, s.created_at + make_interval(mins => l.absolute_minutes)) END
    FROM session_limit l WHERE l.kind = s.kind AND s.kind = ${kind}`;
  return uow.db.$executeRaw`
    DELETE FROM session s USING session_limit l
    WHERE l.kind = s.kind AND s.kind = ${kind}
      AND (s.expires_at <= ${at} OR s.seen_at + make_interval(mins => l.idle_minutes) <= ${at})`;
}

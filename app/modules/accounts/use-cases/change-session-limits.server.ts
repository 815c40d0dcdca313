import { now } from "~/platform/clock.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { applySessionRule, changeSessionRule, sessionRules } from "../data/session-rules.server";
import { sessionLimit } from "../data/sessions.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import type { SessionKind, SessionLimit } from "../domain/session";
import { wantedLimit, type SessionRule, type SessionRuleRefusal, type SessionWish } from "../domain/session-rule";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

export type LimitRefusal = SessionRuleRefusal | { readonly kind: "not-permitted" } | { readonly kind: "not-there" };

/** How long one stays signed in, by the way one came in. */
export const sessionLimits = (): Promise<SessionRule[]> => inUnitOfWork(systemActor("session"), sessionRules);

/** How long one stays who came in this way. */
export const sessionLimitOf = (kind: SessionKind): Promise<SessionLimit> =>
  inUnitOfWork(systemActor("session"), (uow) => sessionLimit(uow, kind));

/**
 * Another limit, by whoever administers the whole installation; it holds at once for those who are signed in. The value is how
 * many sign-ins ended by it.
 */
export async function changeSessionLimits(
  actor: Actor,
  askedKind: string,
  wish: SessionWish,
): Promise<Verdict<number, LimitRefusal>> {
  if (!mayIn(actor, "write:session-limits", "", "")) return refused({ kind: "not-permitted" });
  return inUnitOfWork<Verdict<number, LimitRefusal>>(actor, async (uow) => {
    const before = (await sessionRules(uow)).find(({ kind }) => kind === askedKind);
    if (!before) return refused({ kind: "not-there" });
    const { kind, idleMinutes, absoluteMinutes, proofMinutes } = before;
    const wanted = wantedLimit(kind, wish);
    if (!wanted.ok) return wanted;
    if (!(await changeSessionRule(uow, kind, wanted.value, now()))) return rollBack(refused({ kind: "not-permitted" }));
    const ended = await applySessionRule(uow, kind, now());
    const { value } = wanted;
    await recordAudit(uow, {
      ...{ action: "change:session-limit", subject: null, areaCode: null, line: "", result: "done" },
      facts: {
        kind,
        idle: [idleMinutes, value.idleMinutes],
        absolute: [absoluteMinutes, value.absoluteMinutes],
        proof: [proofMinutes, value.proofMinutes],
        ended,
      },
    });
    return granted(ended);
  });
}

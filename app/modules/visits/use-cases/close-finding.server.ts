import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { closeFinding as close, findingPlace } from "../data/findings.server";
import { CLOSINGS } from "../domain/visit-log";

export type ClosingRefusal = { readonly kind: "not-permitted" | "not-there" | "no-closing" | "closed-already" };

/** 办结: closes a finding once, with what was done; who did it and when is written down with it. */
export function closeFinding(actor: Actor, id: string, how: string): Promise<Verdict<string, ClosingRefusal>> {
  const closing = CLOSINGS.find((known) => known === how);
  if (!closing) return Promise.resolve(refused({ kind: "no-closing" }));
  return inUnitOfWork<Verdict<string, ClosingRefusal>>(actor, async (uow) => {
    const place = await findingPlace(uow, id);
    if (!place) return refused({ kind: "not-there" });
    const { areaCode, line, residentId } = place;
    if (!mayIn(actor, "write:visits", areaCode, line)) return refused({ kind: "not-permitted" });
    if (!(await close(uow, id, closing, now()))) return refused({ kind: "closed-already" });
    await recordAudit(uow, {
      ...{ action: "close:finding", subject: { kind: "visit-finding", id }, areaCode, line, result: "done" },
      facts: { resident: residentId, how: closing },
    });
    return granted(id);
  });
}

import { validate as isUuid } from "uuid";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { endGrantOn } from "../data/give-grants.server";
import type { Actor } from "../domain/actor";
import { may } from "../domain/may";
import { recordAudit } from "./record-audit.server";

/** Ends a grant at once; the value is whose it was. A grant beyond the actor's own is not there. */
export async function endGrant(actor: Actor, id: string): Promise<Verdict<string, { readonly kind: "not-there" }>> {
  if (!isUuid(id) || !may(actor, "write:grants")) return refused({ kind: "not-there" });
  return inUnitOfWork(actor, async (uow) => {
    const ended = await endGrantOn(uow, id, today());
    if (!ended) return refused({ kind: "not-there" });
    const { personId, role, line, areaCode } = ended;
    await recordAudit(uow, {
      ...{ action: "write:grants", subject: { kind: "person", id: personId }, areaCode, line, result: "done" },
      facts: { grant: id, role, given: false },
    });
    return granted(personId);
  });
}

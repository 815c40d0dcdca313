import { validate as isUuid } from "uuid";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { insertGrant } from "../data/give-grants.server";
import { findPerson } from "../data/people-list.server";
import type { Actor } from "../domain/actor";
import { giveGrant as mayGive, type GrantRefusal, type GrantWish } from "../domain/give-grant";
import { recordAudit } from "./record-audit.server";

/** Gives somebody a role in a line for an area; the value is the grant's id. */
export async function giveGrant(actor: Actor, personId: string, wish: GrantWish): Promise<Verdict<string, GrantRefusal>> {
  const day = today();
  const verdict = mayGive(actor, personId, wish, day);
  if (!verdict.ok) return verdict;
  const grant = verdict.value;
  if (!isUuid(personId)) return refused({ kind: "no-such-person" });
  return inUnitOfWork(actor, async (uow) => {
    if (!(await findPerson(uow, personId, day))) return refused({ kind: "no-such-person" });
    const id = await insertGrant(uow, personId, grant);
    if (!id) return refused({ kind: "already-held" });
    const { role, line, areaCode } = grant;
    await recordAudit(uow, {
      ...{ action: "write:grants", subject: { kind: "person", id: personId }, areaCode, line, result: "done" },
      facts: { grant: id, role, given: true },
    });
    return granted(id);
  });
}

import { validate as isUuid } from "uuid";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { endDelegationOn, insertDelegation, whoseLeave } from "../data/delegations.server";
import { findPerson } from "../data/people-list.server";
import { placeOfPerson } from "../data/person-record.server";
import type { Actor } from "../domain/actor";
import { delegate as leaveOf, type DelegationRefusal, type DelegationWish } from "../domain/delegate";
import type { LineOrAll } from "../domain/line";
import { mayIn } from "../domain/may";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";
import { holdsNothingBeyond } from "./within-own.server";

/** Enters a leave: the deputy acts with the grants of whoever is away. One enters one's own; an administrator anybody's. */
export async function delegate(actor: Actor, wish: DelegationWish): Promise<Verdict<string, DelegationRefusal>> {
  const day = today();
  const verdict = leaveOf(wish, day);
  if (!verdict.ok) return verdict;
  if (!isUuid(wish.from) || !isUuid(wish.to)) return refused({ kind: "no-such-person" });
  // A deputy may stand in another district, out of the sight of whoever takes the leave.
  const [from, to] = await inUnitOfWork(systemActor("delegation"), async (uow) => [
    await findPerson(uow, wish.from, day),
    await findPerson(uow, wish.to, day),
  ]);
  if (from?.state !== "active" || to?.state !== "active") return refused({ kind: "no-such-person" });
  const isOwn = actor.personId === from.id;
  if (!isOwn && !mayIn(actor, "write:grants", from.areaCode, from.line as LineOrAll)) return refused({ kind: "not-permitted" });
  return inUnitOfWork(actor, async (uow) => {
    if (!isOwn && !(await holdsNothingBeyond(uow, actor, from.id))) return refused({ kind: "not-permitted" });
    const id = await insertDelegation(uow, verdict.value);
    if (!id) return refused({ kind: "delegated-already" });
    await recordAudit(uow, {
      ...{
        action: "write:grants",
        subject: { kind: "person", id: from.id },
        areaCode: from.areaCode,
        line: from.line,
        result: "done",
      },
      facts: { delegation: id, to: to.id, given: true },
    });
    return granted(id);
  });
}

/** Ends a leave at once, by whoever could have entered it; the value is whose it was. */
export async function endDelegation(actor: Actor, id: string): Promise<Verdict<string, { readonly kind: "not-there" }>> {
  if (!isUuid(id)) return refused({ kind: "not-there" });
  return inUnitOfWork(actor, async (uow) => {
    const fromId = await whoseLeave(uow, id);
    const place = fromId === null ? null : await placeOfPerson(uow, fromId);
    const isTheirs =
      fromId !== null &&
      (fromId === actor.personId ||
        (place !== null &&
          mayIn(actor, "write:grants", place.areaCode, place.line) &&
          (await holdsNothingBeyond(uow, actor, fromId))));
    if (!isTheirs) return refused({ kind: "not-there" });
    const ended = await endDelegationOn(uow, id, today());
    if (!ended) return refused({ kind: "not-there" });
    await recordAudit(uow, {
      ...{
        action: "write:grants",
        subject: { kind: "person", id: ended.fromId },
        areaCode: ended.areaCode,
        line: ended.line,
        result: "done",
      },
      facts: { delegation: id, to: ended.toId, given: false },
    });
    return granted(ended.fromId);
  });
}

import { addDays } from "date-fns";
import { z } from "zod";
import type { Actor } from "~/modules/accounts/domain/actor";
import { operatorOfLogin } from "~/modules/accounts/use-cases/operator-of-login.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { newLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findFacility, lockFacilities } from "../data/facility-record.server";
import { hasMailbox, removeMailbox, sayMailbox } from "../data/operator-mailbox.server";
import * as links from "../data/operator-links.server";
import type { Facility } from "../domain/facility";
import { stateOn } from "../domain/life-cycle";
import { OPERATOR_LINK_DAYS } from "../domain/operator-standing";
import { mayTouch, mayWriteCatalog, mayWriteSite } from "./may-write-catalog.server";

const MAILBOX = z.email().max(200);

export interface OperatorAccess {
  readonly id: string;
  readonly name: string;
  readonly isClosed: boolean;
  readonly operator: string | null;
  readonly link: links.LinkInForce | null;
  readonly hasMailbox: boolean;
  readonly members: readonly links.Member[];
  readonly mayWrite: boolean;
  /** who stands for an organisation of the whole city is for whoever writes all of it */
  readonly mayKeepMembers: boolean;
}

/** Who speaks for a place, and how it is reached; null where there is none the actor may change. */
export function operatorAccess(actor: Actor, city: City, facilityId: string): Promise<OperatorAccess | null> {
  return inUnitOfWork(actor, async (uow) => {
    const facility = await findFacility(uow, city.code, facilityId);
    if (!facility || !mayTouch(actor, facility)) return null;
    const operator = await links.operatorOfFacility(uow, facilityId);
    const day = today(city.timeZone);
    return {
      ...{ id: facility.id, name: facility.name, operator: operator?.name ?? null },
      isClosed: (stateOn(facility.life, day) ?? "closed") === "closed",
      link: await links.linkInForce(uow, facilityId, now()),
      hasMailbox: await hasMailbox(uow, facilityId),
      members: operator ? await links.membersOf(uow, operator.id, day) : [],
      mayWrite: mayWriteSite(actor, facility),
      mayKeepMembers: mayWriteCatalog(actor, city.code),
    };
  });
}

export interface AccessRefusal {
  readonly kind:
    | "not-there"
    | "not-permitted"
    | "closed"
    | "no-link"
    | "mailbox-unreadable"
    | "no-operator"
    | "no-account"
    | "already"
    | "no-member";
}
type Changed = Promise<Verdict<string, AccessRefusal>>;

/** A link for the place, shown this once; the one there was ends. */
export function makeOperatorLink(actor: Actor, city: City, facilityId: string): Changed {
  return changed(actor, city, facilityId, async (uow, facility) => {
    if ((stateOn(facility.life, today(city.timeZone)) ?? "closed") === "closed") return refused({ kind: "closed" });
    const [secret, at] = [newLinkSecret(), now()];
    const id = await links.replaceLink(uow, { facilityId, secretHash: secretHash(secret) }, at, addDays(at, OPERATOR_LINK_DAYS));
    await audited(uow, "make:operator-link", facility, { link: id });
    return granted(secret);
  });
}

/** From now on it opens nothing. */
export function revokeOperatorLink(actor: Actor, city: City, facilityId: string): Changed {
  return changed(actor, city, facilityId, async (uow, facility) => {
    if (!(await links.endLink(uow, facilityId, now()))) return refused({ kind: "no-link" });
    await audited(uow, "revoke:operator-link", facility);
    return granted("");
  });
}

/** Where the place is written to; empty = by mail no more. */
export function sayOperatorMailbox(actor: Actor, city: City, facilityId: string, said: string): Changed {
  return changed(actor, city, facilityId, async (uow, facility) => {
    const address = said.trim();
    if (address !== "" && !MAILBOX.safeParse(address).success) return refused({ kind: "mailbox-unreadable" });
    if (address === "") await removeMailbox(uow, facilityId);
    else await sayMailbox(uow, facilityId, address, now());
    await audited(uow, "say:operator-mailbox", facility, { said: address !== "" });
    return granted("");
  });
}

/** Somebody with an operator's account works for the organisation that runs this place, from today on. */
export async function addOperatorMember(actor: Actor, city: City, facilityId: string, login: string): Changed {
  if (!mayWriteCatalog(actor, city.code)) return refused({ kind: "not-permitted" });
  const personId = await operatorOfLogin(login, city.code);
  if (!personId) return refused({ kind: "no-account" });
  return changed(actor, city, facilityId, async (uow, facility) => {
    const operator = await links.operatorOfFacility(uow, facilityId);
    if (!operator) return refused({ kind: "no-operator" });
    const from = today(city.timeZone);
    if (!(await links.addMember(uow, { cityCode: city.code, operatorId: operator.id, personId, from })))
      return refused({ kind: "already" });
    await audited(uow, "add:operator-member", facility, { operator: operator.id, person: personId });
    return granted("");
  });
}

/** They stand for it no more from today on. */
export async function endOperatorMember(actor: Actor, city: City, facilityId: string, member: string): Changed {
  if (!mayWriteCatalog(actor, city.code)) return refused({ kind: "not-permitted" });
  return changed(actor, city, facilityId, async (uow, facility) => {
    const operator = await links.operatorOfFacility(uow, facilityId);
    const isEnded =
      operator && /^[0-9a-f-]{36}$/.test(member) && (await links.endMember(uow, member, operator.id, today(city.timeZone)));
    if (!isEnded) return refused({ kind: "no-member" });
    await audited(uow, "end:operator-member", facility, { operator: operator.id, member });
    return granted("");
  });
}

function changed(
  actor: Actor,
  city: City,
  facilityId: string,
  change: (uow: UnitOfWork, facility: Facility) => Changed,
): Changed {
  return inUnitOfWork<Verdict<string, AccessRefusal>>(actor, async (uow) => {
    await lockFacilities(uow, city.code, [facilityId]);
    const facility = await findFacility(uow, city.code, facilityId);
    if (!facility || !mayTouch(actor, facility)) return refused({ kind: "not-there" });
    if (!mayWriteSite(actor, facility)) return refused({ kind: "not-permitted" });
    return change(uow, facility);
  });
}

const audited = (
  uow: UnitOfWork,
  action: string,
  { id, areaCode, cityCode, line }: Facility,
  facts: Record<string, string | boolean> = {},
) =>
  recordAudit(uow, {
    ...{ action, subject: { kind: "facility", id }, areaCode: areaCode ?? cityCode, line, result: "done", facts },
  });

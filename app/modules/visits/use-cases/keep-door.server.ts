import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { newLinkSecret } from "~/platform/one-time-secret.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addDoor, doorInForce, endDoor } from "../data/resident-doors.server";
import { findVisited, type VisitedResident } from "../data/visit-events.server";

/** 门牌码: what stands behind the QR on somebody's door. */
export interface DoorInView {
  readonly id: string;
  readonly name: string;
  /** null = none is in force */
  readonly door: { readonly code: string | null; readonly madeAt: string; readonly mark: string } | null;
}

const keeps = (actor: Actor, { areaCode, line }: VisitedResident): boolean => mayIn(actor, "write:visits", areaCode, line);

/** Null where the actor sees no such file, or keeps no visits there: a code is a key of sorts. */
export const doorInView = (actor: Actor, city: City, residentId: string): Promise<DoorInView | null> =>
  inUnitOfWork(actor, async (uow) => {
    const resident = await findVisited(uow, city.code, residentId);
    if (!resident || !keeps(actor, resident)) return null;
    const door = await doorInForce(uow, resident.id);
    const shown = door && { code: door.code, madeAt: door.madeAt.toISOString(), mark: door.id.slice(-4).toUpperCase() };
    return { id: resident.id, name: resident.name, door: shown };
  });

export interface DoorRefusal {
  readonly kind: "not-there" | "not-permitted" | "not-registered" | "no-code";
}

/** A new code, printed and put up; one from before ends with it, and still proves the visits from before. */
export const renewDoor = (actor: Actor, city: City, residentId: string): Promise<Verdict<true, DoorRefusal>> =>
  withResident(actor, city, residentId, async (uow, resident) => {
    if (resident.state !== "registered") return refused({ kind: "not-registered" });
    const at = now();
    await uow.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`resident-door ${resident.id}`}, 0))`;
    await endDoor(uow, resident.id, at);
    await addDoor(uow, resident.id, newLinkSecret(), at);
    await recordDoor(uow, "make:door-code", resident);
    return granted(true);
  });

/** The label was lost, or taken down: it proves nothing from now on. */
export const revokeDoor = (actor: Actor, city: City, residentId: string): Promise<Verdict<true, DoorRefusal>> =>
  withResident(actor, city, residentId, async (uow, resident) => {
    if (!(await endDoor(uow, resident.id, now()))) return refused({ kind: "no-code" });
    await recordDoor(uow, "end:door-code", resident);
    return granted(true);
  });

const withResident = (
  actor: Actor,
  city: City,
  residentId: string,
  work: (uow: UnitOfWork, resident: VisitedResident) => Promise<Verdict<true, DoorRefusal>>,
): Promise<Verdict<true, DoorRefusal>> =>
  inUnitOfWork(actor, async (uow) => {
    const resident = await findVisited(uow, city.code, residentId);
    if (!resident) return refused({ kind: "not-there" });
    return keeps(actor, resident) ? work(uow, resident) : refused({ kind: "not-permitted" });
  });

const recordDoor = (uow: UnitOfWork, action: string, { id, areaCode, line }: VisitedResident) =>
  recordAudit(uow, { action, subject: { kind: "resident", id }, areaCode, line, result: "done" });

import { v7 as uuid } from "uuid";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface NewDevice {
  readonly personId: string;
  readonly browser: string;
  readonly system: string;
  readonly publicKey: Prisma.InputJsonObject;
  readonly pinHash: string;
}

export async function bindDevice(uow: UnitOfWork, device: NewDevice, at: Date): Promise<string> {
  const id = uuid();
  await uow.db.boundDevice.create({ data: { id, ...device, boundAt: at } });
  return id;
}

export interface BoundDevice {
  readonly id: string;
  readonly personId: string;
  readonly publicKey: unknown;
  readonly pinHash: string;
}

/** A device that is bound to somebody who may still come in. */
export async function boundDevice(uow: UnitOfWork, id: string): Promise<BoundDevice | null> {
  return uow.db.boundDevice.findFirst({
    where: { id, unboundAt: null, person: { state: "active" } },
    select: { id: true, personId: true, publicKey: true, pinHash: true },
  });
}

/** Whether the device is still bound to somebody who may come in; held until the transaction ends, so that unbinding waits. */
export async function isStillBound(uow: UnitOfWork, id: string): Promise<boolean> {
  const held = await uow.db.$queryRaw<unknown[]>`
    SELECT 1 FROM bound_device d JOIN person p ON p.id = d.person_id
    WHERE d.id = ${id}::uuid AND d.unbound_at IS NULL AND p.state = 'active' FOR SHARE OF d, p`;
  return held.length === 1;
}

/** Counts a try of the PIN before it is compared; its number, or null when none is left. */
export async function takePinTry(uow: UnitOfWork, id: string, most: number): Promise<number | null> {
  const [row] = await uow.db.$queryRaw<{ tries: number }[]>`
    UPDATE bound_device SET pin_tries = pin_tries + 1 WHERE id = ${id}::uuid AND unbound_at IS NULL AND pin_tries < ${most}
    RETURNING pin_tries AS tries`;
  return row?.tries ?? null;
}

export async function noteDeviceUse(uow: UnitOfWork, id: string, at: Date): Promise<void> {
  await uow.db.boundDevice.update({ where: { id }, data: { pinTries: 0, lastUsedAt: at } });
}

export type UnboundWhy = "own-wish" | "administrator" | "pin";

/** Unbinds a device of a person and ends its sessions; false when there is none such. */
export async function unbindDevice(
  uow: UnitOfWork,
  { id, personId, why, at }: { readonly id: string; readonly personId: string; readonly why: UnboundWhy; readonly at: Date },
): Promise<boolean> {
  const unbound = await uow.db.boundDevice.updateMany({
    where: { id, personId, unboundAt: null },
    data: { unboundAt: at, unboundWhy: why },
  });
  await uow.db.session.deleteMany({ where: { deviceId: id } });
  return unbound.count === 1;
}

export interface ListedDevice {
  readonly id: string;
  readonly browser: string;
  readonly system: string;
  readonly boundAt: Date;
  readonly lastUsedAt: Date | null;
}

export async function listDevices(uow: UnitOfWork, personId: string): Promise<ListedDevice[]> {
  return uow.db.boundDevice.findMany({
    where: { personId, unboundAt: null },
    select: { id: true, browser: true, system: true, boundAt: true, lastUsedAt: true },
    orderBy: { boundAt: "desc" },
  });
}

export async function keepChallenge(
  uow: UnitOfWork,
  challenge: { readonly deviceId: string; readonly nonce: string; readonly expiresAt: Date },
): Promise<string> {
  const id = uuid();
  await uow.db.signInChallenge.create({ data: { id, ...challenge } });
  return id;
}

/** Takes a challenge away, whatever comes of it: it is answered once. Its nonce, if it was this device's and is still good. */
export async function spendChallenge(uow: UnitOfWork, id: string, deviceId: string, at: Date): Promise<string | null> {
  const [row] = await uow.db.$queryRaw<{ nonce: string }[]>`
    DELETE FROM sign_in_challenge WHERE id = ${id}::uuid AND device_id = ${deviceId}::uuid AND expires_at > ${at} RETURNING nonce`;
  return row?.nonce ?? null;
}

export async function removeOldChallenges(uow: UnitOfWork, at: Date): Promise<number> {
  return (await uow.db.signInChallenge.deleteMany({ where: { expiresAt: { lte: at } } })).count;
}

/** Whether somebody comes in by a phone of their own. */
export const hasBoundDevice = async ({ db }: UnitOfWork, personId: string): Promise<boolean> =>
  (await db.boundDevice.count({ where: { personId, unboundAt: null } })) > 0;

import { v7 as uuid } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { SecretPurpose } from "../domain/one-time-secret";

export interface NewSecret {
  readonly personId: string;
  readonly purpose: SecretPurpose;
  readonly secretHash: string;
  readonly clearsSecondFactor: boolean;
  readonly madeBy: string | null;
  readonly expiresAt: Date;
}

/** Keeps a new secret in the place of what was handed over before for the same end. */
export async function handOverSecret(uow: UnitOfWork, secret: NewSecret, at: Date): Promise<void> {
  const purposes = secret.purpose === "device" ? ["device"] : ["invitation", "reset"];
  await uow.db.oneTimeSecret.updateMany({
    where: { personId: secret.personId, purpose: { in: purposes }, usedAt: null },
    data: { usedAt: at },
  });
  await uow.db.oneTimeSecret.create({ data: { id: uuid(), ...secret, madeAt: at } });
}

export interface OpenSecret {
  readonly id: string;
  readonly personId: string;
  readonly purpose: SecretPurpose;
  readonly clearsSecondFactor: boolean;
}

/** The unused, unexpired secret of a link, of somebody who may still come in. */
export async function linkSecret(uow: UnitOfWork, secretHash: string, at: Date): Promise<OpenSecret | null> {
  const row = await uow.db.oneTimeSecret.findFirst({
    where: { secretHash, usedAt: null, expiresAt: { gt: at }, purpose: { not: "device" }, person: { state: "active" } },
  });
  return row && { ...row, purpose: row.purpose as SecretPurpose };
}

/** The unused, unexpired code that binds a phone of this person. */
export async function deviceSecret(
  uow: UnitOfWork,
  personId: string,
  at: Date,
): Promise<{ id: string; secretHash: string } | null> {
  return uow.db.oneTimeSecret.findFirst({
    where: { personId, usedAt: null, expiresAt: { gt: at }, purpose: "device", person: { state: "active" } },
    select: { id: true, secretHash: true },
  });
}

/** Uses a secret up; false when somebody was quicker. */
export async function spendSecret(uow: UnitOfWork, id: string, at: Date): Promise<boolean> {
  return (await uow.db.oneTimeSecret.updateMany({ where: { id, usedAt: null }, data: { usedAt: at } })).count === 1;
}

import { openValue, sealAnew, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

const place = (personId: string): string => `second_factor.sealed_secret.${personId}`;

export async function hasSecondFactor(uow: UnitOfWork, personId: string): Promise<boolean> {
  return (await uow.db.secondFactor.count({ where: { personId, confirmedAt: { not: null } } })) > 0;
}

export interface SecondFactor {
  readonly secret: string;
  readonly isConfirmed: boolean;
}

export async function secondFactorOf(uow: UnitOfWork, personId: string): Promise<SecondFactor | null> {
  const row = await uow.db.secondFactor.findUnique({ where: { personId } });
  return row && { secret: openValue(row.sealedSecret, place(personId)), isConfirmed: row.confirmedAt !== null };
}

/** Keeps a secret that was shown and not yet confirmed; one that is confirmed stays as it is. */
export async function proposeSecondFactor(uow: UnitOfWork, personId: string, secret: string): Promise<void> {
  await uow.db.$executeRaw`
    INSERT INTO second_factor AS f (person_id, sealed_secret) VALUES (${personId}::uuid, ${sealValue(secret, place(personId))})
    ON CONFLICT (person_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = 0, proposed_at = now()
    WHERE f.confirmed_at IS NULL`;
}

/** Spends the thirty seconds a code belongs to. False when that code, or a later one, was used before. */
export async function spendStep(uow: UnitOfWork, personId: string, step: number): Promise<boolean> {
  const spent = await uow.db.$executeRaw`
    UPDATE second_factor SET last_step = ${step}::bigint WHERE person_id = ${personId}::uuid AND last_step < ${step}::bigint`;
  return spent === 1;
}

export async function confirmSecondFactor(uow: UnitOfWork, personId: string, at: Date): Promise<boolean> {
  return (
    (await uow.db.secondFactor.updateMany({ where: { personId, confirmedAt: null }, data: { confirmedAt: at } })).count === 1
  );
}

export async function removeSecondFactor(uow: UnitOfWork, personId: string): Promise<boolean> {
  return (await uow.db.secondFactor.deleteMany({ where: { personId } })).count === 1;
}

export async function replaceRecoveryCodes(uow: UnitOfWork, personId: string, hashes: readonly string[]): Promise<void> {
  await uow.db.recoveryCode.deleteMany({ where: { personId } });
  await uow.db.recoveryCode.createMany({ data: hashes.map((codeHash) => ({ personId, codeHash })) });
}

/** Spends a recovery code; false when there is none such, or it was used before. */
export async function spendRecoveryCode(uow: UnitOfWork, personId: string, codeHash: string, at: Date): Promise<boolean> {
  const spent = await uow.db.recoveryCode.updateMany({ where: { personId, codeHash, usedAt: null }, data: { usedAt: at } });
  return spent.count === 1;
}

export async function recoveryCodesLeft(uow: UnitOfWork, personId: string): Promise<number> {
  return uow.db.recoveryCode.count({ where: { personId, usedAt: null } });
}

/** Seals the next secrets anew that are not under this key, in the order of their people's ids. */
export async function resealSecondFactors(uow: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await uow.db.$queryRaw<{ id: string; sealed: string }[]>`
    SELECT person_id AS id, sealed_secret AS sealed FROM second_factor
    WHERE (${after}::uuid IS NULL OR person_id > ${after}::uuid) AND sealed_secret NOT LIKE ${`sealed.${keyId}.%`}
    ORDER BY person_id LIMIT ${most} FOR UPDATE`;
  let unopened = 0;
  for (const { id, sealed } of rows) {
    const fresh = unlessUnopened(() => sealAnew(sealed, place(id)));
    if (fresh === null) unopened++;
    else await uow.db.$executeRaw`UPDATE second_factor SET sealed_secret = ${fresh} WHERE person_id = ${id}::uuid`;
  }
  return { last: rows.at(-1)?.id ?? null, resealed: rows.length - unopened, unopened, isThrough: rows.length < most };
}

/** Secrets by the key they are sealed with. */
export async function secondFactorsByKey(uow: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await uow.db.$queryRaw<{ key: string; rows: number }[]>`
    SELECT split_part(sealed_secret, '.', 2) AS key, count(*)::int AS rows FROM second_factor GROUP BY 1`;
  return new Map(rows.map(({ key, rows: count }) => [key, count]));
}

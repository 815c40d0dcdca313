import { sealAnew, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { startPlaceOf } from "./plan-basis.server";

/** Seals the next starts anew that are not under this key, in the order of their people's ids. */
export async function resealStarts({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<{ id: string; cipher: string }[]>`
    SELECT person_id AS id, start_cipher AS cipher FROM caregiver
    WHERE (${after}::uuid IS NULL OR person_id > ${after}::uuid) AND start_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY person_id LIMIT ${most} FOR UPDATE`;
  const fresh = rows.flatMap(({ id, cipher }) => {
    const again = unlessUnopened(() => sealAnew(cipher, startPlaceOf(id)));
    return again === null ? [] : [{ id, again }];
  });
  await db.$executeRaw`
    UPDATE caregiver c SET start_cipher = n.cipher
    FROM unnest(${fresh.map(({ id }) => id)}::uuid[], ${fresh.map(({ again }) => again)}::text[]) AS n (id, cipher) WHERE c.person_id = n.id`;
  return {
    last: rows.at(-1)?.id ?? null,
    resealed: fresh.length,
    unopened: rows.length - fresh.length,
    isThrough: rows.length < most,
  };
}

export async function startsByKey({ db }: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ key: string; rows: number }[]>`
    SELECT split_part(start_cipher, '.', 2) AS key, count(*)::int AS rows FROM caregiver WHERE start_cipher IS NOT NULL GROUP BY 1`;
  return new Map(rows.map(({ key, rows: count }) => [key, count]));
}

import { sealRowsAnew, type SealedRow } from "~/platform/sealed-rows.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { startPlaceOf } from "./plan-basis.server";

/** Seals the next starts anew that are not under this key, in the order of their people's ids. */
export async function resealStarts({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<SealedRow[]>`
    SELECT person_id AS id, start_cipher AS cipher FROM caregiver
    WHERE (${after}::uuid IS NULL OR person_id > ${after}::uuid) AND start_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY person_id LIMIT ${most} FOR UPDATE`;
  const { ids, ciphers, told } = sealRowsAnew(rows, startPlaceOf, most);
  await db.$executeRaw`
    UPDATE caregiver c SET start_cipher = n.cipher
    FROM unnest(${ids}::uuid[], ${ciphers}::text[]) AS n (id, cipher) WHERE c.person_id = n.id`;
  return told;
}

export async function startsByKey({ db }: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ key: string; rows: number }[]>`
    SELECT split_part(start_cipher, '.', 2) AS key, count(*)::int AS rows FROM caregiver WHERE start_cipher IS NOT NULL GROUP BY 1`;
  return new Map(rows.map(({ key, rows: count }) => [key, count]));
}

import { sealRowsAnew, valuesByKey, type SealedRow } from "~/platform/sealed-rows.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Where a visit's body is sealed for: nowhere else it opens. */
export const bodyPlaceOf = (clientId: string): string => `visit_event.body_cipher.${clientId}`;

/** Seals the next visits anew that are not under this key, in the order of their ids. */
export async function resealVisits({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<SealedRow[]>`
    SELECT client_id AS id, body_cipher AS cipher FROM visit_event
    WHERE (${after}::uuid IS NULL OR client_id > ${after}::uuid) AND body_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY client_id LIMIT ${most}`;
  const { ids, ciphers, told } = sealRowsAnew(rows, bodyPlaceOf, most);
  await db.$executeRaw`SELECT seal_visits_anew(${ids}::uuid[], ${ciphers}::text[])`;
  return told;
}

export async function visitsByKey({ db }: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ example: string; values: number }[]>`
    SELECT min(body_cipher) AS example, count(*)::int AS values FROM visit_event WHERE body_cipher IS NOT NULL GROUP BY split_part(body_cipher, '.', 2)`;
  return valuesByKey(rows);
}

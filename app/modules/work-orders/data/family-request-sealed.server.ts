import { sealRowsAnew, valuesByKey, type SealedRow } from "~/platform/sealed-rows.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Where what a family said, and what was noted of it, is sealed for: nowhere else it opens. */
export const saidPlaceOf = (id: string): string => `family_request.said_cipher.${id}`;
export const stepPlaceOf = (id: string): string => `family_request_step.note_cipher.${id}`;

/** Seals the next requests anew that are not under this key, in the order of their ids. */
export async function resealRequests({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<SealedRow[]>`
    SELECT id, said_cipher AS cipher FROM family_request
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND said_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most}`;
  const { ids, ciphers, told } = sealRowsAnew(rows, saidPlaceOf, most);
  await db.$executeRaw`
    UPDATE family_request r SET said_cipher = n.cipher FROM unnest(${ids}::uuid[], ${ciphers}::text[]) AS n (id, cipher)
    WHERE r.id = n.id`;
  return told;
}

/** The same of what was noted: steps only grow, so the owner's function does it. */
export async function resealSteps({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<SealedRow[]>`
    SELECT id, note_cipher AS cipher FROM family_request_step
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND note_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most}`;
  const { ids, ciphers, told } = sealRowsAnew(rows, stepPlaceOf, most);
  await db.$executeRaw`SELECT seal_family_steps_anew(${ids}::uuid[], ${ciphers}::text[])`;
  return told;
}

type ByKey = Parameters<typeof valuesByKey>[0];
export const requestsByKey = async ({ db }: UnitOfWork) =>
  valuesByKey(
    await db.$queryRaw<ByKey>`
    SELECT min(said_cipher) AS example, count(*)::int AS values FROM family_request GROUP BY split_part(said_cipher, '.', 2)`,
  );

export const stepsByKey = async ({ db }: UnitOfWork) =>
  valuesByKey(
    await db.$queryRaw<ByKey>`
    SELECT min(note_cipher) AS example, count(*)::int AS values FROM family_request_step WHERE note_cipher IS NOT NULL GROUP BY split_part(note_cipher, '.', 2)`,
  );

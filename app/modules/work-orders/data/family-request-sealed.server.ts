import { keyIdOf } from "~/platform/cipher.server";
import { sealAnew, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Where what a family said, and what was noted of it, is sealed for: nowhere else it opens. */
export const saidPlaceOf = (id: string): string => `family_request.said_cipher.${id}`;
export const stepPlaceOf = (id: string): string => `family_request_step.note_cipher.${id}`;

interface Sealed {
  readonly id: string;
  readonly cipher: string;
}

function anew(rows: readonly Sealed[], placeOf: (id: string) => string, most: number) {
  const fresh = rows.flatMap(({ id, cipher }) => {
    const again = unlessUnopened(() => sealAnew(cipher, placeOf(id)));
    return again === null ? [] : [{ id, again }];
  });
  const told = { last: rows.at(-1)?.id ?? null, resealed: fresh.length, isThrough: rows.length < most };
  return { fresh, told: { ...told, unopened: rows.length - fresh.length } };
}

/** Seals the next requests anew that are not under this key, in the order of their ids. */
export async function resealRequests({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<Sealed[]>`
    SELECT id, said_cipher AS cipher FROM family_request
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND said_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most}`;
  const { fresh, told } = anew(rows, saidPlaceOf, most);
  await db.$executeRaw`
    UPDATE family_request r SET said_cipher = n.cipher FROM unnest(${fresh.map(({ id }) => id)}::uuid[], ${fresh.map(({ again }) => again)}::text[]) AS n (id, cipher)
    WHERE r.id = n.id`;
  return told;
}

/** The same of what was noted: steps only grow, so the owner's function does it. */
export async function resealSteps({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<Sealed[]>`
    SELECT id, note_cipher AS cipher FROM family_request_step
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND note_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most}`;
  const { fresh, told } = anew(rows, stepPlaceOf, most);
  await db.$executeRaw`SELECT seal_family_steps_anew(${fresh.map(({ id }) => id)}::uuid[], ${fresh.map(({ again }) => again)}::text[])`;
  return told;
}

type ByKey = readonly { readonly example: string; readonly values: number }[];
const byKey = (rows: ByKey): ReadonlyMap<string, number> =>
  new Map(rows.map(({ example, values }) => [keyIdOf(example) ?? "", values]));

export const requestsByKey = async ({ db }: UnitOfWork) =>
  byKey(
    await db.$queryRaw<ByKey>`
    SELECT min(said_cipher) AS example, count(*)::int AS values FROM family_request GROUP BY split_part(said_cipher, '.', 2)`,
  );

export const stepsByKey = async ({ db }: UnitOfWork) =>
  byKey(
    await db.$queryRaw<ByKey>`
    SELECT min(note_cipher) AS example, count(*)::int AS values FROM family_request_step WHERE note_cipher IS NOT NULL GROUP BY split_part(note_cipher, '.', 2)`,
  );

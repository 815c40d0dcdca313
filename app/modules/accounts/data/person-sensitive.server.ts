import { v7 as newId } from "uuid";
import { blindIndexOf, openValue, sealAnew, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { maskOf, type SensitiveKind } from "../domain/sensitive-field";

export type PersonField = Extract<SensitiveKind, "identity-number" | "phone">;

const placeOf = (id: string): string => `person_sensitive.cipher.${id}`;
/** Named in one place: an index made for another purpose never matches. */
const indexOf = (kind: PersonField, normalised: string): string => blindIndexOf(`person.${kind}`, normalised);

export interface MaskedField {
  readonly kind: PersonField;
  readonly mask: string | null;
}

/** What is on record about a person, masked. */
export async function maskedFieldsOf(uow: UnitOfWork, personId: string): Promise<MaskedField[]> {
  const rows = await uow.db.personSensitive.findMany({ where: { personId }, orderBy: { kind: "asc" } });
  return rows.map(({ id, kind, cipher }) => {
    const known = kind as PersonField;
    const plain = unlessUnopened(() => openValue(cipher, placeOf(id)));
    return { kind: known, mask: plain === null ? null : maskOf(known, plain) };
  });
}

/** How the value itself is opened: only `open-sensitive` and a person's own file ask for it. Null where there is none. */
export async function openPersonField(uow: UnitOfWork, personId: string, kind: PersonField): Promise<(() => string) | null> {
  const row = await uow.db.personSensitive.findUnique({ where: { personId_kind: { personId, kind } } });
  return row && (() => openValue(row.cipher, placeOf(row.id)));
}

/**
 * Writes a normalised value in place of the one there was. False where it is another person's already, whom the actor need
 * not be able to see: the unit of work must then be rolled back.
 */
export async function savePersonField(uow: UnitOfWork, personId: string, kind: PersonField, value: string): Promise<boolean> {
  const id = newId();
  await removePersonField(uow, personId, kind);
  const inserted = await uow.db.$executeRaw`
    INSERT INTO person_sensitive (id, person_id, kind, cipher, blind_index, changed_by)
    VALUES (${id}::uuid, ${personId}::uuid, ${kind}, ${sealValue(value, placeOf(id))}, ${indexOf(kind, value)}, ${uow.actor.personId}::uuid)
    ON CONFLICT (kind, blind_index) DO NOTHING`;
  return inserted === 1;
}

export async function removePersonField(uow: UnitOfWork, personId: string, kind: PersonField): Promise<boolean> {
  return (await uow.db.personSensitive.deleteMany({ where: { personId, kind } })).count > 0;
}

/** The person with exactly this (normalised) value, among those the actor may see. */
export async function findPersonByField(uow: UnitOfWork, kind: PersonField, value: string): Promise<string | null> {
  const where = { kind_blindIndex: { kind, blindIndex: indexOf(kind, value) } };
  return (await uow.db.personSensitive.findUnique({ where, select: { personId: true } }))?.personId ?? null;
}

/** Seals the next rows anew that are not under this key; rows are looked at in the order of their ids. */
export async function resealPersonFields(uow: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await uow.db.$queryRaw<{ id: string; cipher: string }[]>`
    SELECT id, cipher FROM person_sensitive
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most} FOR UPDATE`;
  let unopened = 0;
  for (const { id, cipher } of rows) {
    const fresh = unlessUnopened(() => sealAnew(cipher, placeOf(id)));
    if (fresh === null) unopened++;
    else await uow.db.$executeRaw`UPDATE person_sensitive SET cipher = ${fresh} WHERE id = ${id}::uuid`;
  }
  return { last: rows.at(-1)?.id ?? null, resealed: rows.length - unopened, unopened, isThrough: rows.length < most };
}

/** Rows by the key they are sealed with. */
export async function personFieldsByKey(uow: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await uow.db.$queryRaw<{ key: string; rows: number }[]>`
    SELECT split_part(cipher, '.', 2) AS key, count(*)::int AS rows FROM person_sensitive GROUP BY 1`;
  return new Map(rows.map(({ key, rows: count }) => [key, count]));
}

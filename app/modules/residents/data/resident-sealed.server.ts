import { v7 as newId } from "uuid";
import { maskOf } from "~/modules/accounts/domain/sensitive-field";
import { sealRowsAnew, type SealedRow } from "~/platform/sealed-rows.server";
import { blindIndexOf, openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { isLookedUp, type LookedUpField, type SealedField } from "../domain/resident";

/** Where a value is sealed for: nowhere else it opens. */
export const sealedPlaceOf = (id: string): string => `resident_sensitive.cipher.${id}`;
export const contactPlaceOf = (id: string): string => `resident_contact.phone_cipher.${id}`;
export const residentIndexOf = (kind: LookedUpField, normalised: string): string => blindIndexOf(`resident.${kind}`, normalised);

export interface MaskedField {
  readonly kind: SealedField;
  /** null = only that there is one */
  readonly mask: string | null;
}

/** Numbers with their middle starred out; of everything else only that it is there. */
export async function maskedResidentFields(uow: UnitOfWork, residentId: string): Promise<MaskedField[]> {
  const rows = await uow.db.residentSensitive.findMany({ where: { residentId }, orderBy: { kind: "asc" } });
  return rows.map(({ id, kind, cipher }) => {
    const known = kind as SealedField;
    const plain = isLookedUp(known) ? unlessUnopened(() => openValue(cipher, sealedPlaceOf(id))) : null;
    return { kind: known, mask: plain === null || !isLookedUp(known) ? null : maskOf(known, plain) };
  });
}

/** How the value itself is opened: only use cases that record the opening ask for it. Null where there is none. */
export async function openResidentField(uow: UnitOfWork, residentId: string, kind: SealedField): Promise<(() => string) | null> {
  const row = await uow.db.residentSensitive.findUnique({ where: { residentId_kind: { residentId, kind } } });
  return row && (() => openValue(row.cipher, sealedPlaceOf(row.id)));
}

/** False where the identity number is another resident's already, whom the actor need not see: roll back then. */
export async function saveResidentField(uow: UnitOfWork, residentId: string, kind: SealedField, value: string): Promise<boolean> {
  const id = newId();
  await removeResidentField(uow, residentId, kind);
  const index = isLookedUp(kind) ? residentIndexOf(kind, value) : null;
  const inserted = await uow.db.$executeRaw`
    INSERT INTO resident_sensitive (id, resident_id, kind, cipher, blind_index, changed_by)
    VALUES (${id}::uuid, ${residentId}::uuid, ${kind}, ${sealValue(value, sealedPlaceOf(id))}, ${index}, ${uow.actor.personId}::uuid)
    ON CONFLICT (blind_index) WHERE kind = 'identity-number' DO NOTHING`;
  return inserted === 1;
}

export async function removeResidentField(uow: UnitOfWork, residentId: string, kind: SealedField): Promise<boolean> {
  return (await uow.db.residentSensitive.deleteMany({ where: { residentId, kind } })).count > 0;
}

/** Residents with exactly this (normalised) value, among those the actor may see: a phone may be a couple's. */
export async function residentsByField(uow: UnitOfWork, kind: LookedUpField, value: string): Promise<string[]> {
  const where = { kind, blindIndex: residentIndexOf(kind, value) };
  const rows = await uow.db.residentSensitive.findMany({ where, select: { residentId: true }, take: 20, orderBy: { id: "asc" } });
  return rows.map(({ residentId }) => residentId);
}

/** Seals the next rows anew that are not under this key; rows are looked at in the order of their ids. */
export async function resealResidentFields(uow: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await uow.db.$queryRaw<SealedRow[]>`
    SELECT id, cipher FROM resident_sensitive
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most} FOR UPDATE`;
  const { ids, ciphers, told } = sealRowsAnew(rows, sealedPlaceOf, most);
  await uow.db.$executeRaw`
    UPDATE resident_sensitive s SET cipher = n.cipher FROM unnest(${ids}::uuid[], ${ciphers}::text[]) AS n (id, cipher) WHERE s.id = n.id`;
  return told;
}

export async function resealResidentContacts(uow: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await uow.db.$queryRaw<SealedRow[]>`
    SELECT id, phone_cipher AS cipher FROM resident_contact
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND phone_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most} FOR UPDATE`;
  const { ids, ciphers, told } = sealRowsAnew(rows, contactPlaceOf, most);
  await uow.db.$executeRaw`
    UPDATE resident_contact s SET phone_cipher = n.cipher FROM unnest(${ids}::uuid[], ${ciphers}::text[]) AS n (id, cipher) WHERE s.id = n.id`;
  return told;
}

const byKeyOf = (rows: readonly { key: string; rows: number }[]): ReadonlyMap<string, number> =>
  new Map(rows.map(({ key, rows: count }) => [key, count]));

export const residentFieldsByKey = async (uow: UnitOfWork): Promise<ReadonlyMap<string, number>> =>
  byKeyOf(
    await uow.db.$queryRaw`SELECT split_part(cipher, '.', 2) AS key, count(*)::int AS rows FROM resident_sensitive GROUP BY 1`,
  );

export const residentContactsByKey = async (uow: UnitOfWork): Promise<ReadonlyMap<string, number>> =>
  byKeyOf(
    await uow.db
      .$queryRaw`SELECT split_part(phone_cipher, '.', 2) AS key, count(*)::int AS rows FROM resident_contact GROUP BY 1`,
  );

import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { resealedContacts } from "./sealed-contacts.server";

/** Private contacts not under this key, sealed anew, or for the first time; in the order of their ids. */
export async function resealContacts(uow: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await uow.db.$queryRaw<{ id: string; facilityId: string; phone: string }[]>`
    SELECT id, facility_id AS "facilityId", phone FROM contact
    WHERE NOT is_public AND (${after}::uuid IS NULL OR id > ${after}::uuid) AND phone NOT LIKE ${`sealed.${keyId}.%`}
    ORDER BY id LIMIT ${most} FOR UPDATE`;
  let unopened = 0;
  for (const { id, facilityId, phone } of rows) {
    const done = resealedContacts(facilityId, [{ role: "", phone, isPublic: false }], keyId);
    unopened += done.unopened;
    const [contact] = done.contacts;
    if (done.resealed > 0 && contact) await uow.db.contact.update({ where: { id }, data: { phone: contact.phone } });
  }
  return { last: rows.at(-1)?.id ?? null, resealed: rows.length - unopened, unopened, isThrough: rows.length < most };
}

export async function contactsByKey(uow: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await uow.db.$queryRaw<{ key: string; values: number }[]>`
    SELECT CASE WHEN phone LIKE 'sealed.%' THEN split_part(phone, '.', 2) ELSE '' END AS key, count(*)::int AS values
    FROM contact WHERE NOT is_public GROUP BY 1`;
  return new Map(rows.map(({ key, values }) => [key, values]));
}

import { v7 as newId } from "uuid";
import { Prisma } from "~/platform/generated/prisma/client";
import { openValue, sealValue } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { contactPlaceOf } from "./resident-sealed.server";

/** People to call of one file; each has a rank of these of its own. */
export const MOST_CONTACTS = 20;

/** Behind the last where there is room, otherwise where somebody was taken off. */
const freeRanks = (residentId: string) => Prisma.sql`
  SELECT g AS rank, row_number() OVER (ORDER BY g < COALESCE(top, 0), g) AS place
  FROM generate_series(1, ${MOST_CONTACTS}::int) g, (SELECT max(rank) AS top FROM resident_contact WHERE resident_id = ${residentId}::uuid) t
  WHERE NOT EXISTS (SELECT FROM resident_contact k WHERE k.resident_id = ${residentId}::uuid AND k.rank = g)`;

/** False where the file has as many as it may. */
export async function addContact(
  uow: UnitOfWork,
  residentId: string,
  { name, relation, phone }: { readonly name: string; readonly relation: string; readonly phone: string },
): Promise<boolean> {
  const [free] = await uow.db.$queryRaw<{ rank: number }[]>`${freeRanks(residentId)} ORDER BY place LIMIT 1`;
  if (!free) return false;
  const id = newId();
  const phoneCipher = sealValue(phone, contactPlaceOf(id));
  await uow.db.residentContact.createMany({ data: [{ id, residentId, name, relation, phoneCipher, rank: free.rank }] });
  return true;
}

export const removeContact = async (uow: UnitOfWork, residentId: string, id: string): Promise<boolean> =>
  (await uow.db.residentContact.deleteMany({ where: { residentId, id } })).count > 0;

export async function openContactPhone(uow: UnitOfWork, residentId: string, id: string): Promise<(() => string) | null> {
  const row = await uow.db.residentContact.findFirst({ where: { residentId, id } });
  return row && (() => openValue(row.phoneCipher, contactPlaceOf(row.id)));
}

/** How many two files have together. */
export const countContacts = (uow: UnitOfWork, residentIds: readonly string[]): Promise<number> =>
  uow.db.residentContact.count({ where: { residentId: { in: [...residentIds] } } });

/** Behind the kept file's own, in their order; their ids. */
export async function moveContacts(uow: UnitOfWork, keptId: string, leftId: string): Promise<string[]> {
  const rows = await uow.db.$queryRaw<{ id: string }[]>`
    UPDATE resident_contact m SET resident_id = ${keptId}::uuid, rank = f.rank
    FROM (SELECT id, row_number() OVER (ORDER BY rank) AS place FROM resident_contact WHERE resident_id = ${leftId}::uuid) o
    JOIN (${freeRanks(keptId)}) f USING (place) WHERE m.id = o.id RETURNING m.id`;
  return rows.map(({ id }) => id);
}

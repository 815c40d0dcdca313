import { Prisma } from "~/platform/generated/prisma/client";
import { sealRowsAnew, valuesByKey, type SealedRow } from "~/platform/sealed-rows.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import * as places from "./contact-sealed.server";

/** Columns of first contacts that are sealed, each with the place its words are sealed for. */
const COLUMNS = {
  enquiry: { table: Prisma.sql`enquiry`, column: Prisma.sql`said_cipher`, placeOf: places.enquiryPlaceOf },
  "enquiry answers": { table: Prisma.sql`enquiry`, column: Prisma.sql`answer_cipher`, placeOf: places.answerPlaceOf },
  tour_booking: { table: Prisma.sql`tour_booking`, column: Prisma.sql`said_cipher`, placeOf: places.bookingPlaceOf },
  vacancy_alert: { table: Prisma.sql`vacancy_alert`, column: Prisma.sql`said_cipher`, placeOf: places.alertPlaceOf },
  message: { table: Prisma.sql`message`, column: Prisma.sql`said_cipher`, placeOf: places.messagePlaceOf },
  "message notes": { table: Prisma.sql`message`, column: Prisma.sql`note_cipher`, placeOf: places.notePlaceOf },
} as const;
export type SealedContact = keyof typeof COLUMNS;
export const SEALED_CONTACTS = Object.keys(COLUMNS) as SealedContact[];

/** Seals the next rows anew that are not under this key, in the order of their ids. */
export async function resealContacts({ db }: UnitOfWork, of: SealedContact, keyId: string, after: string | null, most: number) {
  const { table, column, placeOf } = COLUMNS[of];
  const rows = await db.$queryRaw<SealedRow[]>`
    SELECT id, ${column} AS cipher FROM ${table}
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND ${column} NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most}`;
  const { ids, ciphers, told } = sealRowsAnew(rows, placeOf, most);
  await db.$executeRaw`
    UPDATE ${table} r SET ${column} = n.cipher FROM unnest(${ids}::uuid[], ${ciphers}::text[]) AS n (id, cipher) WHERE r.id = n.id`;
  return told;
}

export async function contactsByKey({ db }: UnitOfWork, of: SealedContact) {
  const { table, column } = COLUMNS[of];
  return valuesByKey(
    await db.$queryRaw<{ example: string; values: number }[]>`
      SELECT min(${column}) AS example, count(*)::int AS values FROM ${table} WHERE ${column} IS NOT NULL GROUP BY split_part(${column}, '.', 2)`,
  );
}

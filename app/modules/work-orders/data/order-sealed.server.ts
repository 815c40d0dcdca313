import { Prisma } from "~/platform/generated/prisma/client";
import { sealRowsAnew, valuesByKey, type SealedRow } from "~/platform/sealed-rows.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Where a step's note, a picture and what was said on a call are sealed for: nowhere else they open. */
export const notePlaceOf = (stepId: string): string => `work_order_step.note_cipher.${stepId}`;
export const callPlaceOf = (stepId: string): string => `escalation_step.said_cipher.${stepId}`;
export const photoPlaceOf = (photoId: string): string => `work_order_photo.picture_cipher.${photoId}`;

interface SealedColumn {
  readonly table: Prisma.Sql;
  readonly column: Prisma.Sql;
  readonly again: Prisma.Sql;
  readonly place: (id: string) => string;
  /** pictures are large, and a piece of work is one transaction */
  readonly most: number;
}
const NOTES: SealedColumn = {
  ...{ table: Prisma.sql`work_order_step`, column: Prisma.sql`note_cipher`, again: Prisma.sql`seal_order_steps_anew` },
  ...{ place: notePlaceOf, most: 1_000 },
};
const CALLS: SealedColumn = {
  ...{ table: Prisma.sql`escalation_step`, column: Prisma.sql`said_cipher`, again: Prisma.sql`seal_alarm_steps_anew` },
  ...{ place: callPlaceOf, most: 1_000 },
};
const PHOTOS: SealedColumn = {
  ...{ table: Prisma.sql`work_order_photo`, column: Prisma.sql`picture_cipher`, again: Prisma.sql`seal_order_photos_anew` },
  ...{ place: photoPlaceOf, most: 8 },
};

const reseal =
  ({ table, column, again, place, most: mostOnes }: SealedColumn) =>
  async ({ db }: UnitOfWork, keyId: string, after: string | null, most: number) => {
    const few = Math.min(most, mostOnes);
    const rows = await db.$queryRaw<SealedRow[]>`
      SELECT id, ${column} AS cipher FROM ${table} WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND ${column} NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${few}`;
    const { ids, ciphers, told } = sealRowsAnew(rows, place, few);
    await db.$executeRaw`SELECT ${again}(${ids}::uuid[], ${ciphers}::text[])`;
    return told;
  };

const byKey =
  ({ table, column }: SealedColumn) =>
  async ({ db }: UnitOfWork): Promise<ReadonlyMap<string, number>> => {
    const rows = await db.$queryRaw<{ example: string; values: number }[]>`
      SELECT left(min(${column}), 200) AS example, count(*)::int AS values FROM ${table} WHERE ${column} IS NOT NULL GROUP BY split_part(${column}, '.', 2)`;
    return valuesByKey(rows);
  };

export const resealNotes = reseal(NOTES);
export const notesByKey = byKey(NOTES);
export const resealCalls = reseal(CALLS);
export const callsByKey = byKey(CALLS);
export const resealPhotos = reseal(PHOTOS);
export const photosByKey = byKey(PHOTOS);

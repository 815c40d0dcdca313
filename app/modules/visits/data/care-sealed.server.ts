import { keyIdOf } from "~/platform/cipher.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { sealAnew, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { codePlaceOf } from "./resident-doors.server";
import { picturePlaceOf, positionPlaceOf } from "./visit-evidence.server";

interface SealedColumn {
  readonly table: Prisma.Sql;
  readonly id: Prisma.Sql;
  readonly column: Prisma.Sql;
  readonly place: (id: string) => string;
  /** pictures are large, and a piece of work is one transaction */
  readonly most: number;
}
const COLUMNS = {
  visit_photo: {
    ...{ table: Prisma.sql`visit_photo`, id: Prisma.sql`id`, column: Prisma.sql`picture_cipher`, place: picturePlaceOf, most: 8 },
  },
  visit_position: {
    ...{ table: Prisma.sql`visit_position`, id: Prisma.sql`event_id`, column: Prisma.sql`position_cipher` },
    ...{ place: positionPlaceOf, most: 1_000 },
  },
  resident_door: {
    ...{ table: Prisma.sql`resident_door`, id: Prisma.sql`id`, column: Prisma.sql`code_cipher`, place: codePlaceOf, most: 1_000 },
  },
} as const satisfies Record<string, SealedColumn>;

const reseal =
  ({ table, id, column, place, most: mostOnes }: SealedColumn) =>
  async ({ db }: UnitOfWork, keyId: string, after: string | null, most: number) => {
    const few = Math.min(most, mostOnes);
    const rows = await db.$queryRaw<{ id: string; cipher: string }[]>`
      SELECT ${id} AS id, ${column} AS cipher FROM ${table}
      WHERE (${after}::uuid IS NULL OR ${id} > ${after}::uuid) AND ${column} NOT LIKE ${`sealed.${keyId}.%`} ORDER BY ${id} LIMIT ${few}`;
    const fresh = rows.flatMap((row) => {
      const sealed = unlessUnopened(() => sealAnew(row.cipher, place(row.id)));
      return sealed === null ? [] : [{ id: row.id, sealed }];
    });
    // What was let go meanwhile stays gone.
    await db.$executeRaw`
      UPDATE ${table} t SET ${column} = n.cipher FROM unnest(${fresh.map((one) => one.id)}::uuid[], ${fresh.map(({ sealed }) => sealed)}::text[]) AS n (id, cipher)
      WHERE t.${id} = n.id AND t.${column} IS NOT NULL`;
    return {
      last: rows.at(-1)?.id ?? null,
      resealed: fresh.length,
      unopened: rows.length - fresh.length,
      isThrough: rows.length < few,
    };
  };

const byKey =
  ({ table, column }: SealedColumn) =>
  async ({ db }: UnitOfWork): Promise<ReadonlyMap<string, number>> => {
    const rows = await db.$queryRaw<{ example: string; values: number }[]>`
      SELECT left(min(${column}), 200) AS example, count(*)::int AS values FROM ${table} WHERE ${column} IS NOT NULL GROUP BY split_part(${column}, '.', 2)`;
    return new Map(rows.map(({ example, values }) => [keyIdOf(example) ?? "", values]));
  };

/** What phones brought in, and the codes of doors, by table. */
export const careColumns = Object.entries(COLUMNS).map(([name, column]) => ({
  ...{ name, reseal: reseal(column), byKey: byKey(column) },
}));

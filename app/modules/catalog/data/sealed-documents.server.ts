import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Contact } from "../domain/facility";
import { resealedContacts } from "./sealed-contacts.server";

type Side = "before" | "after";

/** A table that keeps whole facilities as JSON, walked in the order of its primary key. */
interface DocumentTable {
  readonly name: string;
  /** the key's columns with their types */
  readonly key: readonly (readonly [column: string, type: string])[];
  readonly facilityId: string;
  /** where the document of a side stands, and how it is written back */
  readonly document: (side: Side) => string;
  readonly written: (contacts: Readonly<Partial<Record<Side, string>>>) => Prisma.Sql;
}

const SIDES: readonly Side[] = ["before", "after"];
const inColumns = {
  document: (side: Side) => side as string,
  written: (contacts: Readonly<Partial<Record<Side, string>>>) =>
    Prisma.join(
      SIDES.flatMap((side) =>
        contacts[side] === undefined
          ? []
          : [Prisma.sql`${Prisma.raw(side)} = jsonb_set(${Prisma.raw(side)}, '{contacts}', ${contacts[side]}::jsonb)`],
      ),
    ),
};

/** Revisions, what an import keeps for taking it back, and previews that nobody has confirmed yet. */
export const IN_DOCUMENTS: readonly DocumentTable[] = [
  { name: "revision", key: [["id", "uuid"]], facilityId: "facility_id", ...inColumns },
  {
    name: "import_change",
    key: [
      ["batch_id", "uuid"],
      ["row_number", "int"],
      ["target_id", "uuid"],
    ],
    facilityId: "target_id",
    ...inColumns,
  },
  {
    name: "staging.import_row",
    key: [
      ["batch_id", "uuid"],
      ["row_number", "int"],
    ],
    facilityId: "target_id",
    document: (side) => `value -> '${side}'`,
    written: (contacts) =>
      Prisma.sql`value = ${SIDES.reduce(
        (value, side) =>
          contacts[side] === undefined
            ? value
            : Prisma.sql`jsonb_set(${value}, ${[side, "contacts"]}::text[], ${contacts[side]}::jsonb)`,
        Prisma.raw("value"),
      )}`,
  },
];

const OTHERWISE_SEALED = "$[*] ? (@.isPublic == false && !(@.phone starts with $seal))";
const PRIVATE = "$[*] ? (@.isPublic == false)";

interface DocumentRow {
  readonly at: string;
  readonly last: string;
  readonly facilityId: string;
  readonly before: readonly Contact[] | null;
  readonly after: readonly Contact[] | null;
}

export async function resealDocuments(uow: UnitOfWork, table: DocumentTable, keyId: string, after: string | null, most: number) {
  const rows = await nextDocuments(uow, table, keyId, after, most);
  let [resealed, unopened] = [0, 0];
  for (const row of rows) {
    const contacts: Partial<Record<Side, string>> = {};
    for (const side of SIDES) {
      const done = resealedContacts(row.facilityId, row[side] ?? [], keyId);
      resealed += done.resealed;
      unopened += done.unopened;
      if (done.resealed > 0) contacts[side] = JSON.stringify(done.contacts);
    }
    if (Object.keys(contacts).length > 0)
      await uow.db.$executeRaw`UPDATE ${Prisma.raw(table.name)} SET ${table.written(contacts)} WHERE ctid = ${row.at}::tid`;
  }
  return { last: rows.at(-1)?.last ?? null, resealed, unopened, isThrough: rows.length < most };
}

/** The next rows, with the contacts of those documents that hold something under another key. */
function nextDocuments(uow: UnitOfWork, table: DocumentTable, keyId: string, after: string | null, most: number) {
  const seal = JSON.stringify({ seal: `sealed.${keyId}.` });
  const columns = table.key.map(([column]) => Prisma.raw(column));
  const from = after?.split(" ");
  const beyond = from
    ? Prisma.sql`(${Prisma.join(columns)}) > (${Prisma.join(table.key.map(([, type], at) => Prisma.sql`${from[at]}::${Prisma.raw(type)}`))})`
    : Prisma.sql`true`;
  const contactsOf = (side: Side) => {
    const contacts = Prisma.raw(`${table.document(side)} -> 'contacts'`);
    return Prisma.sql`CASE WHEN jsonb_path_exists(${contacts}, ${OTHERWISE_SEALED}::jsonpath, ${seal}::jsonb) THEN ${contacts} END AS ${Prisma.raw(side)}`;
  };
  return uow.db.$queryRaw<DocumentRow[]>`
    SELECT ctid::text AS at, concat_ws(' ', ${Prisma.join(columns)}) AS last, ${Prisma.raw(table.facilityId)} AS "facilityId",
      ${contactsOf("before")}, ${contactsOf("after")}
    FROM ${Prisma.raw(table.name)} WHERE ${beyond} ORDER BY ${Prisma.join(columns)} LIMIT ${most} FOR UPDATE`;
}

export async function documentsByKey(uow: UnitOfWork, table: DocumentTable): Promise<ReadonlyMap<string, number>> {
  const found = SIDES.map(
    (side) => Prisma.sql`
    SELECT CASE WHEN c ->> 'phone' LIKE 'sealed.%' THEN split_part(c ->> 'phone', '.', 2) ELSE '' END AS key
    FROM ${Prisma.raw(table.name)}, jsonb_path_query(${Prisma.raw(`${table.document(side)} -> 'contacts'`)}, ${PRIVATE}::jsonpath) AS c`,
  );
  const rows = await uow.db.$queryRaw<{ key: string; values: number }[]>`
    SELECT key, count(*)::int AS values FROM (${Prisma.join(found, " UNION ALL ")}) every GROUP BY key`;
  return new Map(rows.map(({ key, values }) => [key, values]));
}

import { v7 as newId } from "uuid";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { moveContacts } from "./resident-contacts.server";
import { dateOf, dateOrNull } from "./database-day";

export interface OpenMerge {
  readonly id: string;
  readonly keptId: string;
  readonly leftId: string;
  readonly mergedAt: string;
  readonly leftNumber: string;
}

/** Merges of a file that nobody took back, on either side. */
export const openMerges = (uow: UnitOfWork, residentId: string): Promise<OpenMerge[]> =>
  uow.db.$queryRaw`
    SELECT m.id, m.kept_id AS "keptId", m.left_id AS "leftId", l.register_number AS "leftNumber",
      to_char(m.merged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "mergedAt"
    FROM resident_merge m JOIN resident l ON l.id = m.left_id
    WHERE ${residentId}::uuid IN (m.kept_id, m.left_id) AND m.undone_at IS NULL ORDER BY m.merged_at DESC`;

/** How a file stands in the register. */
export interface Standing {
  readonly state: string;
  readonly registeredOn: string | null;
  readonly leftOn: string | null;
  readonly leftReason: string | null;
}

/** Ids of rows that went to the other file, by table, and how the file that was left stood before. */
export interface Moved {
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly before: Standing;
  /** the time only the other file was on the register, as a stay of the kept one */
  readonly stay?: string | null;
  /** when either file said where they are, before */
  readonly whereabouts?: Whereabouts;
}

/** When a file last said where its resident is, by the file's id, as the database writes an instant; null = never. */
export type Whereabouts = Readonly<Record<string, string | null>>;

export async function whereaboutsOf({ db }: UnitOfWork, ids: readonly string[]): Promise<Whereabouts> {
  const rows = await db.$queryRaw<{ id: string; at: string | null }[]>`
    SELECT id, whereabouts_at::text AS at FROM resident WHERE id = ANY(${[...ids]}::uuid[])`;
  return Object.fromEntries(rows.map(({ id, at }) => [id, at]));
}

/**
 * A merge and its undoing say nothing of where anybody is: whoever was reported gone before is waited for again.
 * @param held what the two files said just before the merge is undone; said since the merge, it stays
 */
export async function restoreWhereabouts(
  { db }: UnitOfWork,
  mergeId: string,
  before: Whereabouts,
  held: Whereabouts,
): Promise<void> {
  for (const [id, at] of Object.entries(before))
    await db.$executeRaw`
      UPDATE resident SET whereabouts_at = CASE WHEN ${held[id] ?? null}::timestamptz > m.merged_at THEN ${held[id] ?? null}::timestamptz ELSE ${at}::timestamptz END
      FROM resident_merge m WHERE resident.id = ${id}::uuid AND m.id = ${mergeId}::uuid`;
}

/** Rows of these go along where the kept file has none that says otherwise. */
const MOVING = {
  resident_sensitive: "NOT EXISTS (SELECT FROM resident_sensitive k WHERE k.resident_id = $1::uuid AND k.kind = m.kind)",
  resident_category:
    "NOT EXISTS (SELECT FROM resident_category k WHERE k.resident_id = $1::uuid AND k.category = m.category AND daterange(k.valid_from, k.valid_to) && daterange(m.valid_from, m.valid_to))",
  resident_assessment:
    "NOT EXISTS (SELECT FROM resident_assessment k WHERE k.resident_id = $1::uuid AND k.assessed_on = m.assessed_on)",
  resident_consent:
    "NOT EXISTS (SELECT FROM resident_consent k WHERE k.resident_id = $1::uuid AND k.scope = m.scope AND daterange(k.given_on, k.withdrawn_on) && daterange(m.given_on, m.withdrawn_on))",
  resident_absence:
    "NOT EXISTS (SELECT FROM resident_absence k WHERE k.resident_id = $1::uuid AND daterange(k.valid_from, k.valid_to) && daterange(m.valid_from, m.valid_to))",
  resident_change:
    "NOT EXISTS (SELECT FROM resident_change k WHERE k.resident_id = $1::uuid AND k.kind = m.kind AND k.happened_on = m.happened_on)",
  resident_risk_override:
    "NOT EXISTS (SELECT FROM resident_risk_override k WHERE k.resident_id = $1::uuid AND daterange(k.valid_from, k.valid_to) && daterange(m.valid_from, m.valid_to))",
  resident_visitor_wish:
    "NOT EXISTS (SELECT FROM resident_visitor_wish k WHERE k.resident_id = $1::uuid AND k.person_id = m.person_id)",
  resident_stay: "NOT EXISTS (SELECT FROM resident_stay k WHERE k.resident_id = $1::uuid AND k.valid_from = m.valid_from)",
} as const;

/** What names a row of a table among those of one resident. */
const keyOf = (table: string) => (table === "resident_visitor_wish" ? "person_id" : "id");

/** Moves what the kept file lacks; a row keeps its id, so what is sealed for it still opens. */
export async function moveParts(uow: UnitOfWork, keptId: string, leftId: string): Promise<Record<string, string[]>> {
  const moved: Record<string, string[]> = { resident_contact: await moveContacts(uow, keptId, leftId) };
  for (const [table, condition] of Object.entries(MOVING)) {
    const rows = await uow.db.$queryRawUnsafe<{ id: string }[]>(
      `UPDATE ${table} m SET resident_id = $1::uuid WHERE m.resident_id = $2::uuid AND ${condition} RETURNING m.${keyOf(table)} AS id`,
      keptId,
      leftId,
    );
    moved[table] = rows.map(({ id }) => id);
  }
  return moved;
}

/** Back to the file they came from: those that are still there and still the kept file's. */
export async function moveBack(uow: UnitOfWork, keptId: string, leftId: string, { rows, stay }: Moved): Promise<void> {
  if (stay) await uow.db.residentStay.deleteMany({ where: { id: stay, residentId: keptId } });
  for (const table of ["resident_contact", ...Object.keys(MOVING)]) {
    const ids = [...(rows[table] ?? [])];
    if (ids.length > 0)
      await uow.db.$executeRawUnsafe(
        `UPDATE ${table} SET resident_id = $1::uuid WHERE resident_id = $2::uuid AND ${keyOf(table)} = ANY($3::uuid[])`,
        leftId,
        keptId,
        ids,
      );
  }
}

/** Months before the kept file's entry go on counting whom the other one stood for. */
export async function addEarlierStay(
  uow: UnitOfWork,
  keptId: string,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Promise<string | null> {
  if (from === null || to === null || from >= to) return null;
  const id = newId();
  const stay = { id, residentId: keptId, validFrom: dateOf(from), validTo: dateOf(to), leftReason: "same-person" };
  const { count } = await uow.db.residentStay.createMany({ data: [stay], skipDuplicates: true });
  return count === 1 ? id : null;
}

export async function noteMerge(uow: UnitOfWork, keptId: string, leftId: string, moved: Moved): Promise<string> {
  const id = newId();
  await uow.db.residentMerge.createMany({
    data: [{ id, keptId, leftId, moved: moved as unknown as Prisma.InputJsonValue, mergedBy: uow.actor.personId }],
  });
  return id;
}

export interface HeldMerge {
  readonly keptId: string;
  readonly leftId: string;
  readonly moved: Moved;
}

/** A merge nobody took back, held until the unit of work ends. */
export async function holdMerge(uow: UnitOfWork, id: string): Promise<HeldMerge | null> {
  const [row] = await uow.db.$queryRaw<HeldMerge[]>`
    SELECT kept_id AS "keptId", left_id AS "leftId", moved FROM resident_merge WHERE id = ${id}::uuid AND undone_at IS NULL FOR UPDATE`;
  return row ?? null;
}

export async function endMerge(uow: UnitOfWork, id: string, at: Date): Promise<void> {
  await uow.db.residentMerge.update({ where: { id }, data: { undoneAt: at, undoneBy: uow.actor.personId } });
}

export async function writeMerged(
  uow: UnitOfWork,
  id: string,
  { registeredOn, leftOn, ...to }: Standing & { readonly mergedInto: string | null },
  at: Date,
): Promise<void> {
  const days = { registeredOn: dateOrNull(registeredOn), leftOn: dateOrNull(leftOn) };
  await uow.db.resident.update({ where: { id }, data: { ...to, ...days, updatedAt: at, version: { increment: 1 } } });
}

import { v7 as newId } from "uuid";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { FactChange } from "../domain/facility-edit";
import type { EditRow, WaitingEdit } from "../domain/operator-desk";

const read = (row: {
  readonly changes: Prisma.JsonValue;
  readonly decision: string | null;
}): Pick<EditRow, "changes" | "decision"> => ({
  changes: row.changes as unknown as readonly FactChange[],
  decision: row.decision as EditRow["decision"],
});

/** The edit of a place that waits; null = none. */
export async function openEditOf({ db }: UnitOfWork, facilityId: string): Promise<EditRow | null> {
  const row = await db.facilityEdit.findFirst({ where: { facilityId, decidedAt: null } });
  return row && { ...row, ...read(row) };
}

/** The last one somebody decided; null = none. */
export async function lastDecidedOf({ db }: UnitOfWork, facilityId: string): Promise<EditRow | null> {
  const row = await db.facilityEdit.findFirst({
    where: { facilityId, decision: { in: ["published", "declined"] } },
    orderBy: { decidedAt: "desc" },
  });
  return row && { ...row, ...read(row) };
}

export async function editById({ db }: UnitOfWork, id: string): Promise<EditRow | null> {
  const row = await db.facilityEdit.findUnique({ where: { id } });
  return row && { ...row, ...read(row) };
}

export async function zoneOfCity({ db }: UnitOfWork, code: string): Promise<string> {
  return (await db.city.findUniqueOrThrow({ where: { code }, select: { timeZone: true } })).timeZone;
}

interface NewEdit {
  readonly cityCode: string;
  readonly facilityId: string;
  readonly baseVersion: number;
  readonly changes: readonly FactChange[];
  readonly proposedAt: Date;
  readonly linkId: string | null;
}

/** A new edit takes the place of the one that waited: its changes are carried into it by whoever asks. */
export async function proposeEdit({ db, actor }: UnitOfWork, edit: NewEdit): Promise<string> {
  const { changes, ...rest } = edit;
  await db.facilityEdit.updateMany({
    where: { facilityId: edit.facilityId, decidedAt: null },
    data: { decidedAt: edit.proposedAt, decision: "withdrawn" },
  });
  const id = newId();
  await db.facilityEdit.createMany({
    data: [{ id, ...rest, proposedBy: actor.personId, changes: changes as unknown as Prisma.InputJsonValue }],
  });
  return id;
}

/** @returns whether it still waited */
export const decideEdit = async (
  { db, actor }: UnitOfWork,
  id: string,
  decided: {
    readonly decision: "published" | "declined" | "withdrawn";
    readonly at: Date;
    readonly reason?: string;
    readonly version?: number;
  },
): Promise<boolean> =>
  (
    await db.facilityEdit.updateMany({
      where: { id, decidedAt: null },
      data: {
        ...{ decision: decided.decision, decidedAt: decided.at, reason: decided.reason ?? "" },
        ...{ decidedBy: actor.personId, publishedVersion: decided.version ?? null },
      },
    })
  ).count === 1;

/** Edits that wait in a city, those the actor may see, the oldest first. */
export const waitingEdits = ({ db }: UnitOfWork, cityCode: string, most: number) => db.$queryRaw<WaitingEdit[]>`
  SELECT e.id, e.facility_id AS "facilityId", f.name, jsonb_array_length(e.changes) AS fields, e.proposed_at AS "proposedAt",
    (SELECT a.name FROM area a WHERE a.city_code = f.city_code AND a.code = f.area_code ORDER BY a.code_year DESC LIMIT 1) AS "areaName"
  FROM facility_edit e JOIN facility f ON f.id = e.facility_id
  WHERE e.city_code = ${cityCode} AND e.decided_at IS NULL ORDER BY e.proposed_at, e.id LIMIT ${most}`;

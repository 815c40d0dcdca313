import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Births } from "../domain/class-roster";
import type { RosterRow } from "../domain/operator-desk";
import type { Sayer } from "./vacancy-statements.server";

/** Those of the classes that somebody has counted, for everybody: that a class was counted is no secret, what was counted is. */
export async function countedClasses({ db }: UnitOfWork, classIds: readonly string[]): Promise<string[]> {
  const [found] = await db.$queryRaw<{ ids: string[] }[]>`
    /* prepared: counted-classes */ SELECT counted_classes(${[...classIds]}::uuid[])::text[] AS ids`;
  return found?.ids ?? [];
}

/** The last count of each class, as far as anybody counted. */
export async function lastRosters({ db }: UnitOfWork, classIds: readonly string[]): Promise<RosterRow[]> {
  const rows = await db.$queryRaw<{ classId: string; saidAt: Date; births: { month: string; children: number }[] }[]>`
    SELECT r.class_id AS "classId", r.said_at AS "saidAt",
      COALESCE((SELECT json_agg(json_build_object('month', m.birth_month, 'children', m.children) ORDER BY m.birth_month) FROM class_roster_month m WHERE m.roster_id = r.id), '[]') AS births
    FROM unnest(${[...classIds]}::uuid[]) AS c (id)
      JOIN LATERAL (SELECT * FROM class_roster x WHERE x.class_id = c.id ORDER BY x.said_at DESC, x.id DESC LIMIT 1) r ON true`;
  return rows.map(({ classId, saidAt, births }) => ({
    ...{ classId, saidAt },
    births: births.map(({ month, children }) => ({ birthMonth: month, children })),
  }));
}

export async function addRoster(
  { db }: UnitOfWork,
  classId: string,
  births: readonly Births[],
  saidAt: Date,
  { saidBy, linkId }: Sayer,
): Promise<void> {
  const id = newId();
  await db.classRoster.createMany({ data: [{ id, classId, saidAt, saidBy, linkId }] });
  await db.classRosterMonth.createMany({ data: births.map((one) => ({ rosterId: id, ...one })) });
}

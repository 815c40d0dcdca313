import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { TURN } from "./alarm-turn.server";
import { alarmOf, type Alarm } from "./alarms.server";

/** So many of a list, after so many. */
export interface Page {
  readonly skip: number;
  readonly most: number;
}
export interface PageOfAlarms {
  readonly alarms: readonly Alarm[];
  /** on this page and the others */
  readonly inAll: number;
}

async function pageOf({ db }: UnitOfWork, which: Prisma.Sql, { skip, most }: Page): Promise<PageOfAlarms> {
  const open = Prisma.sql`FROM escalation e WHERE e.settled_at IS NULL AND ${which}`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT e.id ${open} ORDER BY ${TURN}, e.began_at, e.id OFFSET ${skip} LIMIT ${most}`;
  const ids = rows.map(({ id }) => id);
  const found = new Map((await db.escalation.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, alarmOf(row)]));
  const alarms = ids.flatMap((id) => found.get(id) ?? []);
  if (skip === 0 && ids.length < most) return { alarms, inAll: alarms.length };
  const [all] = await db.$queryRaw<{ many: number }[]>`SELECT count(*)::int AS many ${open}`;
  return { alarms, inAll: all?.many ?? 0 };
}

/** Open ones in which somebody was told: dangers first, then the longest running. */
export const openAlarmsToldTo = (uow: UnitOfWork, personId: string, cityCode: string, page: Page): Promise<PageOfAlarms> =>
  pageOf(
    uow,
    Prisma.sql`e.city_code = ${cityCode}
      AND e.id IN (SELECT s.escalation_id FROM escalation_step s WHERE s.kind = 'told' AND s.person_id = ${personId}::uuid)`,
    page,
  );

/** Open ones of an area, in the same order. */
export const openAlarmsIn = (uow: UnitOfWork, cityCode: string, areaCode: string, page: Page): Promise<PageOfAlarms> =>
  pageOf(uow, Prisma.sql`e.city_code = ${cityCode} AND starts_with(e.area_code, ${areaCode})`, page);

/** Writes down, once, that somebody has it before their eyes; only of open ones in which they were told. */
export const noteShown = ({ db, actor }: UnitOfWork, ids: readonly string[], at: Date) =>
  ids.length === 0
    ? Promise.resolve(0)
    : db.$executeRaw`
      INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, by_person, planned_at, done_at)
      SELECT gen_random_uuid(), e.id, s.rung, 'shown', ${actor.personId}::uuid, ${actor.personId}::uuid, s.done_at, ${at}
      FROM escalation e JOIN escalation_step s ON s.escalation_id = e.id AND s.kind = 'told' AND s.round = e.round AND s.person_id = ${actor.personId}::uuid
      WHERE e.id = ANY (${[...ids]}::uuid[]) AND e.settled_at IS NULL AND NOT EXISTS (SELECT 1 FROM escalation_step x WHERE x.escalation_id = e.id AND x.kind = 'shown'
        AND x.person_id = ${actor.personId}::uuid AND x.round = s.round AND x.rung = s.rung)
      ON CONFLICT DO NOTHING`;

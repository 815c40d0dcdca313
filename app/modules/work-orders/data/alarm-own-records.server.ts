import type { UnitOfWork } from "~/platform/unit-of-work.server";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What alarms are about, by the ids of whoever keeps it. */
export interface AlarmSources {
  readonly visits: readonly string[];
  readonly findings: readonly string[];
}

/** Who was told of what happened to somebody, and who did what, step by step; alarms of orders stand with the findings they came from. */
export const alarmStepsAbout = ({ db }: UnitOfWork, { visits, findings }: AlarmSources): Promise<Rows> => db.$queryRaw<Rows>`
  SELECT e.source_kind AS alarm_kind, e.began_at, s.done_at, s.planned_at, s.kind AS alarm_step, e.ladder->s.rung->>'who' AS alarm_rung,
    (SELECT name FROM person WHERE id = s.person_id) AS concerned, (SELECT name FROM person WHERE id = s.by_person) AS by_whom, s.area_code,
    NULLIF(s.detail, '') AS alarm_how
  FROM escalation e JOIN escalation_step s ON s.escalation_id = e.id
  WHERE (e.source_kind = 'visit' AND e.source_id = ANY (${[...visits]}::uuid[])) OR (e.source_kind = 'finding' AND e.source_id = ANY (${[...findings]}::uuid[]))
    OR (e.source_kind = 'work-order' AND e.source_id IN (SELECT id FROM work_order WHERE source_kind = 'finding' AND source_id = ANY (${[...findings]}::uuid[])))
  ORDER BY e.began_at DESC, e.id, s.done_at, s.id`;

/** What a member of staff was told of or did while nobody answered, and when they are on duty. */
export async function staffAlarmRecords({ db }: UnitOfWork, id: string): Promise<Readonly<Record<string, Rows>>> {
  return {
    alarmSteps: await db.$queryRaw<Rows>`
      SELECT e.source_kind AS alarm_kind, e.began_at, e.area_code, s.done_at, s.planned_at, s.kind AS alarm_step, e.ladder->s.rung->>'who' AS alarm_rung,
        NULLIF(s.detail, '') AS alarm_how FROM escalation_step s JOIN escalation e ON e.id = s.escalation_id
      WHERE ${id}::uuid IN (s.person_id, s.by_person) ORDER BY s.done_at DESC, s.id`,
    dutyShifts: await db.$queryRaw<Rows>`
      SELECT area_code, CASE WHEN person_id = ${id}::uuid THEN 'first' ELSE 'deputy' END AS duty_part, weekdays, begins, ends, valid_from::text, valid_to::text
      FROM duty_shift WHERE ${id}::uuid IN (person_id, deputy_id) ORDER BY valid_from, id`,
    dutySwaps: await db.$queryRaw<Rows>`
      SELECT d.area_code, CASE WHEN s.person_id = ${id}::uuid THEN 'first' ELSE 'deputy' END AS duty_part, s.on_day::text, d.begins, d.ends
      FROM duty_swap s JOIN duty_shift d ON d.id = s.shift_id WHERE ${id}::uuid IN (s.person_id, s.deputy_id) ORDER BY s.on_day, d.id`,
  };
}

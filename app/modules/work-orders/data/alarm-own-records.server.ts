import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { openCall } from "./alarm-calls.server";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What alarms are about, by the ids of whoever keeps it. */
export interface AlarmSources {
  readonly visits: readonly string[];
  readonly findings: readonly string[];
}

/** Who was told of what happened to somebody, and who did what, step by step; alarms of orders stand with the findings they came from. */
export async function alarmStepsAbout({ db }: UnitOfWork, { visits, findings }: AlarmSources): Promise<Rows> {
  const rows = await db.$queryRaw<{ id: string; said: string | null; [column: string]: unknown }[]>`
  SELECT s.id, e.source_kind AS alarm_kind, e.began_at, s.done_at, s.planned_at, s.kind AS alarm_step, e.ladder->s.rung->>'who' AS alarm_rung,
    (SELECT name FROM person WHERE id = s.person_id) AS concerned, (SELECT name FROM person WHERE id = s.by_person) AS by_whom, s.area_code,
    CASE WHEN s.kind NOT IN ('mailed', 'not-mailed', 'hooked', 'not-hooked') THEN NULLIF(s.detail, '') END AS alarm_how, s.callee AS alarm_callee, s.said_cipher AS said
  FROM escalation e JOIN escalation_step s ON s.escalation_id = e.id
  WHERE (e.source_kind = 'visit' AND e.source_id = ANY (${[...visits]}::uuid[])) OR (e.source_kind = 'finding' AND e.source_id = ANY (${[...findings]}::uuid[]))
    OR (e.source_kind = 'work-order' AND e.source_id IN (SELECT id FROM work_order WHERE source_kind = 'finding' AND source_id = ANY (${[...findings]}::uuid[])))
  ORDER BY e.began_at DESC, e.id, s.done_at, s.id`;
  return rows.map(({ id, said, ...row }) => {
    const call = said && openCall(id, said);
    return { ...row, note: call ? [call.name, call.number, call.words].filter(Boolean).join(" ") : null };
  });
}

/** What a member of staff was told of or did while nobody answered, and when they are on duty. */
export async function staffAlarmRecords({ db }: UnitOfWork, id: string): Promise<Readonly<Record<string, Rows>>> {
  return {
    alarmSteps: await db.$queryRaw<Rows>`
      SELECT e.source_kind AS alarm_kind, e.began_at, e.area_code, s.done_at, s.planned_at, s.kind AS alarm_step, e.ladder->s.rung->>'who' AS alarm_rung,
        CASE WHEN s.kind NOT IN ('mailed', 'not-mailed', 'hooked', 'not-hooked') THEN NULLIF(s.detail, '') END AS alarm_how FROM escalation_step s JOIN escalation e ON e.id = s.escalation_id
      WHERE ${id}::uuid IN (s.person_id, s.by_person) ORDER BY s.done_at DESC, s.id`,
    dutyShifts: await db.$queryRaw<Rows>`
      SELECT area_code, CASE WHEN person_id = ${id}::uuid THEN 'first' ELSE 'deputy' END AS duty_part, weekdays, begins, ends, valid_from::text, valid_to::text
      FROM duty_shift WHERE ${id}::uuid IN (person_id, deputy_id) ORDER BY valid_from, id`,
    dutySwaps: await db.$queryRaw<Rows>`
      SELECT d.area_code, CASE WHEN s.person_id = ${id}::uuid THEN 'first' ELSE 'deputy' END AS duty_part, s.on_day::text, d.begins, d.ends
      FROM duty_swap s JOIN duty_shift d ON d.id = s.shift_id WHERE ${id}::uuid IN (s.person_id, s.deputy_id) ORDER BY s.on_day, d.id`,
  };
}

import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** What visiting keeps about one caregiver; residents are counted, never named: that is not the caregiver's to take along. */
export async function caregiverRecords({ db }: UnitOfWork, id: string): Promise<Readonly<Record<string, readonly object[]>>> {
  return {
    caregiverCard: await db.$queryRaw<object[]>`
      SELECT line, area_code, sex, languages, skills, transport, most_visits, most_minutes, valid_from::text, valid_to::text FROM caregiver WHERE person_id = ${id}::uuid`,
    caregiverHours: await db.$queryRaw<object[]>`
      SELECT weekday, begins, ends, break_from, break_until, break_minutes, on_holidays, valid_from::text, valid_to::text FROM caregiver_hours
      WHERE person_id = ${id}::uuid ORDER BY valid_from, weekday`,
    caregiverAbsences: await db.$queryRaw<object[]>`
      SELECT kind, valid_from::text, valid_to::text FROM caregiver_absence WHERE person_id = ${id}::uuid ORDER BY valid_from`,
    calendarLink: await db.$queryRaw<object[]>`
      SELECT f.made_at, (SELECT name FROM person WHERE id = f.made_by) AS made_by, f.read_on::text FROM calendar_feed f WHERE f.person_id = ${id}::uuid`,
    answersFor: await db.$queryRaw<object[]>`
      SELECT count(*) FILTER (WHERE responsible_id = ${id}::uuid)::int AS as_responsible, count(*) FILTER (WHERE deputy_id = ${id}::uuid)::int AS as_deputy
      FROM resident WHERE ${id}::uuid IN (responsible_id, deputy_id) HAVING count(*) > 0`,
    visitsMade: await db.$queryRaw<object[]>`
      SELECT to_char(e.began_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month, count(*)::int AS visits, sum(e.minutes)::int AS minutes
      FROM visit_event e JOIN city c ON c.code = e.city_code WHERE e.author_id = ${id}::uuid GROUP BY 1 ORDER BY 1`,
    recordsRefused: await db.$queryRaw<object[]>`
      SELECT c.kind AS record_kind, c.why AS refused_why, c.received_at AS came_at, c.accepted_at AS taken_at, c.laid_aside_at, c.laid_aside_why FROM care_refusal c
      WHERE ${id}::uuid IN (c.author_id, c.uploader_id) ORDER BY c.received_at, c.id`,
    visitsPlanned: await db.$queryRaw<object[]>`
      SELECT v.state AS plan_state, count(*)::int AS visits, min(p.begins_at) AS first, max(p.begins_at) AS last FROM planned_visit p JOIN visit_plan v ON v.id = p.plan_id
      WHERE p.person_id = ${id}::uuid GROUP BY v.id, v.state ORDER BY min(p.begins_at)`,
    plansNamed: await db.$queryRaw<object[]>`
      SELECT CASE WHEN ill_id = ${id}::uuid THEN 'ill' ELSE 'goes' END AS plan_part, first_on::text, last_on::text, state AS plan_state, asked_at FROM visit_plan
      WHERE ill_id = ${id}::uuid OR ${id}::uuid = ANY(person_ids) ORDER BY asked_at`,
    reminders: await db.$queryRaw<object[]>`
      SELECT r.month::text, r.on_day::text, r.missing, (SELECT name FROM person WHERE id = r.reminded_by) AS reminded_by, r.reminded_at FROM visit_reminder r
      WHERE r.person_id = ${id}::uuid ORDER BY r.reminded_at`,
  };
}

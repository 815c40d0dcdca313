import { sealValue } from "~/platform/sealed-value.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { DISTRICT, LINE } from "./town-on-record";

/** A draft of the district's coming week, with one visit of one caregiver. */
export const VISIT_PLAN = "00000000-0000-7000-8000-0000000b1a01";
export const PLANNED = "00000000-0000-7000-8000-0000000b1a02";
export const CAREGIVER = "00000000-0000-7000-8000-0000000b1a03";
const ELDER = "00000000-0000-7000-8000-0000000b1a04";
const COMMUNITY = `${DISTRICT}001001`;

export async function putPlan(sql: Records["sql"]): Promise<void> {
  await sql`INSERT INTO person (id, name, area_code, line) VALUES (${CAREGIVER}, '示例探访员', ${COMMUNITY}, ${LINE}) ON CONFLICT DO NOTHING`;
  await sql`INSERT INTO caregiver (person_id, city_code, area_code, valid_from) VALUES (${CAREGIVER}, ${TOWN.code}, ${COMMUNITY}, '2024-01-01') ON CONFLICT DO NOTHING`;
  await sql`
    INSERT INTO caregiver_hours (person_id, weekday, begins, ends) SELECT ${CAREGIVER}, n, 540, 1020 FROM generate_series(1, 7) AS n ON CONFLICT DO NOTHING`;
  await sql`
    INSERT INTO resident (id, city_code, area_code, register_number, name, state, registered_on)
    VALUES (${ELDER}, ${TOWN.code}, ${COMMUNITY}, 'PLAN1', '示例老人', 'registered', '2024-01-01') ON CONFLICT DO NOTHING`;
  const sealed = "00000000-0000-7000-8000-0000000b1a05";
  await sql`
    INSERT INTO resident_sensitive (id, resident_id, kind, cipher)
    VALUES (${sealed}, ${ELDER}, 'home-position', ${sealValue("113.600000,34.700000", `resident_sensitive.cipher.${sealed}`)}) ON CONFLICT DO NOTHING`;
  await sql`DELETE FROM visit_plan`;
  const onDuty = "00000000-0000-7000-8000-0000000b1a07";
  await sql`INSERT INTO person (id, name, line, area_code) VALUES (${onDuty}, '示例值班员', 'civil-affairs', ${DISTRICT}) ON CONFLICT DO NOTHING`;
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES ('00000000-0000-7000-8000-0000000b1a08', ${onDuty}, 'caregiver', 'civil-affairs', ${DISTRICT}, '2024-01-01') ON CONFLICT DO NOTHING`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id)
    VALUES ('00000000-0000-7000-8000-0000000b1a06', ${TOWN.code}, ${DISTRICT}, '2024-01-01', '{1,2,3,4,5,6,7}', 0, 1440, ${onDuty}) ON CONFLICT DO NOTHING`;
  await sql`DELETE FROM caregiver_absence`;
  await sql`
    INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, begins_from)
    SELECT ${VISIT_PLAN}, ${TOWN.code}, ${DISTRICT}, monday, monday + 6, 'draft', monday FROM (SELECT date_trunc('week', now() + interval '7 days')::date AS monday) AS week`;
  await sql`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes)
    SELECT ${PLANNED}, ${VISIT_PLAN}, ${ELDER}, ${CAREGIVER}, ${LINE}, ${COMMUNITY}, first_on + interval '34 hours', first_on + interval '35 hours', 'home',
      first_on, last_on, 'rule', 60 FROM visit_plan WHERE id = ${VISIT_PLAN}`;
}

/** The day of the plan's one visit. */
function tuesdayOfNextWeek(): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + 7 - ((day.getUTCDay() + 6) % 7) + 1);
  return day.toISOString().slice(0, 10);
}

/** What whoever plans visits writes: the plan is one district's. */
export function formsOfVisitPlans({ sql }: Records): FilledIn[] {
  const plan = { params: { id: VISIT_PLAN }, after: () => putPlan(sql) };
  const day = async (after = 0) =>
    String((await sql`SELECT (first_on + ${after}::int)::text AS day FROM visit_plan WHERE id = ${VISIT_PLAN}`)[0]!["day"]);
  const put =
    (more: () => Promise<Record<string, string>> = () => Promise.resolve({})) =>
    async () => (await putPlan(sql), await more());
  const state = async () =>
    (await sql`SELECT state FROM visit_plan WHERE id = ${VISIT_PLAN}`)[0]?.["state"] as string | undefined;
  const planning = put(
    async () => (await sql`UPDATE visit_plan SET state = 'planning', heartbeat_at = now() WHERE id = ${VISIT_PLAN}`, {}),
  );
  const board = { ...plan, route: "visits.plan.$id.board" };
  return [
    {
      ...{ route: "visits.plan._index", says: "a week's plan asked for", intent: "plan", after: () => putPlan(sql) },
      form: put(async () => ({ area: DISTRICT, week: await day(), seconds: "1" })),
    },
    {
      ...{ route: "visits.plan._index", says: "a caregiver ill today", intent: "ill", after: () => putPlan(sql) },
      form: put(() => Promise.resolve({ ill: CAREGIVER, area: DISTRICT })),
      did: async () => !(await isGone(sql`SELECT FROM caregiver_absence WHERE person_id = ${CAREGIVER}`)),
    },
    {
      ...{ ...plan, route: "visits.plan.$id._index", says: "a plan put in force", intent: "publish" },
      form: put(() => Promise.resolve({ version: "1" })),
      did: async () => (await state()) === "published",
    },
    {
      ...{ ...plan, route: "visits.plan.$id._index", says: "a draft discarded", intent: "discard", form: put() },
      did: async () => (await state()) === undefined,
    },
    {
      ...{
        ...plan,
        route: "visits.plan.$id._index",
        says: "a search ended with the best so far",
        intent: "stop",
        form: planning,
      },
    },
    { ...{ ...plan, route: "visits.plan.$id._index", says: "a week planned again", intent: "again", form: put() } },
    {
      ...{ ...board, says: "a move weighed", intent: "weigh" },
      form: put(async () => ({ visit: PLANNED, person: CAREGIVER, day: await day(2) })),
    },
    {
      ...{ ...board, says: "a visit moved to another day", intent: "move" },
      form: put(async () => ({ visit: PLANNED, person: CAREGIVER, day: await day(2), version: "1" })),
      did: async () => (await sql`SELECT version FROM visit_plan WHERE id = ${VISIT_PLAN}`)[0]?.["version"] === 2,
    },
    {
      ...{ ...board, says: "a visit pinned", intent: "pin" },
      form: put(() => Promise.resolve({ visit: PLANNED })),
      did: async () => (await sql`SELECT is_pinned AS pinned FROM planned_visit WHERE id = ${PLANNED}`)[0]?.["pinned"] === true,
    },
    {
      ...{ ...board, says: "a pinned visit let go", intent: "let-go" },
      form: async () => {
        await putPlan(sql);
        await sql`UPDATE planned_visit SET is_pinned = true WHERE id = ${PLANNED}`;
        return { visit: PLANNED };
      },
      did: async () => (await sql`SELECT is_pinned AS pinned FROM planned_visit WHERE id = ${PLANNED}`)[0]?.["pinned"] === false,
    },
    {
      ...{ ...plan, route: "visits.plan.$id.day", says: "where a day's visits are, for a reason" },
      query: `person=${CAREGIVER}&day=${tuesdayOfNextWeek()}`,
      form: async () => (await putPlan(sql), await sql`DELETE FROM sensitive_opening`, { reason: "inspection" }),
    },
  ];
}

import { v7 as newId } from "uuid";
import { callPlaceOf } from "~/modules/work-orders/data/order-sealed.server";
import { today } from "~/platform/clock.server";
import { sealValue } from "~/platform/sealed-value.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { CAREGIVER } from "./forms-of-visit-plans";
import { RESIDENT } from "./residents-on-record";
import { DISTRICT, LINE } from "./town-on-record";

/** A door that nobody opened, and who is on duty where it is. */
export const ALARM = "00000000-0000-7000-8000-0000000b1b01";
const [SHIFT, EVENT] = ["00000000-0000-7000-8000-0000000b1b02", "00000000-0000-7000-8000-0000000b1b03"];
const COMMUNITY = `${DISTRICT}001001`;
const STREET = `${DISTRICT}001`;
const DAY = today(TOWN.timeZone);
const RUNGS = ["visitor", "community", "authority"].map((who) => ({
  who,
  minutes: 30,
  actingMinutes: 60,
  source: "示例",
  mark: "?",
}));

const ON_DUTY = "00000000-0000-7000-8000-0000000b1b05";

export async function putAlarm(sql: Records["sql"]): Promise<void> {
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES ('00000000-0000-7000-8000-0000000b1b04', ${CAREGIVER}, 'caregiver', ${LINE}, ${COMMUNITY}, '2024-01-01') ON CONFLICT DO NOTHING`;
  await sql`INSERT INTO person (id, name, line, area_code) VALUES (${ON_DUTY}, '示例值班员', ${LINE}, ${STREET}) ON CONFLICT DO NOTHING`;
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES ('00000000-0000-7000-8000-0000000b1b06', ${ON_DUTY}, 'caregiver', ${LINE}, ${STREET}, '2024-01-01') ON CONFLICT DO NOTHING`;
  await sql`DELETE FROM duty_shift WHERE area_code = ${STREET}`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id)
    VALUES (${SHIFT}, ${TOWN.code}, ${STREET}, '2024-01-01', '{1,2,3,4,5,6,7}', 480, 1080, ${CAREGIVER})`;
  await sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
    VALUES (${EVENT}, ${TOWN.code}, ${RESIDENT}, ${LINE}, ${COMMUNITY}, ${CAREGIVER}, ${CAREGIVER}, now() - interval '3 hours', 'no-answer', 'home', 'check', now() - interval '3 hours', 5,
      ${`sealed.k1.${"x".repeat(40)}`}, ${"0".repeat(64)}) ON CONFLICT DO NOTHING`;
  await sql`DELETE FROM escalation WHERE id = ${ALARM}`;
  await sql`
    INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, visitor_id, ladder, rung, next_at)
    VALUES (${ALARM}, ${TOWN.code}, ${LINE}, ${COMMUNITY}, 'visit', ${EVENT}, now() - interval '3 hours', ${CAREGIVER}, ${sql.json(RUNGS)}, 1, now() + interval '1 day')`;
}

/** What whoever keeps a roster and whoever looks after a door writes. */
export function formsOfDuty({ sql }: Records): FilledIn[] {
  const again = () => putAlarm(sql);
  const put = (typed: Record<string, string>) => async () => (await putAlarm(sql), typed);
  const duty = { route: "visits.duty", query: `area=${STREET}`, after: again };
  const shift = { person: ON_DUTY, deputy: "", begins: "18:00", ends: "08:00", weekdays: "1", from: DAY, lastDay: "" };
  const alarm = { route: "visits.watch_.$id", params: { id: ALARM }, after: again };
  const ladders = {
    route: "visits.duty_.ladders",
    after: async () => {
      await sql`DELETE FROM escalation_rung`;
      await sql`DELETE FROM family_answer_clock WHERE city_code <> ''`;
    },
  };
  const spoken = async () => {
    await putAlarm(sql);
    const call = newId();
    const words = sealValue(JSON.stringify({ name: "示例", number: "13700000001", words: "示例" }), callPlaceOf(call));
    await sql`
      INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, callee, detail, said_cipher, planned_at, done_at)
      VALUES (${call}, ${ALARM}, 1, 'rang', ${CAREGIVER}, 'contact', 'reached', ${words}, now(), now())`;
    return { reason: "inspection", note: "" };
  };
  const said = (kind: string) => async () =>
    !(await isGone(sql`SELECT FROM escalation_step WHERE escalation_id = ${ALARM} AND kind = ${kind}`));
  return [
    {
      ...{ ...duty, says: "somebody put on the duty roster", intent: "write", form: put(shift) },
      did: async () => !(await isGone(sql`SELECT FROM duty_shift WHERE area_code = ${STREET} AND begins = 1080`)),
    },
    { ...duty, says: "a day of duty swapped", intent: "swap", form: put({ id: SHIFT, day: DAY, person: "" }) },
    {
      ...{ ...duty, says: "a shift of duty ended", intent: "end", form: put({ id: SHIFT, version: "1", lastDay: DAY }) },
      did: async () => !(await isGone(sql`SELECT FROM duty_shift WHERE id = ${SHIFT} AND valid_to IS NOT NULL`)),
    },
    {
      ...{
        ...ladders,
        says: "another ladder",
        intent: "ladder",
        did: async () => !(await isGone(sql`SELECT FROM escalation_rung`)),
      },
      form: () => ({
        kind: "visit",
        version: "0",
        first: "60",
        rung: "street",
        "minutes-street": "30",
        "acting-street": "60",
        reason: "示例",
      }),
    },
    {
      ...{ ...ladders, says: "how soon families are called back", intent: "clock" },
      form: () => ({ urgency: "today", version: "0", minutes: "90", dayFrom: "", dayUntil: "", reason: "示例依据" }),
      did: async () => !(await isGone(sql`SELECT FROM family_answer_clock WHERE city_code <> ''`)),
    },
    {
      ...{ ...alarm, says: "a call to whoever is on duty, ticked off", intent: "phoned", did: said("phoned") },
      form: async () => {
        await putAlarm(sql);
        await sql`
          INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, planned_at, done_at) VALUES (gen_random_uuid(), ${ALARM}, 1, 'told', ${CAREGIVER}, now(), now())`;
        return { person: CAREGIVER, rung: "1", result: "reached" };
      },
    },
    {
      ...{ route: "visits.watch_.mine", says: "an alarm that came to somebody, seen by them", intent: "seen", isOwn: true },
      form: put({ alarm: ALARM }),
    },
    { ...alarm, says: "what was said on calls about an alarm, opened", intent: "said", form: spoken },
    { ...alarm, says: "an alarm accepted", intent: "accepted", form: put({}), did: said("accepted") },
    { ...alarm, says: "an alarm: on the way", intent: "going", form: put({}), did: said("going") },
    {
      ...alarm,
      says: "a call about an alarm, with what came of it",
      intent: "called",
      form: put({ whom: "resident", result: "not-reached" }),
    },
    {
      ...{ ...alarm, says: "an alarm settled with what was found", intent: "settle", form: put({ found: "well" }) },
      did: async () => !(await isGone(sql`SELECT FROM escalation WHERE id = ${ALARM} AND settled_at IS NOT NULL`)),
    },
    { ...alarm, says: "the door an alarm is about, opened", intent: "door", form: put({}) },
  ];
}

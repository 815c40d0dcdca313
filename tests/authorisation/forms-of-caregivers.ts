import { secretHash } from "~/platform/one-time-secret.server";
import { sealValue } from "~/platform/sealed-value.server";
import { today } from "~/platform/clock.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import type { FilledIn, Records } from "./filled-in";
import { STREET } from "./residents-on-record";
import { DISTRICT, LINE } from "./town-on-record";

/** A caregiver on record, somebody who is none yet, and one whom they visit today. */
export const CAREGIVER = "00000000-0000-7000-8000-0000000ca001";
const TO_BE = "00000000-0000-7000-8000-0000000ca002";
const ABSENCE = "00000000-0000-7000-8000-0000000ca003";
const VISITED = "00000000-0000-7000-8000-0000000ca004";
const PLAN = "00000000-0000-7000-8000-0000000ca005";
const DAY = today();
/** A calendar asks for it with no session at all. */
const SECRET = "made".padEnd(43, "x");
export const CALENDAR_LINK = `${SECRET}.ics`;

export async function putCaregiver({ sql }: Pick<Records, "sql">): Promise<void> {
  for (const [id, name] of [
    [CAREGIVER, "示例探访员"],
    [TO_BE, "示例新探访员"],
  ] as const) {
    await sql`INSERT INTO person (id, name, area_code, line) VALUES (${id}, ${name}, ${STREET}, ${LINE})`;
    await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (gen_random_uuid(), ${id}, 'caregiver', ${LINE}, ${STREET}, '2024-01-01')`;
  }
  await caregiverAsItWas({ sql });
  await sql`INSERT INTO calendar_feed (person_id, secret_hash) VALUES (${CAREGIVER}, ${secretHash(SECRET)})`;
}

async function caregiverAsItWas({ sql }: Pick<Records, "sql">): Promise<void> {
  await sql`DELETE FROM caregiver WHERE person_id IN (${CAREGIVER}, ${TO_BE})`;
  await sql`
    INSERT INTO caregiver (person_id, city_code, line, area_code, start_cipher, valid_from)
    VALUES (${CAREGIVER}, ${TOWN.code}, ${LINE}, ${DISTRICT}, ${sealValue("113.600000,34.700000", `caregiver.start_cipher.${CAREGIVER}`)}, '2024-01-01')`;
  await sql`INSERT INTO caregiver_hours (person_id, weekday, begins, ends) VALUES (${CAREGIVER}, 1, 540, 1020)`;
  await sql`
    INSERT INTO resident (id, city_code, line, area_code, register_number, name, state, registered_on)
    VALUES (${VISITED}, ${TOWN.code}, ${LINE}, ${STREET}, 'CG1', '示例受访老人', 'registered', '2024-01-01') ON CONFLICT (id) DO NOTHING`;
  await sql`DELETE FROM visit_plan WHERE id = ${PLAN}`;
  await sql`
    INSERT INTO visit_plan (id, city_code, line, area_code, first_on, last_on, state, published_at)
    VALUES (${PLAN}, ${TOWN.code}, ${LINE}, ${DISTRICT}, ${DAY}, ${DAY}, 'published', now())`;
  await sql`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes, is_published)
    VALUES (gen_random_uuid(), ${PLAN}, ${VISITED}, ${CAREGIVER}, ${LINE}, ${STREET}, ${`${DAY}T10:00:00+08:00`}, ${`${DAY}T10:30:00+08:00`}, 'home', ${DAY}, ${DAY}, 'rule', 30, true)`;
}

/** What is done to caregivers: they visit in the district, in one line. */
export function formsOfCaregivers({ sql }: Records): FilledIn[] {
  const fresh = () => caregiverAsItWas({ sql });
  const is = (fields: Record<string, string>) => async () => (await fresh(), fields);
  const file = { route: "visits.caregivers.$id", params: { id: CAREGIVER } };
  const start = { route: "visits.caregivers.$id_.start", params: { id: CAREGIVER } };
  const card = {
    ...{ area: DISTRICT, sex: "unknown", transport: "e-bike", mostVisits: "8", mostMinutes: "400", from: "2024-01-01", last: "" },
  };
  const own = { route: "account.calendar", isOwn: true as const };
  const ofOwn =
    (hasLink: boolean): FilledIn["form"] =>
    async ({ personId }) => {
      if (personId === null) return {};
      await sql`DELETE FROM caregiver WHERE person_id = ${personId}`;
      await sql`INSERT INTO caregiver (person_id, city_code, line, area_code, valid_from) VALUES (${personId}, ${TOWN.code}, ${LINE}, ${DISTRICT}, '2024-01-01')`;
      if (hasLink)
        await sql`INSERT INTO calendar_feed (person_id, secret_hash) VALUES (${personId}, ${personId.replaceAll("-", "").padStart(64, "0")})`;
      return {};
    };
  const forgotten: FilledIn["after"] = ({ personId }) => sql`DELETE FROM caregiver WHERE person_id = ${personId}`;
  return [
    { route: "visits.caregivers._index", says: "a caregiver looked for by name", form: is({ q: "示例" }) },
    { route: "visits.caregivers.new", says: "somebody becomes a caregiver", form: is({ ...card, person: TO_BE }), after: fresh },
    {
      route: "visits.caregivers.$id_.edit",
      params: { id: CAREGIVER },
      says: "a caregiver's card corrected",
      form: is({ ...card, version: "1" }),
    },
    {
      ...file,
      says: "working hours from a day on",
      intent: "hours",
      form: is({ version: "1", from: DAY, last: "", "2.begins": "09:00", "2.ends": "17:00" }),
    },
    { ...file, says: "an absence noted", intent: "away", form: is({ kind: "leave", from: DAY, last: DAY }) },
    {
      ...{ ...file, says: "an absence taken off", intent: "back" },
      async form() {
        await fresh();
        await sql`INSERT INTO caregiver_absence (id, person_id, kind, valid_from, valid_to) VALUES (${ABSENCE}, ${CAREGIVER}, 'leave', ${DAY}, ${DAY}::date + 2)`;
        return { absence: ABSENCE };
      },
    },
    { ...file, says: "a calendar link made for somebody", intent: "make-link", form: is({}) },
    {
      ...{ ...file, says: "somebody's calendar link revoked", intent: "revoke-link" },
      async form() {
        await fresh();
        await sql`INSERT INTO calendar_feed (person_id, secret_hash) VALUES (${CAREGIVER}, ${"0".repeat(64)})`;
        return {};
      },
    },
    { ...start, says: "where a way begins, opened", intent: "open", form: is({ reason: "correct-record" }) },
    { ...start, says: "where a way begins, corrected", intent: "save", form: is({ value: "113.61, 34.71" }) },
    { ...start, says: "where a way begins, removed", intent: "remove", form: is({}) },
    { route: "visits.caregivers.$id_.day", params: { id: CAREGIVER }, says: "a day's sheet printed", form: is({}) },
    { ...own, says: "one's own calendar link made", intent: "make-link", form: ofOwn(false), after: forgotten },
    { ...own, says: "one's own calendar link revoked", intent: "revoke-link", form: ofOwn(true), after: forgotten },
  ];
}

import { sealValue } from "~/platform/sealed-value.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { CAREGIVER } from "./forms-of-visit-plans";
import { RESIDENT, STREET } from "./residents-on-record";
import { LINE } from "./town-on-record";

/** A visit with something worth a look, and who is to be rung about its month. */
export const CHECKED_VISIT = "00000000-0000-7000-8000-0000000b1c01";
const [FLAG, SAMPLE] = ["00000000-0000-7000-8000-0000000b1c02", "00000000-0000-7000-8000-0000000b1c03"];

export async function putCheckedVisit(sql: Records["sql"]): Promise<void> {
  await sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
    VALUES (${CHECKED_VISIT}, ${TOWN.code}, ${RESIDENT}, ${LINE}, ${STREET}, ${CAREGIVER}, ${CAREGIVER}, '2025-03-05T02:00:00Z', 'seen', 'home', 'check', '2025-03-05T02:00:00Z', 3,
      ${sealValue('{"looked":{},"needs":"","note":"示例"}', `visit_event.body_cipher.${CHECKED_VISIT}`)}, ${"0".repeat(64)}) ON CONFLICT DO NOTHING`;
  await sql`DELETE FROM visit_flag WHERE id = ${FLAG}`;
  await sql`
    INSERT INTO visit_flag (id, city_code, event_id, line, area_code, author_id, kind, facts)
    VALUES (${FLAG}, ${TOWN.code}, ${CHECKED_VISIT}, ${LINE}, ${STREET}, ${CAREGIVER}, 'too-short', '{"minutes": 3, "limit": 20, "by": "rule"}')`;
  await sql`DELETE FROM visit_callback_sample WHERE area_code = ${STREET}`;
  await sql`
    INSERT INTO visit_callback_sample (id, city_code, line, area_code, month, as_of, size, population, population_hash, seed, event_ids)
    VALUES (${SAMPLE}, ${TOWN.code}, ${LINE}, ${STREET}, '2025-03-01', now(), 1, 1, ${"0".repeat(64)}, 1, ${[CHECKED_VISIT]})`;
}

/** What is done about visits worth a look. */
export function formsOfChecks({ sql }: Records): FilledIn[] {
  const put = (typed: Record<string, string>) => async () => (await putCheckedVisit(sql), typed);
  const undrawn = async () => {
    await putCheckedVisit(sql);
    await sql`DELETE FROM visit_callback_sample WHERE area_code = ${STREET}`;
    return { size: "1" };
  };
  const calls = { route: "visits.checks_.callbacks", query: `area=${STREET}&month=2025-03` };
  const visit = { params: { id: CHECKED_VISIT } };
  const why = { reason: "inspection" };
  const worded = (did: string) => async () =>
    !(await isGone(sql`SELECT FROM visit_flag_word WHERE flag_id = ${FLAG} AND did = ${did}`));
  return [
    {
      ...{ route: "visits.checks", says: "what stood out on a visit settled", intent: "settle" },
      ...{ form: put({ flag: FLAG, how: "explained", note: "示例" }), did: worded("settled") },
    },
    {
      ...{ route: "visits.checks", says: "how a visit was, said", intent: "say" },
      ...{ form: put({ flag: FLAG, note: "示例" }), did: worded("said") },
    },
    {
      ...{ ...calls, says: "visits drawn to be rung about", intent: "draw", form: undrawn },
      did: async () => !(await isGone(sql`SELECT FROM visit_callback_sample WHERE area_code = ${STREET}`)),
    },
    {
      ...{
        ...calls,
        says: "the answer of a call-back noted",
        intent: "answer",
        form: put({ event: CHECKED_VISIT, answer: "confirmed" }),
      },
      did: async () => !(await isGone(sql`SELECT FROM visit_callback WHERE event_id = ${CHECKED_VISIT}`)),
    },
    { ...calls, route: "visits.checks_.callbacks_.sheet", says: "the call sheet with names and phones", form: put(why) },
    { route: "visits.log_.$id", ...visit, says: "what was said on a visit, opened", form: put(why) },
    { route: "visits.log_.$id_.evidence", ...visit, says: "the evidence of a visit as a file", form: put(why) },
    { route: "visits.log_.form", query: `resident=${RESIDENT}`, says: "a visit form printed for one person", form: put({}) },
  ];
}

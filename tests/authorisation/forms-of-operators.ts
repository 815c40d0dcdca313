import { v7 as newId } from "uuid";
import { operatorCookie } from "~/modules/catalog/use-cases/operator-cookie.server";
import { secretHash } from "~/platform/one-time-secret.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import type { FilledIn, Records } from "./filled-in";
import { DISTRICT, LINE } from "./town-on-record";

/** A place of the district with one class, its operator, a link, a word that was said, and an edit that waits. */
export const OPERATED = "00000000-0000-7000-8000-00000000fac7";
export const EDIT = "00000000-0000-7000-8000-0000000fed17";
const CLASS = "00000000-0000-7000-8000-0000000c1a55";
const MEMBER = "00000000-0000-7000-8000-0000000e3be1";
const OPERATOR = "00000000-0000-7000-8000-0000000e3be2";
const SECRET = "operator".padEnd(43, "x");
const CLOCK = "now() AT TIME ZONE 'Asia/Shanghai'";

export async function putOperated(sql: Records["sql"], { isLinked = true, hasMember = true } = {}): Promise<void> {
  await sql`TRUNCATE sign_in_throttle`;
  await sql`DELETE FROM facility WHERE id = ${OPERATED}`;
  // Its history stays, as everybody's does: it goes on from there.
  const [held] = await sql<
    { version: number }[]
  >`SELECT COALESCE(max(version), 1) AS version FROM revision WHERE facility_id = ${OPERATED}`;
  const { version } = held!;
  const [run] = await sql<{ id: string }[]>`
    INSERT INTO operator (id, city_code, name, kind) VALUES (${newId()}, ${TOWN.code}, '示例运营单位', 'private')
    ON CONFLICT (city_code, name) DO UPDATE SET kind = excluded.kind RETURNING id`;
  const [operator, offering] = [run!.id, newId()];
  await sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, operator_id, area_code, position_quality, version)
    VALUES (${OPERATED}, ${TOWN.code}, '示例托育园', 'nursery-institution', ${LINE}, ${operator}, ${DISTRICT}, 'unplaced', ${version})`;
  await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${OPERATED}, 'operating', '2024-01-01')`;
  await sql`INSERT INTO offering (id, facility_id, service_type, valid_from) VALUES (${offering}, ${OPERATED}, 'nursery', '2024-01-01')`;
  await sql`INSERT INTO offering_class (id, offering_id, kind, age_from_months, age_to_months) VALUES (${CLASS}, ${offering}, 'toddler-12', 12, 24)`;
  await sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${newId()}, ${CLASS}, '2024-01-01', 15, 12)`;
  await sql`
    INSERT INTO vacancy_statement (id, class_id, start_month, taken, confirmed_at, how, expires_at)
    VALUES (${newId()}, ${CLASS}, to_char(${sql.unsafe(CLOCK)}, 'YYYY-MM'), 9, now() - interval '3 days', 'link', now() + interval '27 days')`;
  await sql`
    INSERT INTO facility_edit (id, city_code, facility_id, base_version, changes, proposed_at)
    VALUES (${EDIT}, ${TOWN.code}, ${OPERATED}, ${version}, ${sql.json([{ key: "note", before: "", after: "示例说明" }])}, now())`;
  if (isLinked)
    await sql`INSERT INTO operator_link (id, facility_id, secret_hash, expires_at) VALUES (${newId()}, ${OPERATED}, ${secretHash(SECRET)}, now() + interval '1 day')`;
  await sql`DELETE FROM operator_membership`;
  await sql`INSERT INTO person (id, name, area_code, line) VALUES (${OPERATOR}, '示例园长', ${DISTRICT}, ${LINE}) ON CONFLICT DO NOTHING`;
  await sql`INSERT INTO credential (person_id, login) VALUES (${OPERATOR}, 'operator@doors') ON CONFLICT DO NOTHING`;
  await sql`DELETE FROM role_grant WHERE person_id = ${OPERATOR}`;
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${OPERATOR}, 'operator', ${LINE}, ${DISTRICT}, '2024-01-01')`;
  if (hasMember)
    await sql`INSERT INTO operator_membership (id, city_code, operator_id, person_id, valid_from) VALUES (${MEMBER}, ${TOWN.code}, ${operator}, ${OPERATOR}, '2024-01-01')`;
}

/** What an operator says by its link, and what staff do about operators. */
export function formsOfOperators({ sql }: Records): FilledIn[] {
  const put =
    (fields: Record<string, string>, wished: Parameters<typeof putOperated>[1] = {}) =>
    async () => (await putOperated(sql, wished), fields);
  const byLink = { isOwn: true as const, cookie: async () => (await operatorCookie.serialize(SECRET)).split(";")[0]! };
  const desk = { route: "operate._index", ...byLink };
  const access = { route: "plan.facilities.$id_.operator", params: { id: OPERATED } };
  const edit = { route: "plan.edits.$id", params: { id: EDIT } };
  const month = async () => {
    await putOperated(sql);
    const [row] = await sql<{ month: string; born: string }[]>`
      SELECT to_char(${sql.unsafe(CLOCK)}, 'YYYY-MM') AS month, to_char(${sql.unsafe(CLOCK)} - interval '18 months', 'YYYY-MM') AS born`;
    return row!;
  };
  return [
    { ...desk, says: "an operator's link opened", intent: "open", form: put({ secret: SECRET }) },
    { ...desk, says: "all still right, by the link", intent: "confirm", form: put({}) },
    {
      ...{ ...desk, says: "a class's places said, by the link", intent: "say" },
      form: async () => ({ class: CLASS, month: (await month()).month, taken: "8", held: "1" }),
    },
    { ...desk, says: "the operator's page left", intent: "leave", form: put({}) },
    {
      ...{ route: "operate.roster", ...byLink, says: "birth months counted, by the link" },
      form: async () => ({ birth: (await month()).born, children: "3", class: CLASS }),
    },
    {
      ...{ route: "operate.facts", ...byLink, says: "facts handed in, by the link" },
      form: async () => {
        await putOperated(sql);
        const [row] = await sql<{ version: number }[]>`SELECT version FROM facility WHERE id = ${OPERATED}`;
        return { version: String(row!.version), note: "示例说明二", [`staffed-${CLASS}`]: "12" };
      },
    },
    {
      ...{ route: "operate.facts", ...byLink, says: "facts taken back while they wait, by the link", intent: "withdraw" },
      form: async () => {
        await putOperated(sql);
        return {};
      },
    },
    { route: "plan.vacancies", says: "vacancies confirmed by telephone", form: put({ facility: OPERATED }) },
    { ...edit, says: "an operator's change published", intent: "publish", form: put({}) },
    { ...edit, says: "an operator's change declined", intent: "decline", form: put({ reason: "示例原因" }) },
    { ...access, says: "an operator's link made", intent: "make-link", form: put({}, { isLinked: false }) },
    { ...access, says: "an operator's link ended", intent: "revoke-link", form: put({}) },
    { ...access, says: "an operator's mailbox said", intent: "mailbox", form: put({ mailbox: "place@example.com" }) },
    {
      ...access,
      says: "an operator's account added",
      intent: "add-member",
      form: put({ login: "operator@doors" }, { hasMember: false }),
    },
    { ...access, says: "an operator's account ended", intent: "end-member", form: put({ member: MEMBER }) },
  ];
}

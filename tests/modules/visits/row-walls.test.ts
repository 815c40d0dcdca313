import { v7 as newId } from "uuid";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { sealValue } from "~/platform/sealed-value.server";
import { scopeText, type Acting } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { everythingOf } from "./everything-of-one";
import { EAST, madeElder, makeVisitingTown, stranger, VISITOR, WARDEN, warden } from "./visiting-town";

/** The second wall: whatever a use case forgot to ask, the database itself shows and takes nothing beyond area and line. */
const records = withTestDatabase();
const { sql } = records;

/** Tables of everybody else's rooms. What is not among them belongs to residents or visits, and is tried below. */
const ELSEWHERE = [
  ...[
    "city",
    "area",
    "area_population",
    "barrier",
    "crossing",
    "walker",
    "walker_change",
    "street_network",
    "sampled_walk",
    "standard_parameter",
    "landmark",
    "offer_place",
  ],
  ...[
    "service_type",
    "facility_kind",
    "operator",
    "facility",
    "facility_state",
    "offering",
    "offering_class",
    "capacity",
    "price",
    "subsidy_rule",
    "facility_grade",
    "published_inspection",
    "document",
    "contact",
    "operator_link",
    "operator_membership",
    "operator_mailbox",
    "vacancy_statement",
    "vacancy_nudge",
    "class_roster",
    "class_roster_month",
    "facility_edit",
    "facility_turn",
  ],
  ...[
    "opening_hours",
    "photo",
    "revision",
    "saved_view",
    "import_batch",
    "column_mapping",
    "import_change",
    "import_alias",
    "installation",
    "_prisma_migrations",
    "database_start",
  ],
  ...[
    "person",
    "role_grant",
    "delegation",
    "emergency_access",
    "approval",
    "audit_event",
    "audit_block",
    "audit_retired",
    "person_sensitive",
    "sensitive_opening",
  ],
  ...[
    "opening_alert",
    "key_rotation",
    "retention_rule",
    "retention_change",
    "credential",
    "session_limit",
    "session",
    "sign_in_throttle",
    "request_count",
  ],
  ...["enquiry", "tour_slot", "tour_booking", "vacancy_alert", "vacancy_alert_watch", "facility_question", "message"],
  ...["site_proposal", "site_proposal_step", "siting_scenario", "siting_run"],
  ...["second_factor", "recovery_code", "one_time_secret", "bound_device", "sign_in_challenge", "known_browser", "identity_link"],
];
/** Rules, modes and limits name nobody: everybody may read them. Nobody else may write them. */
const OPEN = [
  "due_run",
  "mode",
  "month_limit",
  "resident_risk_rule",
  "visit_check_run",
  "visit_rule",
  "escalation_rung",
  "work_order_class",
  "family_answer_clock",
  "duty_phone",
];

let app: postgres.Sql;
beforeAll(async () => {
  app = postgres(records.url, { max: 2, onnotice: () => undefined });
  await makeVisitingTown(records);
  const [elder, other] = [await madeElder(records), await madeElder(records)];
  await everythingOf(records, elder, "甲");
  const [city, person] = [TOWN.code, VISITOR.personId];
  await sql`INSERT INTO resident_merge (id, kept_id, left_id, moved) VALUES (${newId()}, ${elder}, ${other}, '{}')`;
  await sql`
    INSERT INTO resident_risk_rule (id, city_code, key, risk, least_age, source, valid_from) VALUES (${newId()}, ${city}, 'made', 'high', 80, '示例', '2024-01-01')`;
  await sql`INSERT INTO mode (id, city_code, area_code, kind, cause, valid_from, valid_to) VALUES (${newId()}, ${city}, ${EAST}, 'emergency', 'flood', '2025-01-01', '2025-01-05')`;
  await sql`INSERT INTO visit_rule (id, city_code, area_code, times, per, minutes, source, valid_from) VALUES (${newId()}, ${city}, ${EAST}, 1, 'month', 20, '示例', '2024-01-01')`;
  await sql`INSERT INTO caregiver (person_id, city_code, area_code, valid_from) VALUES (${person}, ${city}, ${EAST}, '2024-01-01')`;
  await sql`INSERT INTO caregiver_hours (person_id, weekday, begins, ends) VALUES (${person}, 1, 540, 1020)`;
  await sql`INSERT INTO caregiver_absence (id, person_id, kind, valid_from, valid_to) VALUES (${newId()}, ${person}, 'ill', '2025-01-01', '2025-01-05')`;
  await sql`INSERT INTO calendar_feed (person_id, secret_hash) VALUES (${person}, ${"c".repeat(64)})`;
  await sql`
    INSERT INTO campaign (id, city_code, area_code, name, opens_at, closes_at) VALUES (${newId()}, ${city}, ${EAST}, '示例行动', '2025-01-01T00:00:00Z', '2025-01-02T00:00:00Z')`;
  await sql`INSERT INTO visit_check_run (city_code, looked_until) VALUES (${city}, now())`;
  await sql`INSERT INTO due_run (city_code, for_day) VALUES (${city}, '2025-01-01')`;
  await sql`INSERT INTO month_limit (city_code, green, yellow, source) VALUES (${city}, 0.9, 0.7, '示例')`;
  await sql`
    INSERT INTO visit_reminder (id, city_code, line, area_code, person_id, month, on_day, missing) VALUES (${newId()}, ${city}, 'civil-affairs', ${EAST}, ${person}, '2025-01-01', '2025-01-20', 1)`;
  await sql`
    INSERT INTO month_reminder (id, city_code, line, area_code, month, on_day) VALUES (${newId()}, ${city}, 'civil-affairs', ${EAST}, '2025-01-01', '2025-02-03')`;
  const [shift, alarm] = [newId(), newId()];
  await sql`INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id) VALUES (${shift}, ${city}, ${EAST}, '2025-01-01', '{1,2}', 1080, 480, ${person})`;
  await sql`INSERT INTO duty_swap (shift_id, on_day, person_id) VALUES (${shift}, '2025-01-06', ${WARDEN.personId})`;
  await sql`
    INSERT INTO escalation_rung (city_code, source_kind, position, who, minutes, source) VALUES (${city}, 'visit', 0, 'visitor', 120, '示例')`;
  await sql`
    INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, ladder) VALUES (${alarm}, ${city}, 'civil-affairs', ${EAST}, 'visit', ${newId()}, '2025-01-02T02:00:00Z', '[]')`;
  await sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, planned_at, done_at) VALUES (${newId()}, ${alarm}, 0, 'opened', '2025-01-02T02:00:00Z', '2025-01-02T02:00:00Z')`;
  const request = newId();
  await sql`
    INSERT INTO family_request (id, city_code, area_code, reference, urgency, language, said_cipher, content_hash, answer_by)
    VALUES (${request}, ${city}, ${EAST}, '12345678', 'today', 'zh', ${sealValue("{}", `family_request.said_cipher.${request}`)}, ${"A".repeat(43)}, now() + interval '1 hour')`;
  await sql`INSERT INTO family_request_step (id, request_id, kind, done_by) VALUES (${newId()}, ${request}, 'rang', ${WARDEN.personId})`;
  await sql`INSERT INTO duty_phone (area_code, city_code, phone) VALUES (${EAST}, ${city}, '0371-60000001')`;
  await sql`
    INSERT INTO month_form (id, city_code, area_code, file_name, workbook, mapping) VALUES (${newId()}, ${city}, ${EAST}, '示例.xlsx', '\\x00', '{}')`;
});
afterAll(() => app.end());

/** Every table of residents and visits, as the catalog of the database knows them. */
const ours = async () =>
  (
    await sql<{ name: string; isWalled: boolean; policies: string[]; isAppOwned: boolean }[]>`
      SELECT c.relname AS name, c.relrowsecurity AS "isWalled", pg_get_userbyid(c.relowner) = ${new URL(records.url).username} AS "isAppOwned",
        ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY c.relname`
  ).filter(({ name }) => !ELSEWHERE.includes(name));

/** One statement as somebody, in a transaction that leaves nothing behind. */
async function as(actor: Acting | null, statement: string, values: readonly string[] = []): Promise<number | "refused"> {
  const BACK = new Error("leaves nothing behind");
  let rows: number | "refused" = 0;
  await app
    .begin(async (step) => {
      if (actor)
        await step`SELECT set_config('quarterhour.person', ${actor.personId ?? ""}, true), set_config('quarterhour.city', ${actor.cityCode ?? ""}, true),
          set_config('quarterhour.scope', ${scopeText(actor)}, true)`;
      try {
        rows = (await step.unsafe(statement, [...values])).count;
      } catch (error) {
        // 42501: no privilege, or a policy says no. Anything else is a row that came past the wall.
        if ((error as { code?: string }).code !== "42501") throw error;
        rows = "refused";
      }
      throw BACK;
    })
    .catch((error: unknown) => {
      if (error !== BACK && rows !== "refused") throw error;
    });
  return rows;
}

/** What somebody reads and changes of a table: rows seen, rows updated, rows deleted, and a copy of a row put in. */
async function tried(actor: Acting | null, table: string) {
  const [shape] = await sql<{ column: string; ids: string[] }[]>`
    SELECT (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = ${table}::regclass AND a.attnum = 1) AS column,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = ${table}::regclass AND a.attname IN ('id', 'client_id')) AS ids`;
  const [row] = await sql<{ row: string }[]>`SELECT to_jsonb(t)::text AS row FROM ${sql(table)} t LIMIT 1`;
  const copy = { ...(JSON.parse(row!.row) as object), ...Object.fromEntries(shape!.ids.map((id) => [id, newId()])) };
  const insert = `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1::text::jsonb)).*`;
  return {
    read: await as(actor, `SELECT 1 FROM ${table}`),
    updated: await as(actor, `UPDATE ${table} SET ${shape!.column} = ${shape!.column}`),
    deleted: await as(actor, `DELETE FROM ${table}`),
    added: await as(actor, insert, [JSON.stringify(copy)]),
  };
}

test("the app's role owns none of these tables, cannot step past a policy, and is nobody's member", async () => {
  const role = new URL(records.url).username;
  const [rights] = await sql`
    SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships FROM pg_roles r WHERE rolname = ${role}`;
  expect(rights).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, memberships: 0 });
  for (const { name, isWalled, policies, isAppOwned } of await ours()) {
    expect({ name, isWalled, isAppOwned }).toEqual({ name, isWalled: true, isAppOwned: false });
    expect(policies.length, name).toBeGreaterThan(0);
  }
});

test("of every table there is a row to be tried, and whoever keeps the street sees it", async () => {
  const names = (await ours()).map(({ name }) => name);
  expect(names.length, "tables of residents and visits").toBeGreaterThan(30);
  for (const name of names) expect([name, Number((await as(warden, `SELECT 1 FROM ${name}`)) || 0) > 0]).toEqual([name, true]);
});

const here = { areaCode: EAST, line: "civil-affairs" } as const;
const OUTSIDERS: Readonly<Record<string, Actor | Acting | null>> = {
  "who keeps another district": stranger,
  "who keeps the same area in another line": madeActor({
    personId: newId(),
    role: "supervisor",
    areaCode: "9901",
    line: "health",
  }),
  "who only manages accounts there": madeActor({ ...here, personId: newId(), role: "administrator", areaCode: "9901" }),
  "who only plans places there": madeActor({ ...here, personId: newId(), role: "planner", areaCode: "9901" }),
  "a caregiver of the community nobody there is entrusted to": madeActor({ ...here, personId: newId(), role: "caregiver" }),
  "nobody in particular": NOBODY,
  "a connection without any unit of work": null,
};

test.each(Object.entries(OUTSIDERS))("%s reads nothing and writes nothing", async (_who, actor) => {
  for (const { name } of await ours()) {
    const found = await tried(actor, name);
    const done = Object.entries(found).filter(
      ([what, rows]) => !(what === "read" && OPEN.includes(name)) && rows !== 0 && rows !== "refused",
    );
    expect([name, done]).toEqual([name, []]);
    expect([name, found.added], "a row put in is refused aloud").toEqual([name, "refused"]);
  }
});

test("who only looks over an area reads there, and writes nothing", async () => {
  const overseer = madeActor({ personId: newId(), role: "overseer", areaCode: "9901", line: "civil-affairs" });
  for (const { name } of await ours()) {
    const { read: _read, ...written } = await tried(overseer, name);
    expect([name, Object.values(written).filter((rows) => rows !== 0 && rows !== "refused")]).toEqual([name, []]);
    expect([name, written.added]).toEqual([name, "refused"]);
  }
});

test("nobody moves a row beyond their own area or line", async () => {
  for (const [table, column, value] of [
    ["resident", "area_code", "990102001001"],
    ["resident", "line", "health"],
    ["caregiver", "area_code", "990102001001"],
    ["campaign", "area_code", "990102001001"],
    ["visit_plan", "line", "health"],
    ["month_report", "area_code", "990102001001"],
    ["mode", "area_code", "990102001001"],
    ["visit_rule", "area_code", "990102001001"],
    ["duty_shift", "area_code", "990102001001"],
  ] as const)
    expect([table, column, await as(warden, `UPDATE ${table} SET ${column} = $1`, [value])]).toEqual([table, column, "refused"]);
  expect(WARDEN.personId).toBe(warden.personId);
});

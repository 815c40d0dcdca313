/** Work for every job of the registry: what it finds, what must be so afterwards, and where it can be stopped halfway. */
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type postgres from "postgres";
import { v7 as newId } from "uuid";
import { monthBefore, monthOf, subjectOfMonth } from "~/modules/accounts/domain/audit-retirement";
import { savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { recordAuditApart } from "~/modules/accounts/use-cases/record-audit.server";
import { rotationStatus, startRotation } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealAudit } from "~/modules/accounts/use-cases/seal-audit.server";
import { verifyAudit } from "~/modules/accounts/use-cases/verify-audit.server";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { confirmImport, requestUndo } from "~/modules/imports/use-cases/confirm-import.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { dataFolder } from "~/platform/environment.server";
import { addRingKey, keyRing } from "~/platform/key-ring.server";
import { sealValue } from "~/platform/sealed-value.server";
import { madeActor } from "../factories/made-actor";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import { csv } from "../modules/imports/office-files";
import { PLANNER, previewed, seen, written } from "../modules/imports/running-import";

export interface Work {
  readonly job: string;
  /** why doing it twice is doing it once, for docs/jobs.md */
  readonly what: string;
  /** whether it needs a city to begin with */
  readonly inCity: boolean;
  /** makes what the job is to find; its payload */
  readonly arrange: (sql: postgres.Sql) => Promise<object>;
  /** what is so afterwards */
  readonly outcome: (sql: postgres.Sql) => Promise<unknown>;
  readonly wanted: unknown;
  /** a lock that the job meets when some of its work is done and some is not */
  readonly halfway: string;
}

const CHIEF = madeActor({ role: "administrator" });
const HEAD = "编号,名称,设施类型,成立日期,服务项目,核定床位,可入住,在住,地址,经度,纬度,联系电话";
const ROWS = 40;
const office = () =>
  csv([
    HEAD,
    ...Array.from(
      { length: ROWS },
      (_, n) => `J-${n},养老院${n},养老机构,2020-05-01,机构养老,120,100,86,花园路${n}号,113.6${n % 10},34.7${n % 10},0371-${n}`,
    ),
  ]);
const WISH = { city: "4101", asOf: "2025-01-01" };

const lock = (table: string) => `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`;
const one = async (sql: postgres.Sql, question: string): Promise<unknown> => {
  const [row] = await sql.unsafe(question);
  return row && Object.values(row)[0];
};
const batch = async (sql: postgres.Sql) => {
  const [row] = await sql`
    SELECT b.status, b.failure, (SELECT count(*)::int FROM staging.import_row r WHERE r.batch_id = b.id) AS staged,
      (SELECT count(*)::int FROM facility) AS facilities, (SELECT count(*)::int FROM revision) AS revisions,
      (SELECT count(*)::int FROM audit_event WHERE subject_id = b.id::text AND result = 'done') AS events FROM import_batch b`;
  return { ...row };
};

async function uploaded(): Promise<string> {
  const started = await startImport(
    PLANNER,
    { cityCode: "4101", subject: "facilities", source: "test", fileName: "a.csv", coordinateSystem: "WGS-84" },
    office(),
  );
  if (!started.ok) throw new Error(started.refusal.kind);
  return started.value;
}

async function left(sql: postgres.Sql, days: number): Promise<string> {
  const id = newId();
  await sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, '离开的人', 'health', ${TOWN.code})`;
  await sql`UPDATE person SET state = 'left' WHERE id = ${id}`;
  await sql`UPDATE person SET left_on = current_date - ${days}::int WHERE id = ${id}`;
  return id;
}

const fileIn = (folder: string, name: string, isOld: boolean): string => {
  mkdirSync(join(dataFolder(), folder), { recursive: true });
  writeFileSync(join(dataFolder(), folder, name), "made");
  if (isOld) utimesSync(join(dataFolder(), folder, name), new Date(0), new Date(0));
  return name;
};
const filesIn = (folder: string): number => readdirSync(join(dataFolder(), folder)).length;

/** A place whose operator spoke of its one class twenty days ago, and the word's id. */
async function agedPlace(sql: postgres.Sql, n: number): Promise<[string, string]> {
  const [facility, offering, ofClass, statement] = [newId(), newId(), newId(), newId()];
  await sql`INSERT INTO facility (id, city_code, name, kind_key, line, position_quality)
    SELECT ${facility}, '4101', ${`示例中心${n}`}, key, line, 'unplaced' FROM facility_kind WHERE city_code = '4101' ORDER BY key LIMIT 1`;
  await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${facility}, 'operating', '2024-01-01')`;
  await sql`INSERT INTO offering (id, facility_id, service_type, valid_from) SELECT ${offering}, ${facility}, key, '2024-01-01' FROM service_type WHERE city_code = '4101' ORDER BY key LIMIT 1`;
  await sql`INSERT INTO offering_class (id, offering_id, kind) VALUES (${ofClass}, ${offering}, 'general')`;
  await sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${newId()}, ${ofClass}, '2024-01-01', 20, 20)`;
  await sql`
    INSERT INTO vacancy_statement (id, class_id, start_month, taken, confirmed_at, how, expires_at)
    VALUES (${statement}, ${ofClass}, to_char(now() - interval '20 days', 'YYYY-MM'), 12, now() - interval '20 days', 'link', now() + interval '10 days')`;
  return [facility, statement];
}

export const WORK: readonly Work[] = [
  {
    job: "removeExpiredSessions",
    inCity: false,
    what: "deletes what is past its end, in one transaction; what is gone is not found again",
    async arrange(sql) {
      const person = newId();
      await sql`INSERT INTO person (id, name) VALUES (${person}, '示例')`;
      for (const [n, hours] of [-2, -1, 5].entries())
        await sql`
          INSERT INTO session (id, person_id, token_hash, kind, stage, expires_at, browser, system, address)
          VALUES (${newId()}, ${person}, ${`t${n}`}, 'desk', 'open', now() + make_interval(hours => ${hours}), '', '', '')`;
      return {};
    },
    outcome: (sql) => one(sql, "SELECT array_agg(token_hash) FROM session"),
    wanted: ["t2"],
    halfway: lock("session"),
  },
  {
    job: "readImport",
    inCity: true,
    what: "the first look: taken up by number, so that a run another took over from says nothing; one transaction at the end",
    async arrange() {
      return { batchId: await uploaded(), step: "inspect" };
    },
    outcome: batch,
    wanted: { status: "inspected", failure: null, staged: 0, facilities: 0, revisions: 0, events: 0 },
    halfway: lock("column_mapping"),
  },
  {
    job: "readImport",
    inCity: true,
    what: "the preview: laid out in one transaction that ends only for the attempt that began it",
    async arrange() {
      const { id } = await previewed(office(), WISH);
      const batch = await seen(id);
      const { sheet, mapping } = batch;
      const choice = { sheet: sheet ?? "", heading: null, mapping, coordinateSystem: "WGS-84" as const, asOf: WISH.asOf };
      const chosen = await chooseColumns(PLANNER, subjectOf("facilities"), batch, choice);
      if (!chosen.ok) throw new Error(chosen.refusal.kind);
      return { batchId: id, step: "preview" };
    },
    outcome: batch,
    wanted: { status: "previewed", failure: null, staged: ROWS, facilities: 0, revisions: 0, events: 0 },
    halfway: lock("staging.import_row"),
  },
  {
    job: "writeImport",
    inCity: true,
    what: "one transaction from the first row to «done», which holds the attempt's number before it commits",
    async arrange() {
      const { id } = await previewed(office(), WISH);
      const confirmed = await confirmImport(PLANNER, id, { leaveOutRefused: true });
      if (!confirmed.ok) throw new Error(confirmed.refusal.kind);
      return { batchId: id };
    },
    outcome: batch,
    wanted: { status: "done", failure: null, staged: 0, facilities: ROWS, revisions: ROWS, events: 1 },
    halfway: lock("revision"),
  },
  {
    job: "undoImport",
    inCity: true,
    what: "the same as writing: one transaction, held by the attempt's number",
    async arrange() {
      const { id } = await previewed(office(), WISH);
      await written(id, { leaveOutRefused: true });
      await requestUndo(PLANNER, id, { exceptEdited: false });
      return { batchId: id };
    },
    outcome: batch,
    wanted: { status: "undone", failure: null, staged: 0, facilities: 0, revisions: 2 * ROWS, events: 2 },
    halfway: lock("facility"),
  },
  {
    job: "sealAudit",
    inCity: false,
    what: "one process at a time by an advisory lock; a block is what no block holds yet; heads that were not written follow",
    async arrange() {
      for (let n = 0; n < 3; n++)
        await recordAuditApart(CHIEF, { action: "test:event", subject: null, areaCode: null, line: "", result: "done" });
      return {};
    },
    async outcome() {
      const { events, broken, unsealed } = await verifyAudit();
      return { events, broken, unsealed };
    },
    wanted: { events: 3, broken: null, unsealed: 0 },
    halfway: lock("audit_block"),
  },
  {
    job: "prepareAuditMonths",
    inCity: false,
    what: "makes the months that are not there, one process at a time by an advisory lock",
    async arrange(sql) {
      const months = await sql<{ name: string }[]>`
        SELECT relid::regclass::text AS name FROM pg_partition_tree('audit_event') WHERE isleaf AND relid::regclass::text ~ '_\\d{4}_\\d{2}$' ORDER BY 1 DESC LIMIT 2`;
      for (const { name } of months) await sql.unsafe(`DROP TABLE ${name}`);
      return {};
    },
    outcome: (sql) => one(sql, "SELECT count(*)::int FROM pg_partition_tree('audit_event') WHERE isleaf"),
    wanted: 5,
    halfway: "SELECT pg_advisory_xact_lock(4101002001)",
  },
  {
    job: "rotateKeys",
    inCity: false,
    what: "values and the note of how far it came are written together; what is under the active key is passed over; one run holds the note",
    async arrange(sql) {
      for (let n = 0; n < 3; n++) {
        const id = newId();
        await sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, '示例', 'health', '4101')`;
        await savePersonValue(CHIEF, id, "phone", `1390000000${n}`);
      }
      addRingKey();
      await startRotation();
      return {};
    },
    async outcome() {
      const { used, rotation } = await rotationStatus(sealedPlaces);
      return [used.map(({ key, values }) => [key === keyRing().activeId, values]), rotation?.finishedAt !== null];
    },
    wanted: [[[true, 3]], true],
    halfway: lock("contact"),
  },
  {
    job: "applyRetention",
    inCity: true,
    what: "piece by piece, each transaction with its number in the audit; people another run holds are left to it",
    async arrange(sql) {
      await left(sql, 400);
      const lately = await left(sql, 20);
      for (const days of [10, 1200])
        await sql`
          INSERT INTO sensitive_opening (id, opened_at, person_id, subject_kind, subject_id, field, reason)
          VALUES (${newId()}, now() - make_interval(days => ${days}), ${lately}, 'person', ${lately}, 'phone', 'inspection')`;
      const old = newId();
      fileIn("imports", old, false);
      await sql`
        INSERT INTO import_batch (id, city_code, subject, file_name, stored_name, status, finished_at)
        VALUES (${old}, '4101', 'facilities', 'a.csv', ${old}, 'done', now() - interval '40 days')`;
      return {};
    },
    outcome: async (sql) => [
      await one(sql, "SELECT count(*)::int FROM person WHERE state = 'left'"),
      await one(sql, "SELECT count(*)::int FROM sensitive_opening"),
      await one(sql, "SELECT count(*)::int FROM import_batch WHERE forgotten_at IS NULL"),
      await one(
        sql,
        "SELECT string_agg(action || ' ' || COALESCE(facts ->> 'kind', why), ', ' ORDER BY action, facts ->> 'kind') FROM audit_event",
      ),
    ],
    wanted: [
      1,
      1,
      0,
      "apply:retention import-files, apply:retention left-people, apply:retention sensitive-openings, delete:person retention",
    ],
    halfway: lock("person"),
  },
  {
    job: "retireAudit",
    inCity: false,
    what: "a month a transaction, under an advisory lock; the month that is next follows from what is recorded as gone",
    async arrange(sql) {
      for (const days of [1200, 1160])
        await sql`
          INSERT INTO audit_event (id, at, via, role, action, result)
          VALUES (${newId()}, now() - make_interval(days => ${days}), 'session', 'planner', 'read:thing', 'done')`;
      // Sealing waits for transactions of every database of the server.
      const unsealed = "SELECT count(*)::int FROM audit_event WHERE xid >= COALESCE((SELECT max(to_xid) FROM audit_block), 0)";
      do await sealAudit({ mostEvents: 1 });
      while ((await one(sql, unsealed)) !== 0);
      const through = monthBefore(monthOf(new Date(Date.now() - 1100 * 86_400_000)));
      await sql`
        INSERT INTO approval (id, kind, subject_id, reason, asked_by, expires_at)
        VALUES (${newId()}, 'retire-audit', ${subjectOfMonth(through)}, '示例', ${newId()}, now() + interval '1 day')`;
      await sql`UPDATE approval SET decision = 'approved', decided_by = ${newId()}, decided_at = now(), decision_reason = '示例'`;
      return {};
    },
    async outcome(sql) {
      const { broken, retired } = await verifyAudit();
      const told = "SELECT count(*)::int = (SELECT count(*) FROM audit_retired) FROM audit_event WHERE action = 'retire:audit'";
      return [broken, retired?.events, await one(sql, told)];
    },
    wanted: [null, 2, true],
    halfway: "LOCK TABLE audit_event IN SHARE ROW EXCLUSIVE MODE",
  },
  {
    job: "expireApprovals",
    inCity: false,
    what: "settles and writes down in one transaction; what another run holds is left to it",
    async arrange(sql) {
      await sql`
        INSERT INTO approval (id, kind, subject_id, reason, asked_by, expires_at)
        VALUES (${newId()}, 'delete-person', ${newId()}, '示例', ${newId()}, now() + interval '1 day')`;
      await sql.begin(async (owner) => {
        // As if it were a week later.
        await owner`SET LOCAL session_replication_role = replica`;
        await owner`UPDATE approval SET asked_at = now() - interval '8 days', expires_at = now() - interval '1 day'`;
      });
      return {};
    },
    outcome: async (sql) => [
      await one(sql, "SELECT decision FROM approval"),
      await one(sql, "SELECT count(*)::int FROM audit_event WHERE action = 'expire:approval'"),
    ],
    wanted: ["expired", 1],
    halfway: lock("audit_event"),
  },
  {
    job: "sweepFiles",
    inCity: true,
    what: "removes files that are an hour old and that no record names; what is gone is not found again",
    async arrange(sql) {
      const [named, left] = [newId(), newId()];
      fileIn("imports", named, true);
      fileIn("imports", left, true);
      fileIn("imports", newId(), false);
      fileIn("photos", `${left}.webp`, true);
      await sql`
        INSERT INTO import_batch (id, city_code, subject, file_name, stored_name, status)
        VALUES (${named}, '4101', 'facilities', 'a.csv', ${named}, 'done')`;
      return {};
    },
    outcome: () => Promise.resolve([filesIn("imports"), filesIn("photos")]),
    wanted: [2, 0],
    halfway: lock("import_batch"),
  },
  {
    job: "renewRisk",
    inCity: true,
    what: "piece by piece, each in one transaction that holds its rows; a level that is the same is not written",
    async arrange(sql) {
      for (let n = 0; n < 4; n++) {
        const id = newId();
        await sql`
          INSERT INTO resident (id, city_code, area_code, register_number, name, state, registered_on, born_on, risk)
          VALUES (${id}, '4101', '410105001001', ${`K${n}`}, '示例老人', 'registered', '2024-01-01', ${n < 2 ? "1930-01-01" : "2000-01-01"}, 'general')`;
        await sql`INSERT INTO resident_category (id, resident_id, category, valid_from) VALUES (${newId()}, ${id}, 'living-alone', '2024-01-01')`;
      }
      return { cityCode: "4101" };
    },
    outcome: async (sql) => [
      await one(sql, "SELECT count(*)::int FROM resident WHERE risk = 'high' AND risk_rules = '{alone-and-80}'"),
      await one(sql, "SELECT count(*)::int FROM resident WHERE risk = 'key' AND risk_rules = '{alone}'"),
    ],
    wanted: [2, 2],
    halfway: lock("resident"),
  },
  {
    job: "workOutDue",
    inCity: true,
    what: "area by area, each in one transaction under the area's lock; a visit that is owed as before stays as it is",
    async arrange(sql) {
      for (let n = 0; n < 4; n++) {
        const id = newId();
        await sql`
          INSERT INTO resident (id, city_code, area_code, register_number, name, state, registered_on)
          VALUES (${id}, '4101', ${`41010500100${n % 2}`}, ${`J${n}`}, '示例老人', 'registered', '2024-01-01')`;
        await sql`INSERT INTO resident_category (id, resident_id, category, valid_from) VALUES (${newId()}, ${id}, 'living-alone', '2024-01-01')`;
      }
      return { cityCode: "4101" };
    },
    outcome: async (sql) => [
      await one(sql, "SELECT count(DISTINCT resident_id)::int FROM due_visit"),
      await one(
        sql,
        "SELECT count(*)::int FROM (SELECT 1 FROM due_visit GROUP BY resident_id, opens_on HAVING count(*) > 1) AS doubled",
      ),
      await one(sql, "SELECT for_day = (now() AT TIME ZONE 'Asia/Shanghai')::date FROM due_run"),
    ],
    wanted: [4, 0, true],
    halfway: lock("due_run"),
  },
  {
    job: "planVisits",
    inCity: true,
    what: "taken up by number; what is said of it afterwards, and its visits, are written only for the attempt that holds the number",
    async arrange(sql) {
      const [person, plan] = [newId(), newId()];
      const monday = "date_trunc('week', (now() AT TIME ZONE 'Asia/Shanghai')::date + 7)::date";
      await sql`INSERT INTO due_run (city_code, for_day) VALUES ('4101', (now() AT TIME ZONE 'Asia/Shanghai')::date)`;
      await sql`INSERT INTO person (id, name, line, area_code) VALUES (${person}, '示例探访员', 'civil-affairs', '410105001')`;
      await sql`INSERT INTO caregiver (person_id, city_code, area_code, valid_from) VALUES (${person}, '4101', '410105001', '2024-01-01')`;
      for (let weekday = 1; weekday <= 7; weekday++)
        await sql`INSERT INTO caregiver_hours (person_id, weekday, begins, ends) VALUES (${person}, ${weekday}, 540, 1020)`;
      for (let n = 0; n < 3; n++) {
        const id = newId();
        await sql`
          INSERT INTO resident (id, city_code, area_code, register_number, name, state, registered_on)
          VALUES (${id}, '4101', '410105001001', ${`P${n}`}, '示例老人', 'registered', '2024-01-01')`;
        await sql`
          INSERT INTO due_visit (id, city_code, resident_id, line, area_code, opens_on, closes_on, target_on, cause, minutes, is_phone_enough)
          SELECT ${newId()}, '4101', ${id}, 'civil-affairs', '410105001001', ${sql.unsafe(monday)}, ${sql.unsafe(monday)} + 6, ${sql.unsafe(monday)}, 'rule', 20, false`;
      }
      await sql`
        INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, seconds)
        SELECT ${plan}, '4101', '410105001', ${sql.unsafe(monday)}, ${sql.unsafe(monday)} + 6, 'planning', 1`;
      return { planId: plan, cityCode: "4101" };
    },
    outcome: async (sql) => [
      await one(sql, "SELECT state FROM visit_plan"),
      await one(sql, "SELECT count(*)::int FROM planned_visit"),
      await one(sql, "SELECT count(DISTINCT resident_id)::int FROM planned_visit"),
    ],
    wanted: ["draft", 3, 3],
    halfway: lock("planned_visit"),
  },
  {
    job: "planWithout",
    inCity: true,
    what: "the same, and what stays as it is is copied in the transaction that says the plan is a draft",
    async arrange(sql) {
      const [ill, well, plan, inForce] = [newId(), newId(), newId(), newId()];
      const day = "(now() AT TIME ZONE 'Asia/Shanghai')::date";
      for (const person of [ill, well]) {
        await sql`INSERT INTO person (id, name, line, area_code) VALUES (${person}, '示例探访员', 'civil-affairs', '410105001')`;
        await sql`INSERT INTO caregiver (person_id, city_code, area_code, valid_from) VALUES (${person}, '4101', '410105001', '2024-01-01')`;
        for (let weekday = 1; weekday <= 7; weekday++)
          await sql`INSERT INTO caregiver_hours (person_id, weekday, begins, ends) VALUES (${person}, ${weekday}, 540, 1020)`;
      }
      for (const [id, kind, state] of [
        [inForce, "week", "published"],
        [plan, "ill", "planning"],
      ] as const)
        await sql`
          INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, published_at, seconds, kind, ill_id)
          SELECT ${id}, '4101', '410105001', ${sql.unsafe(day)}, ${sql.unsafe(day)} + 6, ${state}, ${state === "published" ? new Date() : null}::timestamptz, 1, ${kind}, ${kind === "ill" ? ill : null}::uuid`;
      for (let n = 0; n < 3; n++) {
        const id = newId();
        await sql`
          INSERT INTO resident (id, city_code, area_code, register_number, name, state, registered_on)
          VALUES (${id}, '4101', '410105001001', ${`W${n}`}, '示例老人', 'registered', '2024-01-01')`;
        await sql`
          INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes, is_published)
          SELECT ${newId()}, ${inForce}, ${id}, ${n === 0 ? ill : well}, 'civil-affairs', '410105001001', (${sql.unsafe(day)} + 2 + ${n}::int + time '10:00') AT TIME ZONE 'Asia/Shanghai',
            (${sql.unsafe(day)} + 2 + ${n}::int + time '10:20') AT TIME ZONE 'Asia/Shanghai', 'home', ${sql.unsafe(day)}, ${sql.unsafe(day)} + 6, 'rule', 20, true`;
      }
      return { planId: plan, cityCode: "4101" };
    },
    outcome: async (sql) => [
      await one(sql, "SELECT state FROM visit_plan WHERE kind = 'ill'"),
      await one(sql, "SELECT count(*)::int FROM planned_visit WHERE NOT is_published"),
      await one(sql, "SELECT count(DISTINCT begins_at)::int FROM planned_visit"),
    ],
    wanted: ["draft", 3, 3],
    halfway: lock("planned_visit"),
  },
  {
    job: "tellAlarm",
    inCity: true,
    what: "a try is a step, and one that was taken is not tried again; a letter of a worker killed before it wrote that down goes twice, under the same number",
    async arrange(sql) {
      const alarm = newId();
      const ladder = [{ who: "district", minutes: 30, actingMinutes: 60, source: "示例", mark: "?" }];
      await sql`
        INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, ladder)
        VALUES (${alarm}, '4101', 'civil-affairs', '410105001001', 'work-order', ${newId()}, now(), ${sql.json(ladder)})`;
      await sql`
        INSERT INTO escalation_step (id, escalation_id, rung, kind, area_code, planned_at, done_at) VALUES (${newId()}, ${alarm}, 0, 'mailed', '410105', now(), now())`;
      return { alarm, rung: 0, area: "410105", channel: "mail" };
    },
    outcome: async (sql) => [await one(sql, "SELECT count(*)::int FROM escalation_step WHERE kind IN ('mailed', 'not-mailed')")],
    wanted: [1],
    halfway: lock("escalation_step"),
  },
  {
    job: "tellMessages",
    inCity: true,
    what: "a message is held while it goes and says afterwards that it went; a worker killed in between sends it twice, under the same number; what no machine takes is called about",
    async arrange(sql) {
      for (let n = 0; n < 3; n++) {
        const id = newId();
        const said = sealValue(
          JSON.stringify({ to: { kind: "mail", to: "made@example.org" }, params: {} }),
          `message.said_cipher.${id}`,
        );
        await sql`
          INSERT INTO message (id, city_code, line, area_code, kind, channel, language, said_cipher, once_key, made_at, tries, tried_at)
          VALUES (${id}, '4101', 'health', '410105', 'tour-booked', 'mail', 'zh', ${said}, ${`made:${n}`}, now() - interval '1 day', 5, now() - interval '1 hour')`;
      }
      return {};
    },
    outcome: async (sql) => [
      await one(sql, "SELECT count(*)::int FROM message WHERE channel = 'call' AND tries = 6 AND failed = 'not set up'"),
      await one(sql, "SELECT count(*)::int FROM message"),
    ],
    wanted: [3, 3],
    halfway: lock("message"),
  },
  {
    job: "lookForOpenings",
    inCity: true,
    what: "what was seen and what is said of it are one transaction that holds the alert; an opening is said once, by its number",
    async arrange(sql) {
      for (let n = 0; n < 3; n++) {
        const id = newId();
        const said = { reach: null, home: null, place: "", bornMonth: null, startMonth: "2027-03", walker: "adult" };
        await sql`
          INSERT INTO vacancy_alert (id, city_code, area_code, minutes, service_type, channel, language, said_cipher, secret_hash, asked_at, confirmed_at, ends_at)
          VALUES (${id}, '4101', '410105', 15, 'nursery', 'page', 'zh', ${sealValue(JSON.stringify(said), `vacancy_alert.said_cipher.${id}`)},
            ${String(n).repeat(64)}, now() - interval '9 days', now() - interval '9 days', now() - interval '1 hour')`;
      }
      return {};
    },
    outcome: async (sql) => [await one(sql, "SELECT count(*)::int FROM vacancy_alert WHERE ended_why = 'over'")],
    wanted: [3],
    halfway: lock("vacancy_alert"),
  },
  {
    job: "walkAlarms",
    inCity: true,
    what: "each alarm's step in one transaction that holds its row and says what comes next, each order that rings likewise; a step taken is not due any more",
    async arrange(sql) {
      const person = newId();
      await sql`INSERT INTO person (id, name, line, area_code) VALUES (${person}, '示例值班员', 'civil-affairs', '410105')`;
      await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${person}, 'caregiver', 'civil-affairs', '410105', '2024-01-01')`;
      await sql`
        INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id) VALUES (${newId()}, '4101', '410105', '2024-01-01', '{1,2,3,4,5,6,7}', 0, 1440, ${person})`;
      const rungs = ["visitor", "district", "authority"].map((who) => ({
        who,
        minutes: 30,
        actingMinutes: 60,
        source: "示例",
        mark: "?",
      }));
      for (let n = 0; n < 3; n++)
        await sql`
          INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, ladder, next_at)
          VALUES (${newId()}, '4101', 'civil-affairs', '410105001001', 'work-order', ${newId()}, now() - interval '3 hours', ${sql.json(rungs)}, now() - ${n + 1} * interval '1 minute')`;
      return {};
    },
    outcome: async (sql) => [
      await one(sql, "SELECT count(*)::int FROM escalation WHERE rung = 1 AND next_at > now()"),
      await one(sql, "SELECT count(*)::int FROM escalation_step WHERE kind = 'told'"),
    ],
    wanted: [3, 3],
    halfway: lock("escalation_step"),
  },
  {
    job: "nudgeOperators",
    inCity: true,
    what: "a reminder is one a place, its oldest standing word and a step: the database takes no second",
    async arrange(sql) {
      for (let n = 0; n < 3; n++) await agedPlace(sql, n);
      return {};
    },
    outcome: (sql) =>
      sql`SELECT step, channel, count(*)::int AS places FROM vacancy_nudge GROUP BY 1, 2`.then((rows) =>
        rows.map((row) => ({ ...row })),
      ),
    wanted: [{ step: 1, channel: "call", places: 3 }],
    halfway: lock("vacancy_nudge"),
  },
  {
    job: "sendVacancyLetter",
    inCity: true,
    what: "the reminder's row is held while its letter goes and says afterwards that it went; a worker killed in between sends it twice, under the same number",
    async arrange(sql) {
      const [facility, statement] = await agedPlace(sql, 9);
      const nudge = newId();
      await sql`
        INSERT INTO vacancy_nudge (id, facility_id, statement_id, step, channel, made_at) VALUES (${nudge}, ${facility}, ${statement}, 1, 'mail', now())`;
      return { nudge };
    },
    // No server of letters is named here: somebody is to ring.
    outcome: (sql) => sql`SELECT channel, failed, sent_at FROM vacancy_nudge`.then((rows) => rows.map((row) => ({ ...row }))),
    wanted: [{ channel: "call", failed: "no address", sent_at: null }],
    halfway: lock("operator_mailbox"),
  },
  {
    job: "checkVisits",
    inCity: true,
    what: "a visit has one flag of a kind; a look that finds the same changes nothing, and what a human settled stays settled",
    async arrange(sql) {
      const [author, resident] = [newId(), newId()];
      await sql`INSERT INTO person (id, name, line, area_code) VALUES (${author}, '示例探访员', 'civil-affairs', '410105001')`;
      await sql`
        INSERT INTO resident (id, city_code, area_code, register_number, name, state, registered_on)
        VALUES (${resident}, '4101', '410105001001', 'T1', '示例老人', 'registered', '2024-01-01')`;
      for (let n = 0; n < 3; n++)
        await sql`
          INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
          VALUES (${newId()}, '4101', ${resident}, 'civil-affairs', '410105001001', ${author}, ${author}, now(), 'seen', 'home', 'check',
            now() - ${n + 1} * interval '3 hours', 1, ${sealValue("{}", "made")}, ${"a".repeat(64)})`;
      return {};
    },
    outcome: async (sql) => [
      await one(sql, "SELECT count(*)::int FROM visit_flag WHERE kind = 'too-short' AND settled_at IS NULL"),
      await one(sql, "SELECT count(*)::int FROM visit_flag_word WHERE did = 'raised'"),
      await one(sql, "SELECT count(*)::int FROM visit_check_run"),
    ],
    wanted: [3, 3, 1],
    halfway: lock("visit_flag"),
  },
  {
    job: "solveSiting",
    inCity: true,
    what: "taken up by number; an answer is written once, for the attempt that holds the number, and what is over is not taken up again",
    async arrange(sql) {
      const [person, scenario, run] = [newId(), newId(), newId()];
      await sql`INSERT INTO person (id, name) VALUES (${person}, '示例规划员')`;
      await sql`
        INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${person}, 'planner', '', '4101', '2024-01-01')`;
      const question = {
        ...{ types: ["meals"], groups: [{ key: "75plus", weight: 1, limit: null }], walker: "adult", method: "circle" },
        ...{
          limit: { by: "minutes", minutes: 15 },
          date: "2025-12-31",
          aim: "most",
          count: 1,
          areaCode: "",
          from: ["communities"],
        },
        ...{ stages: [], points: [], isKeeping: true, isCountingPlanned: false, off: [], must: [], never: [] },
        ...{ budget: { build: null, yearly: null, years: [] }, usualCost: { build: null, yearly: null } },
        ...{ perDistrict: { least: null, most: null }, capacity: null, spacing: null, needs: null, seconds: 5 },
      };
      await sql`
        INSERT INTO siting_scenario (id, city_code, area_code, name, base_on, question) VALUES (${scenario}, '4101', '4101', '示例方案', '2025-12-31', ${sql.json(question)})`;
      await sql`INSERT INTO siting_run (id, scenario_id, question, asked_by) VALUES (${run}, ${scenario}, ${sql.json(question)}, ${person})`;
      return { runId: run, cityCode: "4101" };
    },
    // The made city counts nobody: the run says so.
    outcome: async (sql) => [
      await one(sql, "SELECT state || ' ' || why FROM siting_run"),
      await one(sql, "SELECT count(*)::int FROM audit_event WHERE action = 'work-out:siting'"),
    ],
    wanted: ["failed no-people", 1],
    halfway: lock("capacity"),
  },
];

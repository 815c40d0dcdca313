import { performance } from "node:perf_hooks";
import type postgres from "postgres";
import { listGrants } from "~/modules/accounts/data/access-review.server";
import { findPerson, listPeople } from "~/modules/accounts/data/people-list.server";
import { withinReach } from "~/modules/accounts/data/within-reach.server";
import { findPersonByField, personFieldsByKey, savePersonField } from "~/modules/accounts/data/person-sensitive.server";
import { actorOf, type Actor } from "~/modules/accounts/domain/actor";
import { afterPrefix } from "~/modules/accounts/domain/area-code";
import type { Grant } from "~/modules/accounts/domain/grant";
import { closeDatabase } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { LINES } from "~/shared/line";
import type { BenchRow } from "./reach";
import { withRecords } from "./records-of-a-bench";

/**
 * What row policies cost: the same questions by the app's role, whose rows policies pick, and by a role that no policy binds,
 * with what the policy says written into the question where it narrows the answer. Both give the same rows, which is checked.
 */
const PEOPLE = Number(process.env.BENCH_POLICIES_PEOPLE ?? 200_000);
const RUNS = 61;
const DAY = "2026-06-01";
const DISTRICT = "990103";
const COMMUNITY = "990103004005";
const ANYBODY = { words: "", areaCode: "", role: "", state: "" };
const PHONE = "13800000042";

const STRANGER = { personId: "00000000-0000-7000-8000-0000000000ff", name: "测速" };
const holder = (grants: readonly Omit<Grant, "role">[]): Actor =>
  actorOf(
    STRANGER,
    grants.map((grant) => ({ ...grant, role: "administrator" as const })),
  )!;
const everywhere = holder([{ line: "", areaCode: "" }]);
const inCommunity = holder([{ line: "", areaCode: COMMUNITY }]);
const inDistrict = holder([{ line: "", areaCode: DISTRICT }]);
/** A street here, a community there, each in a line: as many ranges as anybody ever holds. */
const scattered: readonly Omit<Grant, "role">[] = Array.from({ length: 60 }, (_, n) => ({
  line: LINES[n % LINES.length]!,
  areaCode: n % 3 === 0 ? streetOf(7 * n) : `${streetOf(7 * n)}${String((n % 10) + 1).padStart(3, "0")}`,
}));
const inSixtyPlaces = holder(scattered);
const planner = actorOf(STRANGER, [{ role: "planner", line: "", areaCode: "" }])!;
const supervisor = actorOf(STRANGER, [{ role: "supervisor", line: "", areaCode: DISTRICT }])!;

function streetOf(n: number): string {
  return `9901${String((n % 12) + 1).padStart(2, "0")}${String((Math.floor(n / 12) % 10) + 1).padStart(3, "0")}`;
}

/** What the policy says of these grants, as somebody would write it by hand. */
const writtenOut = (grants: readonly Omit<Grant, "role">[], of: string) =>
  Prisma.raw(
    grants
      .map(
        ({ line, areaCode }) =>
          `(${of}.line = '${line}' AND ${of}.area_code >= '${areaCode}' AND ${of}.area_code < '${afterPrefix(areaCode)}')`,
      )
      .join(" OR "),
  );

interface Question {
  readonly what: string;
  readonly actor: Actor;
  readonly ask: (uow: UnitOfWork) => Promise<unknown>;
  /** by the role without policies, where the policy narrows the answer; otherwise the same question */
  readonly byHand?: (uow: UnitOfWork) => Promise<unknown>;
}

const page = (uow: UnitOfWork, filter = ANYBODY) => listPeople(uow, filter, DAY, null, 51);
const IDS = Prisma.sql`SELECT p.id FROM person p`;
const COUNT = Prisma.sql`SELECT count(*)::int AS n FROM person p`;
const near = (uow: UnitOfWork) => withinReach(uow, "read:people", Prisma.sql`p.area_code`);
const BY_NAME = Prisma.sql`ORDER BY p.name COLLATE "C", p.id LIMIT 51`;
const PRIVATE = Prisma.sql`SELECT count(*)::int AS n FROM contact c WHERE NOT c.is_public`;

const QUESTIONS: readonly Question[] = [
  { what: "list page of people, whole installation", actor: everywhere, ask: (uow) => page(uow) },
  {
    what: "list page of people, a district's administrator",
    actor: inDistrict,
    ask: (uow) => page(uow),
    byHand: (uow) => page(uow, { ...ANYBODY, areaCode: DISTRICT }),
  },
  {
    what: "list page of people, a community's administrator",
    actor: inCommunity,
    ask: (uow) => page(uow),
    byHand: (uow) => page(uow, { ...ANYBODY, areaCode: COMMUNITY }),
  },
  {
    what: "list page of people, one district of all chosen on the page",
    actor: everywhere,
    ask: (uow) => page(uow, { ...ANYBODY, areaCode: DISTRICT }),
  },
  { what: "list page of people found by name", actor: everywhere, ask: (uow) => page(uow, { ...ANYBODY, words: "人员19999" }) },
  {
    what: "first 51 by name, grants for 60 streets and communities",
    actor: inSixtyPlaces,
    ask: (uow) => uow.db.$queryRaw`${IDS} WHERE ${near(uow)} ${BY_NAME}`,
    byHand: ({ db }) => db.$queryRaw`${IDS} WHERE ${writtenOut(scattered, "p")} ${BY_NAME}`,
  },
  { what: "people counted, whole installation", actor: everywhere, ask: ({ db }) => db.$queryRaw`${COUNT}` },
  {
    what: "people counted, a district",
    actor: inDistrict,
    ask: (uow) => uow.db.$queryRaw`${COUNT} WHERE ${near(uow)}`,
    byHand: ({ db }) => db.$queryRaw`${COUNT} WHERE p.area_code >= ${DISTRICT} AND p.area_code < ${afterPrefix(DISTRICT)}`,
  },
  {
    what: "people counted, grants for 60 streets and communities",
    actor: inSixtyPlaces,
    ask: (uow) => uow.db.$queryRaw`${COUNT} WHERE ${near(uow)}`,
    byHand: ({ db }) => db.$queryRaw`${COUNT} WHERE ${writtenOut(scattered, "p")}`,
  },
  { what: "one person by id", actor: everywhere, ask: (uow) => findPerson(uow, idOf(4_711), DAY) },
  { what: "one person by exact phone", actor: everywhere, ask: (uow) => findPersonByField(uow, "phone", PHONE) },
  { what: "access review, whole installation", actor: everywhere, ask: (uow) => listGrants(uow, DAY, 90, 200) },
  {
    what: "access review, a district",
    actor: inDistrict,
    ask: (uow) => listGrants(uow, DAY, 90, 200),
    byHand: ({ db }) => db.$queryRaw`
      SELECT * FROM (
        SELECT g.id, g.role, g.line, g.area_code AS "areaCode", g.valid_from::text AS "validFrom", g.valid_to::text AS "validTo",
          g.last_used_on::text AS "lastUsedOn", p.id AS "personId", p.name AS "personName",
          CASE WHEN g.valid_from <= ${DAY}::date THEN ${DAY}::date - COALESCE(g.last_used_on, g.valid_from) END AS "idleDays"
        FROM role_grant g JOIN person p ON p.id = g.person_id
        WHERE (g.valid_to IS NULL OR g.valid_to > ${DAY}::date) AND g.area_code >= ${DISTRICT} AND g.area_code < ${afterPrefix(DISTRICT)}
          AND p.area_code >= ${DISTRICT} AND p.area_code < ${afterPrefix(DISTRICT)}) review
      WHERE "idleDays" >= 90 ORDER BY "idleDays" DESC NULLS LAST, "personName" COLLATE "C", id LIMIT 200`,
  },
  { what: "sealed values counted by key", actor: everywhere, ask: async (uow) => [...(await personFieldsByKey(uow))].sort() },
  {
    what: "contacts of 50 facilities",
    actor: planner,
    ask: ({ db }) =>
      db.$queryRaw`SELECT c.id FROM contact c WHERE c.facility_id = ANY(${Array.from({ length: 50 }, (_, n) => facilityOf(n * 97))}::uuid[]) ORDER BY c.id`,
  },
  { what: "private contacts counted, whole installation", actor: planner, ask: ({ db }) => db.$queryRaw`${PRIVATE}` },
  {
    what: "private contacts counted, a district",
    actor: supervisor,
    ask: ({ db }) => db.$queryRaw`${PRIVATE}`,
    byHand: ({ db }) => db.$queryRaw`SELECT count(*)::int AS n FROM contact c JOIN facility f ON f.id = c.facility_id
      WHERE NOT c.is_public AND f.area_code >= ${DISTRICT} AND f.area_code < ${afterPrefix(DISTRICT)}`,
  },
];

export const policyRows = (): Promise<BenchRow[]> =>
  withRecords(async (owner, { appUrl, ownerUrl }) => {
    await fill(owner);
    await inUnitOfWork(everywhere, (uow) => savePersonField(uow, idOf(42), "phone", PHONE));
    await owner.unsafe("VACUUM ANALYZE");
    return measured(appUrl, ownerUrl);
  });

/** Keys as the app makes them: a time of some milliseconds later each, then what tells them apart. */
const BEGAN = 1_760_000_000_000;
const keyOf = (kind: string) => (n: number) =>
  `${(BEGAN + 61 * n)
    .toString(16)
    .padStart(12, "0")
    .replace(/^(.{8})/, "$1-")}-7000-${kind}-${String(n).padStart(12, "0")}`;
const keySql = (kind: string) =>
  `(overlay(lpad(to_hex(${BEGAN} + 61 * n::bigint), 12, '0') PLACING '-' FROM 9 FOR 0) || '-7000-${kind}-' || lpad(n::text, 12, '0'))::uuid`;
const idOf = keyOf("8000");
const facilityOf = keyOf("9000");

/** People, a grant each and their sealed phones in 1,200 communities of five lines; half as many facilities with two contacts. */
async function fill(owner: postgres.Sql): Promise<void> {
  const area = `'9901' || lpad((n % 12 + 1)::text, 2, '0') || lpad((n / 12 % 10 + 1)::text, 3, '0') || lpad((n / 120 % 10 + 1)::text, 3, '0')`;
  const line = `(ARRAY['civil-affairs','health','education','employment'])[n / 1200 % 4 + 1]`;
  // As a replica does: references and triggers of records are no part of what is measured.
  await owner.unsafe(`
    SET session_replication_role = replica;
    INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('9901', '测速市', 'Bench', 'Asia/Shanghai', '{}');
    INSERT INTO person (id, name, line, area_code)
      SELECT ${keySql("8000")}, '示例人员' || (n * 7919 % ${PEOPLE}), ${line}, ${area} FROM generate_series(1, ${PEOPLE}) n;
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from, last_used_on)
      SELECT ${keySql("a000")}, ${keySql("8000")}, 'caregiver', ${line}, ${area}, '2025-01-01', '2026-01-01'::date + n % 150 FROM generate_series(1, ${PEOPLE}) n;
    INSERT INTO person_sensitive (id, person_id, kind, cipher, blind_index)
      SELECT ${keySql("b000")}, ${keySql("8000")}, 'phone', 'sealed.k1.' || repeat(md5(n::text), 2), rpad(md5(n::text) || md5('b' || n), 43, 'x')
      FROM generate_series(1, ${PEOPLE}) n WHERE n <> 42;
    INSERT INTO facility (id, city_code, name, kind_key, line, area_code, position_quality)
      SELECT ${keySql("9000")}, '9901', '示例设施' || n, 'made', ${line}, ${area}, 'unplaced' FROM generate_series(1, ${PEOPLE / 2}) n;
    INSERT INTO contact (id, facility_id, phone, is_public)
      SELECT gen_random_uuid(), ${keySql("9000")}, CASE WHEN is_public THEN '0371-0000' ELSE 'sealed.k1.' || repeat('x', 60) END, is_public
      FROM generate_series(1, ${PEOPLE / 2}) n, (VALUES (true), (false)) AS both_kinds (is_public);
    SET session_replication_role = DEFAULT`);
}

interface Timed {
  readonly times: number[];
  answer: string;
}

async function measured(appUrl: string, ownerUrl: string) {
  const rows: BenchRow[] = [];
  const found = { app: QUESTIONS.map(fresh), free: QUESTIONS.map(fresh) };
  const plans = new Map<string, string>();
  // Turn about, so that whatever else the machine does meanwhile falls on both.
  for (let turn = 0; turn < 3; turn++)
    for (const [as, url] of [
      ["app", appUrl],
      ["free", ownerUrl],
    ] as const) {
      await closeDatabase();
      process.env.DATABASE_URL = url;
      for (const [n, question] of QUESTIONS.entries()) {
        const ask = as === "free" ? (question.byHand ?? question.ask) : question.ask;
        await time(question.actor, ask, found[as][n]!, turn === 0 ? 3 : 0);
        if (turn === 0 && as === "app") plans.set(question.what, await indexesOf(question));
      }
    }
  for (const [n, { what }] of QUESTIONS.entries()) {
    const [app, free] = [found.app[n]!, found.free[n]!];
    if (app.answer !== free.answer)
      throw new Error(
        `${what}: the two roles were told different rows: ${app.answer.slice(0, 200)} ≠ ${free.answer.slice(0, 200)}`,
      );
    const [with_, without] = [spread(app.times), spread(free.times)];
    rows.push({
      what,
      figure: `${with_.said} with policies, ${without.said} without: × ${(with_.median / without.median).toFixed(1)}`,
      bar: plans.get(what) ?? "",
    });
  }
  return rows;
}

const fresh = (): Timed => ({ times: [], answer: "" });

async function time(actor: Actor, ask: Question["ask"], into: Timed, warm: number): Promise<void> {
  for (let run = -warm; run < RUNS / 3; run++)
    await inUnitOfWork(actor, async (uow) => {
      const began = performance.now();
      const answer = await ask(uow);
      const took = performance.now() - began;
      if (run >= 0) into.times.push(took);
      into.answer = JSON.stringify(answer, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    });
}

function spread(times: readonly number[]): { median: number; said: string } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { median: at(0.5), said: `${at(0.5).toFixed(1)} (${at(0.95).toFixed(1)}) ms` };
}

/** The indexes and whole tables a question reads, as PostgreSQL plans it for the app's role. */
async function indexesOf({ actor, ask }: Question): Promise<string> {
  const seen: string[] = [];
  await inUnitOfWork(actor, async (uow) => {
    const explain = async (strings: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
      const asked = "raw" in strings ? Prisma.sql(strings, ...(values as never[])) : strings;
      const [row] = await uow.db.$queryRaw<{ "QUERY PLAN": unknown }[]>`EXPLAIN (FORMAT JSON) ${asked}`;
      if (process.env.BENCH_POLICIES_PLANS) {
        const text = await uow.db.$queryRaw<{ "QUERY PLAN": string }[]>`EXPLAIN ANALYZE ${asked}`;
        process.stderr.write(`${text.map((line) => line["QUERY PLAN"]).join("\n")}\n\n`);
      }
      for (const [, name] of JSON.stringify(row).matchAll(/"Index Name":"(\w+)"/g)) seen.push(name!);
      for (const [, name] of JSON.stringify(row).matchAll(/"Node Type":"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g))
        seen.push(`all of ${name}`);
      return [];
    };
    const db = new Proxy(uow.db, { get: (target, key) => (key === "$queryRaw" ? explain : Reflect.get(target, key)) as unknown });
    await ask({ ...uow, db });
  }).catch(() => undefined);
  return [...new Set(seen)].join(", ");
}

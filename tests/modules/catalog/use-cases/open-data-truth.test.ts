import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { monthAfter, vacancyOf, type VacancyStatement } from "~/modules/catalog/domain/vacancy";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { faults, serveApi, type ServedApi } from "../../../factories/served-api";
import { withTestDatabase } from "../../../factories/test-database";
import { makePlace } from "../factories/made-place";
import { draft, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

/** What the open data say is what the records and the domain say, on a real PostgreSQL. */
const records = withTestDatabase();
const { sql } = records;
const DAY = 86_400_000;
const PRIVATE = "13800000001";
let api: ServedApi;

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly last_modified: string;
  readonly quarterhour: {
    readonly vacancies: readonly { readonly class_id: string; readonly months: readonly Record<string, unknown>[] }[];
  };
}
interface Page {
  readonly total_items: number;
  readonly total_pages: number;
  readonly size: number;
  readonly first_page: boolean;
  readonly last_page: boolean;
  readonly empty: boolean;
  readonly contents: readonly Listed[];
}
const text = async (path: string): Promise<string> => (await fetch(`${api.address}/api/v1${path}`)).text();
const json = async <T = Page>(path: string): Promise<T> => JSON.parse(await text(path)) as T;

beforeAll(async () => {
  await makeTown(records);
  api = await serveApi();
});
beforeEach(() => sql`TRUNCATE facility CASCADE`);
afterAll(() => api.close());

/** A facility by the front door: with a private number and a note, which are nobody's but the office's. */
async function put(name: string, state: "operating" | "planned" = "operating") {
  const contacts = [
    { role: "院长", phone: "0371-0000000", isPublic: true },
    { role: "值班", phone: PRIVATE, isPublic: false },
  ];
  const saved = await registerFacility(
    planner,
    TOWN.code,
    registration({ state, draft: draft({ name, note: "内部备注", contacts }) }),
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
  const [row] = await sql<{ facility: string; offering: string; ofClass: string }[]>`
    SELECT f.id AS facility, o.id AS offering, c.id AS "ofClass" FROM facility f JOIN offering o ON o.facility_id = f.id JOIN offering_class c ON c.offering_id = o.id
    WHERE f.name = ${name}`;
  return row!;
}
const say = (said: VacancyStatement) => sql`
  INSERT INTO vacancy_statement (id, class_id, start_month, taken, held, confirmed_at, how, expires_at)
  VALUES (${newId()}, ${said.classId}, ${said.startMonth}, ${said.taken}, ${said.held}, ${said.confirmedAt}, ${said.how}, ${said.expiresAt})`;
const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
const before = (days: number): Date => new Date(Date.now() - days * DAY);

test("what is said of a vacancy is what the domain says, for any words anybody gave", { timeout: 120_000 }, async () => {
  const { offering, ofClass } = await put("甲中心");
  const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const word = fc.record({
    ahead: fc.integer({ min: -2, max: 3 }),
    taken: fc.option(fc.integer({ min: 0, max: 25 })),
    held: fc.integer({ min: 0, max: 3 }),
    daysAgo: fc.integer({ min: 1, max: 60 }),
    how: fc.constantFrom("link" as const, "staff" as const, "import" as const),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(word, { maxLength: 5, selector: ({ daysAgo }) => daysAgo }),
      fc.option(fc.integer({ min: 0, max: 30 })),
      async (words, staffed) => {
        await sql`UPDATE capacity SET licensed = 30, staffed = ${staffed} WHERE class_id = ${ofClass}`;
        await sql.begin(async (step) => {
          await step`SET LOCAL session_replication_role = replica`;
          await step`DELETE FROM vacancy_statement`;
        });
        const said = words.map(({ ahead, taken, held, daysAgo, how }): VacancyStatement => {
          const confirmedAt = new Date(Math.floor(before(daysAgo).getTime()));
          return {
            classId: ofClass,
            startMonth: monthAfter(thisMonth, ahead),
            taken,
            held,
            how,
            confirmedAt,
            expiresAt: new Date(confirmedAt.getTime() + 30.5 * DAY),
          };
        });
        said.sort((a, b) => a.confirmedAt.getTime() - b.confirmedAt.getTime());
        for (const one of said) await say(one);
        const service = await json<Listed>(`/services/${offering}?months=4`);
        const listed = (await json(`/services?months=4`)).contents[0]!;
        const expected = [0, 1, 2, 3].map((ahead) => {
          const start_month = monthAfter(thisMonth, ahead);
          const vacancy = vacancyOf(staffed, said, start_month, new Date());
          if (vacancy.kind === "unknown")
            return { kind: "unknown", start_month, why: vacancy.why, last_confirmed_at: isoOrNull(vacancy.lastConfirmedAt) };
          const { confirmedAt, expiresAt, how } = vacancy;
          const facts = { start_month, confirmed_at: confirmedAt.toISOString(), expires_at: expiresAt.toISOString(), how };
          return vacancy.kind === "free" ? { kind: "free", places: vacancy.places, ...facts } : { kind: "full", ...facts };
        });
        expect(service.quarterhour.vacancies[0]?.months).toEqual(expected);
        expect(listed.quarterhour.vacancies).toEqual(service.quarterhour.vacancies);
        const { capacities } = service as unknown as { capacities: { available: number }[] };
        const first = expected[0]!;
        expect(capacities.map(({ available }) => available)).toEqual(
          first.kind === "unknown" ? [] : [first.kind === "free" ? (first as { places: number }).places : 0],
        );
      },
    ),
    { numRuns: 40 },
  );
});

test("pages of any size hold every service once, and their totals are what is there", async () => {
  for (let nth = 0; nth < 17; nth++) await makePlace(records, { name: `第${nth}中心` });
  for (const size of [1, 5, 17, 50]) {
    const seen: string[] = [];
    for (let at = 1; ; at++) {
      const page = await json(`/services?per_page=${size}&page=${at}`);
      expect([page.total_items, page.total_pages, page.first_page, page.size]).toEqual([
        17,
        Math.ceil(17 / size),
        at === 1,
        page.contents.length,
      ]);
      seen.push(...page.contents.map(({ id }) => id));
      if (page.last_page) break;
    }
    expect(new Set(seen).size).toBe(17);
    expect(seen.length).toBe(17);
  }
  expect(await json("/services?page=99")).toMatchObject({
    empty: true,
    total_items: 17,
    contents: [],
    last_page: true,
    first_page: false,
  });
});

test("modified_after sees an edit, a word, a word that is no longer fresh, a row that begins, and an operator's new name", async () => {
  const { facility, ofClass } = await put("甲中心");
  const calm = () => sql`UPDATE facility SET updated_at = now() - interval '10 days'`.then(() => sql`DELETE FROM facility_turn`);
  const since = (at: Date) =>
    json(`/services?modified_after=${encodeURIComponent(at.toISOString())}`).then(({ total_items, contents }) => [
      total_items,
      contents[0]?.last_modified,
    ]);
  expect((await since(before(1)))[0], "just registered").toBe(1);
  await calm();
  expect((await since(before(1)))[0]).toBe(0);
  await say({
    classId: ofClass,
    startMonth: "2026-01",
    taken: 3,
    held: 0,
    how: "staff",
    confirmedAt: before(0),
    expiresAt: before(-1),
  });
  expect((await since(before(1)))[0], "somebody spoke").toBe(1);
  const turns = await sql<{ at: Date }[]>`SELECT at FROM facility_turn WHERE at > now()`;
  expect(turns.length, "the moment it is no longer fresh").toBe(1);
  await sql`DELETE FROM facility_turn WHERE at <= now()`;
  expect((await since(before(1)))[0], "not yet").toBe(0);
  const turned = before(0.5);
  await sql`UPDATE facility_turn SET at = ${turned}`;
  expect(await since(before(1)), "by the clock alone").toEqual([1, turned.toISOString()]);
  await calm();
  await sql`UPDATE capacity SET valid_to = CURRENT_DATE + 30 WHERE class_id = ${ofClass}`;
  expect(
    await sql`SELECT facility_id FROM facility_turn WHERE at > now() + interval '28 days'`,
    "a capacity that will end",
  ).toEqual([{ facility_id: facility }]);
  await calm();
  await sql`UPDATE operator SET name = name || '（新）'`;
  expect((await since(before(1)))[0]).toBe(1);
  await calm();
  await sql`INSERT INTO facility_grade (id, facility_id, grade, standard, graded_on, source) VALUES (${newId()}, ${facility}, 'A', 'WS/T 821', '2026-01-01', '示例')`;
  expect((await since(before(1)))[0]).toBe(1);
});

test("a status asked for is the status shown, and what is closed can still be read", async () => {
  const ended = await put("已关中心");
  const places = [ended, await put("在办中心"), await put("在建中心", "planned"), await put("停办中心")];
  const change = (facility: string, state: string) =>
    sql.begin(async (step) => {
      await step`UPDATE facility_state SET valid_to = '2024-06-01' WHERE facility_id = ${facility}`;
      await step`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${facility}, ${state}, '2024-06-01')`;
      if (state === "closed") await step`UPDATE offering SET valid_to = '2024-06-01' WHERE facility_id = ${facility}`;
    });
  await change(ended.facility, "closed");
  await change(places[3]!.facility, "suspended");
  const all = (await json("/services")).contents;
  expect(all.map(({ id, status }) => [id, status])).toEqual(
    expect.arrayContaining([
      [ended.offering, "defunct"],
      [places[1]!.offering, "active"],
      [places[2]!.offering, "inactive"],
      [places[3]!.offering, "temporarily closed"],
    ]),
  );
  for (const status of ["active", "inactive", "defunct", "temporarily closed"]) {
    const found = (await json(`/services?status=${encodeURIComponent(status)}`)).contents;
    expect(found.map(({ id }) => id).sort()).toEqual(
      all
        .filter((one) => one.status === status)
        .map(({ id }) => id)
        .sort(),
    );
  }
  expect(await json<Listed>(`/services/${ended.offering}`)).toMatchObject({ status: "defunct" });
  expect(await json(`/locations/${ended.facility}`)).toMatchObject({
    quarterhour: { state: "closed", state_since: "2024-06-01" },
  });
});

test("no private number and no note of staff is in any answer or file", async () => {
  const { facility, offering } = await put("甲中心");
  const paths = [
    `/services/${offering}`,
    "/services?full=true",
    "/service_at_locations?full=true",
    "/locations?full=true",
    `/locations/${facility}`,
    "/facilities.csv",
    "/facilities.geojson",
  ];
  for (const path of paths) {
    const said = await text(path);
    expect(said, path).toContain("甲中心");
    expect(said, path).not.toMatch(new RegExp(`${PRIVATE}|内部备注`));
  }
  expect(await text(`/services/${offering}`)).toContain("0371-0000000");
});

test("the files hold every class and every facility once, say what the API says, and run no formula", async () => {
  for (let nth = 0; nth < 230; nth++) await makePlace(records, { name: nth === 7 ? "=cmd|中心" : `第${nth}中心` });
  const lines = parse(await text("/facilities.csv"), { columns: true, bom: true }) as Record<string, string>[];
  expect(lines.length).toBe(230);
  expect(new Set(lines.map((line) => line.class_id)).size).toBe(230);
  expect(lines.filter(({ name }) => name?.startsWith("="))).toEqual([]);
  expect(lines.find(({ name }) => name === "'=cmd|中心")).toMatchObject({ vacancy: "unknown", places: "", status: "active" });
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  expect(new Set(lines.map(({ date }) => date))).toEqual(new Set([day]));
  const { features, quarterhour } = await json<{
    features: { properties: { id: string } }[];
    quarterhour: { method: { zh: string } };
  }>("/facilities.geojson");
  expect(new Set(features.map(({ properties }) => properties.id)).size).toBe(230);
  expect(quarterhour.method.zh).toContain("未知");
  const about = await json<{ columns: string[] }>("/facilities.json");
  expect(Object.keys(lines[0]!)).toEqual(about.columns);
});

test("the frame for other sites may be framed, sets no cookie and runs no script; every other spelling is shut", async () => {
  await put("甲中心");
  const framed = await fetch(`${api.address}/embed/find`);
  const page = await framed.text();
  expect(framed.status).toBe(200);
  expect(framed.headers.get("X-Frame-Options")).toBeNull();
  const policy = framed.headers.get("Content-Security-Policy")!;
  expect(policy).toMatch(/(?=.*default-src 'none')(?=.*frame-ancestors \*)/);
  expect(framed.headers.getSetCookie()).toEqual([]);
  expect(page).toContain("<form");
  expect(page).not.toMatch(/<script| on\w+=|src=/);
  expect(page).toContain(`nonce="${/'nonce-([^']+)'/.exec(policy)![1]}"`);
  for (const path of ["/embed/FIND", "/embed/find/", "//embed/find", "/embed/find.data", "/api/v1/"])
    expect((await fetch(api.address + path)).headers.get("X-Frame-Options"), path).toBe("DENY");
  expect(faults).toEqual([]);
});

test("a file that is still true costs 304 by its tag or its date; an edit, a word, and a row taken away make it another", async () => {
  const { facility, ofClass } = await put("示例日间照料");
  await put("示例第二日间照料");
  const ask = (ending: string, headers: Record<string, string> = {}) =>
    fetch(`${api.address}/api/v1/facilities.${ending}`, { headers });
  for (const ending of ["csv", "geojson"]) {
    const first = await ask(ending);
    await first.text();
    const [tag, date] = [first.headers.get("ETag")!, first.headers.get("Last-Modified")!];
    expect(first.headers.get("Access-Control-Expose-Headers")).toContain("Last-Modified");
    const again = await ask(ending, { "If-None-Match": tag });
    expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", tag]);
    expect((await ask(ending, { "If-Modified-Since": date })).status, "within the hour only the tag is sure").toBe(200);
    expect((await ask(`${ending}?service_type=meals`, { "If-None-Match": tag })).status, "another question").toBe(200);
  }
  const tagNow = async () => {
    const answer = await ask("csv");
    await answer.text();
    return answer.headers.get("ETag")!;
  };
  const seen = [await tagNow()];
  const later = async (change: () => Promise<unknown>) => {
    await change();
    seen.push(await tagNow());
  };
  const month = new Date().toISOString().slice(0, 7);
  await later(
    () => sql`INSERT INTO vacancy_statement (id, class_id, start_month, taken, how, confirmed_at, expires_at)
      VALUES (${newId()}, ${ofClass}, ${month}, 1, 'staff', clock_timestamp(), clock_timestamp() + interval '30 days')`,
  );
  // Committed late, under a moment before the last one: the newest moment is the same, the file is not.
  await later(() => sql`UPDATE facility SET updated_at = now() - interval '3 hours' WHERE id = ${facility}`);
  await later(() => sql`DELETE FROM facility WHERE name = '示例第二日间照料'`);
  expect(new Set(seen).size, "each another").toBe(4);
  await sql`UPDATE facility SET updated_at = now() - interval '3 days'`;
  await sql`UPDATE facility_turn SET at = at - interval '3 days' WHERE at <= now()`;
  const old = await ask("csv");
  await old.text();
  const date = old.headers.get("Last-Modified")!;
  const hour = Number(
    new Intl.DateTimeFormat("en", { timeZone: TOWN.timeZone, hour: "2-digit", hourCycle: "h23" }).format(new Date()),
  );
  expect((await ask("csv", { "If-Modified-Since": date })).status, "settled an hour after midnight").toBe(hour >= 1 ? 304 : 200);
  expect((await ask("csv", { "If-Modified-Since": new Date(Date.parse(date) - 1_000).toUTCString() })).status).toBe(200);
});

test("what changed in the very moment that is asked about is in the answer, to the microsecond", async () => {
  const { facility, offering } = await put("示例日间照料");
  await sql`DELETE FROM facility_turn`;
  await sql`UPDATE facility SET updated_at = '2026-03-01T00:00:00.123456Z' WHERE id = ${facility}`;
  const { contents } = await json("/services");
  const copied = contents[0]!.last_modified;
  expect(copied, "a copy knows milliseconds").toBe("2026-03-01T00:00:00.123Z");
  const since = async (at: string) =>
    (await json(`/services?modified_after=${encodeURIComponent(at)}`)).contents.map(({ id }) => id);
  expect(await since(copied)).toEqual([offering]);
  expect(await since("2026-03-01T00:00:00.124Z")).toEqual([]);
});

test("pages walked one after another, and pages asked out of order, hold each record once, also after the records changed", async () => {
  for (let nth = 0; nth < 7; nth++) await put(`示例 ${nth} 号`);
  const page = async (nouns: string, n: number, detail = "") =>
    (await json(`/${nouns}?per_page=2&page=${n}${detail}`)).contents.map(({ id }) => id);
  for (const nouns of ["services", "locations"])
    for (const detail of ["", "&minimal=true", "&full=true"]) {
      const outOfOrder = [await page(nouns, 4, detail), await page(nouns, 2, detail)];
      const walked = [1, 2, 3, 4, 5].map((n) => page(nouns, n, detail));
      const seen: string[][] = [];
      for (const one of walked) seen.push(await one);
      for (let n = 1; n <= 5; n++) expect(await page(nouns, n, detail), "walked again").toEqual(seen[n - 1]);
      expect([seen[3], seen[1]]).toEqual(outOfOrder);
      expect(seen.map(({ length }) => length)).toEqual([2, 2, 2, 1, 0]);
      expect(new Set(seen.flat()).size).toBe(7);
    }
  await sql`DELETE FROM facility WHERE name = '示例 0 号'`;
  expect((await Promise.all([1, 2, 3, 4].map((n) => page("services", n)))).map(({ length }) => length)).toEqual([2, 2, 2, 0]);
});

test("the day a service was last assured is a day of its city", async () => {
  const { offering, ofClass } = await put("夜里确认的中心");
  const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  // 17:30 of the day before yesterday in Greenwich is half past one of yesterday here.
  const at = new Date(`${before(2).toISOString().slice(0, 10)}T17:30:00Z`);
  await say({ classId: ofClass, startMonth: thisMonth, taken: 1, held: 0, how: "staff", confirmedAt: at, expiresAt: before(-9) });
  const { assured_date: day } = await json<{ assured_date: string }>(`/services/${offering}`);
  expect(day).toBe(new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10));
});

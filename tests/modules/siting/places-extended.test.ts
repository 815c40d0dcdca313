import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { City } from "~/modules/places/domain/city";
import { comparedFigures } from "~/modules/siting/domain/compared-results";
import { onePageOf } from "~/modules/siting/domain/one-page";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { onePageWords } from "~/modules/siting/ui/one-page-words";
import { pageColumns, pageLines } from "~/modules/siting/ui/page-columns";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { askedInView } from "~/modules/siting/use-cases/asked-in-view.server";
import { readSitingResult } from "~/modules/siting/use-cases/read-siting-result.server";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";
import { askByForm, typedFields } from "~/modules/siting/use-cases/siting-form.server";
import { scenarioInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { closeThreads } from "~/platform/threads.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { madeCity } from "../coverage/use-cases/made-city";

/** From the form to the page and its files: a centre for 40 among 100 elders, and 200 and 300 elsewhere without any. */
const CITY = { code: "9901", nameZh: "试验市", nameEn: "Trial", timeZone: "Asia/Shanghai", isDemo: false } as City;
const PLANNER = madeActor({ personId: "00000000-0000-7000-8000-00000000a401" });

const records = withTestDatabase();
const { sql } = records;
let centre: string;
beforeEach(async () => {
  await records.clear();
  centre = (await madeCity(sql)).firstFacility;
  await sql`INSERT INTO person (id, name) VALUES (${PLANNER.personId}, '示例规划员')`;
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES (${randomUUID()}, ${PLANNER.personId}, ${PLANNER.role}, '', ${PLANNER.grants[0]!.areaCode}, '2024-01-01')`;
});
afterAll(closeThreads);

async function licensedFor(people: number): Promise<void> {
  const [offering] = await sql<{ id: string }[]>`SELECT id FROM offering WHERE facility_id = ${centre}`;
  const classId = randomUUID();
  await sql`INSERT INTO offering_class (id, offering_id, kind) VALUES (${classId}, ${offering!.id}, 'day-place')`;
  await sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed)
    VALUES (${randomUUID()}, ${classId}, '2024-01-01', ${people}, ${people})`;
}

const EXTEND = { capacity: "50", extend: "30", "extend-build": "200000", "extend-yearly": "30000", "extend-most": "1" };

function form(wish: Record<string, string>): FormData {
  const usual = { types: "day-care", group: "60plus", walker: "elder-75-84", minutes: "15", date: "2025-12-31", count: "1" };
  const filled = new FormData();
  for (const [name, said] of Object.entries({ ...usual, ...wish })) filled.append(name, said);
  return filled;
}

async function answered(wish: Record<string, string>): Promise<{ id: string; result: SitingResult }> {
  const done = await askByForm(PLANNER, CITY, form(wish));
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  const [run] = await sql<{ id: string }[]>`SELECT id FROM siting_run WHERE scenario_id = ${done.value} AND state = 'waiting'`;
  await runSiting(run!.id, "9901");
  return { id: done.value, result: (await readSitingResult(PLANNER, CITY, done.value))!.result };
}

const problems = async (wish: Record<string, string>) => {
  const done = await askByForm(PLANNER, CITY, form(wish));
  return done.ok || done.refusal.kind !== "question" ? [] : done.refusal.problems.map(({ kind, field }) => `${kind} ${field}`);
};

function printed(result: SitingResult, language: "zh" | "en") {
  const page = onePageOf(result, { scenario: "甲方案", computedOn: "2026-01-05", premises: new Map() });
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "siting");
  const units = pageUnits(t, language, page.question, page.method.speedKmh);
  const words = onePageWords(page, units);
  const file = pageLines(page).map((line) =>
    Object.fromEntries(pageColumns(page, units).map(({ heading, value }) => [heading, value(line)])),
  );
  return { words, file, sentence: words.sentence.map(({ text }) => text).join("") };
}

test("a new place and a larger one share the money, and each says whom it serves more and for how much", async () => {
  await licensedFor(40);
  const { id, result } = await answered({ ...EXTEND, build: "900000", "usual-build": "600000" });
  const larger = `extend:${centre}`;
  expect(result.chosen.map(({ id: site, people, capacity, buildCost }) => [site, people, capacity, buildCost])).toEqual([
    ["area:990102001001", 50, 50, 600_000_00],
    [larger, 30, 30, 200_000_00],
  ]);
  expect(result.chosen[1]).toMatchObject({ licensed: 40, yearlyCost: 30_000_00, within: 0, isOwnCost: true });
  expect(result.chosen[1]!.district).toMatchObject({ code: "990101" });
  expect(result.room).toEqual({ before: 40, after: 120 });
  expect(comparedFigures(result)).toMatchObject({ sites: 1, extended: 1, gain: 300, build: 800_000_00 });
  expect(comparedFigures(result).room).toMatchObject({ gain: 80, perPerson: 10_000_00 });
  // The next step of the list: chosen for good, left out, or its place switched off.
  const again = async (step: string, of: string) =>
    (await askedInView(
      PLANNER,
      CITY,
      new URLSearchParams([
        ["of", id],
        [step, of],
      ]),
    ))!;
  expect((await again("must", larger)).problems).toEqual([]);
  expect((await again("never", larger)).asked!.question).toMatchObject({ never: [larger], extend: { people: 30, most: 1 } });

  const chinese = printed(result, "zh");
  expect(chinese.sentence).toMatch(/^建议新建1处日间照料服务点，扩建现有的1处，60岁以上/);
  expect(chinese.words.tables[0]!.heading).toBe("建议新建与扩建");
  expect(JSON.stringify(chinese.words.tables[0]!.rows[1])).toMatch(/扩建 一处（\+30 人）.*现有服务点扩建.*容量 40 → 70 人/);
  expect(JSON.stringify(chinese.words.notes)).toContain(
    "现有服务点可扩建，每处 +30 人（建设 20 万元、每年多 3 万元、最多 1 处、可扩建的有 1 处）",
  );
  expect(chinese.file[1]).toMatchObject({
    ...{ 类别: "建议扩建", 地点: "扩建 一处（+30 人）", 编号: larger, 来源: "现有服务点扩建" },
    ...{ "新增服务（人）": 30, "新走得到（人）": 0, "扩建增加（人）": 30, "可容（人）": 70, "建设投入（元）": 200_000 },
  });
  expect(chinese.file[0]).toMatchObject({ 类别: "建议新建", "扩建增加（人）": null, "可容（人）": 50 });
  const english = printed(result, "en");
  expect(english.sentence).toMatch(/^Build 1 new place for day care and extend 1 existing one: people of 60 and over/);
  expect(english.file[1]).toMatchObject({ kind: "to extend", place: "Extend 一处 (+30)", "room, people": 70 });
});

test("what money buys best is to make the place that is there larger: no new one, and the answer says why", async () => {
  await licensedFor(40);
  const { result } = await answered({ ...EXTEND, build: "300000", "usual-build": "600000" });
  expect(result.chosen.map(({ from }) => from)).toEqual(["extend"]);
  expect(result.fewer).toMatchObject({ asked: 1, chosen: 0, extended: 1, reasons: [{ key: "build", needed: 800_000_00 }] });
  expect(printed(result, "zh").sentence).toMatch(/^建议扩建1处现有日间照料服务点，/);
  expect(printed(result, "en").sentence).toMatch(/^Extend 1 existing place for day care: /);
});

test("extending that can mean nothing is refused beside its field, and what was typed is still there", async () => {
  expect(await problems(EXTEND)).toEqual(["extend-none extend"]);
  await licensedFor(40);
  expect(await problems({ ...EXTEND, off: centre })).toEqual(["extend-none extend"]);
  expect(await problems({ ...EXTEND, area: "990102" })).toEqual(["extend-none extend"]);
  expect(await problems({ ...EXTEND, never: `extend:${centre}` })).toEqual(["extend-none extend"]);
  expect(await problems({ ...EXTEND, capacity: "" })).toEqual(["extend-without-room extend"]);
  expect(await problems({ ...EXTEND, must: `extend:${randomUUID()}` })).toEqual(["must-gone must"]);
  expect(await sql`SELECT FROM siting_scenario`).toHaveLength(0);
  expect(typedFields(form(EXTEND))).toEqual(expect.arrayContaining(Object.entries(EXTEND)));
  const gone = await askByForm(PLANNER, CITY, form({ ...EXTEND, off: centre, must: `extend:${centre}` }));
  expect(JSON.stringify(gone)).toContain("一处");
});

test("a question kept before anybody could extend is asked again as it was, and its answer tells of none", async () => {
  await licensedFor(40);
  const { id, result } = await answered({ capacity: "50" });
  expect(result.candidates).not.toHaveProperty("extendable");
  await sql`UPDATE siting_scenario SET question = question - 'extend'`;
  const { asked, problems: none } = await askedInView(PLANNER, CITY, new URLSearchParams({ of: id }));
  expect([asked!.question.extend, none]).toEqual([null, []]);
  expect((await scenarioInView(PLANNER, CITY, id, ""))!.scenario.question).not.toHaveProperty("extend");
  const { sentence, file } = printed({ ...result, question: { ...result.question, extend: undefined } as never }, "zh");
  expect(sentence).not.toContain("扩建");
  expect(file[0]).not.toHaveProperty("扩建增加（人）");
});

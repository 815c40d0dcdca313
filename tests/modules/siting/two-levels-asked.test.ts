import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import type { City } from "~/modules/places/domain/city";
import { readQuestion } from "~/modules/siting/domain/read-question";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { readSitingResult } from "~/modules/siting/use-cases/read-siting-result.server";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";
import { askByForm, stepByForm } from "~/modules/siting/use-cases/siting-form.server";
import { askAgain, askWhere } from "~/modules/siting/use-cases/scenario-steps.server";
import { scenarioInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { closeThreads } from "~/platform/threads.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { madeCity } from "../coverage/use-cases/made-city";

const CITY = { code: "9901", nameZh: "试验市", nameEn: "Trial", timeZone: "Asia/Shanghai", isDemo: false } as City;
const PLANNER = madeActor({ personId: "00000000-0000-7000-8000-00000000a111" });
const [FIRST, SECOND, EAST] = ["area:990101001001", "area:990101001002", "area:990102001001"];

const records = withTestDatabase();
const { sql } = records;
let centre = "";
beforeEach(async () => {
  await records.clear();
  // Day care is the upper level here: its centre stands in the first community.
  ({ firstFacility: centre } = await madeCity(sql));
  await sql`INSERT INTO service_type (id, city_code, key, name_zh, name_en, symbol, line, circle_minutes, walker_key, population_group, capacity_unit)
    VALUES (${randomUUID()}, '9901', 'meals', '助餐', 'Meals', '餐', 'civil-affairs', 15, 'elder-75-84', '60plus', 'meal')`;
  await sql`INSERT INTO person (id, name) VALUES (${PLANNER.personId}, '示例规划员')`;
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES (${randomUUID()}, ${PLANNER.personId}, 'planner', '', ${PLANNER.grants[0]!.areaCode}, '2024-01-01')`;
});
afterAll(closeThreads);

const ASKED = {
  ...{ types: "meals", group: "60plus", walker: "elder-75-84", minutes: "15", date: "2025-12-31", count: "1" },
  ...{ upper: "day-care", "upper-count": "1" },
};
const question = async (wish: Record<string, string> = {}) => {
  const read = readQuestion(new URLSearchParams({ ...ASKED, ...wish }), (await groundOfCity("9901"))!, "2025-12-31", [])!;
  expect(read.problems).toEqual([]);
  return read.question;
};
const ran = async (id: string) => {
  for (const run of await sql<{ id: string }[]>`SELECT id FROM siting_run WHERE scenario_id = ${id} AND state = 'waiting'`)
    await runSiting(run.id, "9901");
  return (await scenarioInView(PLANNER, CITY, id, ""))!;
};
async function asked(wish: Record<string, string> = {}): Promise<string> {
  const done = await askWhere(PLANNER, CITY, "两级方案", await question(wish));
  if (!done.ok) throw new Error(done.refusal);
  return done.value;
}
const resultOf = async (id: string): Promise<SitingResult> => (await readSitingResult(PLANNER, CITY, id))!.result;
const levels = ({ chosen }: SitingResult) => chosen.map(({ id, level, people, upperPeople }) => [id, level, people, upperPeople]);

test("two levels are sited in one question: a centre that is there serves both, a new one too", async () => {
  const id = await asked();
  expect((await ran(id)).run).toMatchObject({ state: "done", isProved: true });
  const result = await resultOf(id);
  expect(result.existing).toMatchObject([{ id: centre, isUpper: true }]);
  expect(levels(result)).toEqual([
    [EAST, "upper", 300, 300],
    [SECOND, "lower", 200, null],
  ]);
  expect(result.groups[0]).toMatchObject({ before: 100, after: 600 });
  expect(result.upper).toMatchObject({ groups: [{ key: "60plus", people: 600, before: 100, after: 400 }], outOfReach: 0 });
  expect(result.parts.upper).toMatchObject({ key: "day-care", nameZh: "日间照料" });
});

test("what offers both services stands once, as a centre", async () => {
  await sql`INSERT INTO offering (id, facility_id, service_type, valid_from) VALUES (${randomUUID()}, ${centre}, 'meals', '2020-01-01')`;
  const id = await asked();
  await ran(id);
  expect((await resultOf(id)).existing).toMatchObject([{ id: centre, isUpper: true }]);
});

test("a lower one stands only near an upper one where that is asked, there or new", async () => {
  const id = await asked({ "upper-metres": "1000", must: FIRST! });
  await ran(id);
  const result = await resultOf(id);
  // Beside the centre that is there it may; in the second community nothing of the upper level is near.
  expect(levels(result)).toEqual([
    [EAST, "upper", 300, 300],
    [FIRST, "lower", 0, null],
  ]);
});

test("everybody at both levels, and what to relax where that cannot be", async () => {
  const all = await asked({ aim: "all", count: "", "upper-count": "" });
  await ran(all);
  expect((await resultOf(all)).chosen.map(({ level }) => level)).toEqual(["upper", "upper"]);
  const { run } = await ran(await asked({ aim: "all", count: "", "upper-count": "1" }));
  expect(run).toMatchObject({ state: "impossible", result: { relax: [{ key: "upper-sites", needed: 2 }] } });
});

test("a question kept before there were levels is asked and answered as it was, and may get one later", async () => {
  const { upper: _, ...before } = await question({ upper: "", "upper-count": "" });
  const done = await askWhere(PLANNER, CITY, "旧方案", before);
  if (!done.ok) throw new Error(done.refusal);
  await ran(done.value);
  const result = await resultOf(done.value);
  expect(result.upper).toBeNull();
  expect(result.chosen).toMatchObject([{ id: EAST, people: 300 }]);
  expect(result.chosen[0]).not.toHaveProperty("level");
  const { scenario } = (await scenarioInView(PLANNER, CITY, done.value, ""))!;
  expect((await askAgain(PLANNER, CITY, done.value, scenario.version, await question())).ok).toBe(true);
  await ran(done.value);
  expect((await resultOf(done.value)).upper).toMatchObject({ groups: [{ after: 400 }] });
});

test("a form that two levels cannot mean is refused beside its field, and asks nothing", async () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...ASKED, aim: "shortest", name: "两级方案", intent: "ask" }))
    form.set(name, value);
  const done = await askByForm(PLANNER, CITY, form);
  expect(done).toMatchObject({
    ok: false,
    refusal: { kind: "question", problems: [{ kind: "upper-aim", field: "upper", given: "shortest" }] },
  });
  expect(await sql`SELECT id FROM siting_run`).toEqual([]);
});

test("a kept question whose upper service has gone, or has become its lower one, is not asked again but told", async () => {
  const id = await asked();
  await ran(id);
  const form = new FormData();
  form.set("intent", "again");
  const again = () => stepByForm(PLANNER, CITY, id, form);
  await sql`UPDATE siting_scenario SET question = jsonb_set(question, '{upper,type}', '"bathing"') WHERE id = ${id}`;
  expect(await again()).toEqual({
    ok: false,
    refusal: { kind: "question", problems: [{ kind: "unknown", field: "upper", given: "bathing" }] },
  });
  await sql`UPDATE siting_scenario SET question = jsonb_set(question, '{upper,type}', '"meals"') WHERE id = ${id}`;
  expect(await again()).toMatchObject({ refusal: { problems: [{ kind: "upper-same", field: "upper", given: "meals" }] } });
  await sql`UPDATE siting_scenario SET question = jsonb_set(question, '{must}', '["area:990102009009"]') WHERE id = ${id}`;
  await sql`UPDATE siting_scenario SET question = jsonb_set(question, '{upper,type}', '"day-care"') WHERE id = ${id}`;
  expect(await again()).toMatchObject({ refusal: { problems: [{ kind: "must-gone", given: "area:990102009009" }] } });
  expect(await sql`SELECT id FROM siting_run WHERE state = 'waiting'`).toEqual([]);
  await sql`UPDATE siting_scenario SET question = jsonb_set(question, '{must}', '[]') WHERE id = ${id}`;
  expect(await again()).toEqual({ ok: true, value: id });
  expect(await again()).toEqual({ ok: false, refusal: { kind: "step", step: "under-way" } });
});

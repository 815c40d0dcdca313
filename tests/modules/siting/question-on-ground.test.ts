import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { City } from "~/modules/places/domain/city";
import { problemWords } from "~/modules/siting/ui/problem-words";
import { askedInView } from "~/modules/siting/use-cases/asked-in-view.server";
import { MOST_FILE_BYTES } from "~/modules/siting/domain/siting-question";
import { readSitingResult } from "~/modules/siting/use-cases/read-siting-result.server";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";
import { questionTyped } from "~/modules/siting/use-cases/question-form.server";
import { askByForm } from "~/modules/siting/use-cases/siting-form.server";
import { askAgain } from "~/modules/siting/use-cases/scenario-steps.server";
import { scenarioInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { closeThreads } from "~/platform/threads.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { madeCity } from "../coverage/use-cases/made-city";

const CITY = { code: "9901", nameZh: "试验市", nameEn: "Trial", timeZone: "Asia/Shanghai", isDemo: false } as City;
const PLANNER = madeActor({ personId: "00000000-0000-7000-8000-00000000a201" });
const EAST = madeActor({ personId: "00000000-0000-7000-8000-00000000a203", areaCode: "990102" });
const CENTRE = "point:113.8/34.7/示例东院";

const records = withTestDatabase();
const { sql } = records;
beforeEach(async () => {
  await records.clear();
  await madeCity(sql);
  for (const { personId, role, grants } of [PLANNER, EAST]) {
    await sql`INSERT INTO person (id, name) VALUES (${personId}, '示例规划员')`;
    await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      VALUES (${randomUUID()}, ${personId}, ${role}, '', ${grants[0]!.areaCode}, '2024-01-01')`;
  }
});
afterAll(closeThreads);

function form(wish: Record<string, string | readonly string[]>): FormData {
  const usual = { types: "day-care", group: "60plus", walker: "elder-75-84", minutes: "15", date: "2025-12-31", count: "1" };
  const filled = new FormData();
  for (const [name, said] of Object.entries({ ...usual, ...wish })) for (const each of [said].flat()) filled.append(name, each);
  return filled;
}
const problems = async (wish: Record<string, string | readonly string[]>) => {
  const done = await askByForm(PLANNER, CITY, form(wish));
  return done.ok || done.refusal.kind !== "question" ? [] : done.refusal.problems;
};
const asked = async (wish: Record<string, string | readonly string[]> = {}): Promise<string> => {
  const done = await askByForm(PLANNER, CITY, form(wish));
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  const [run] = await sql`SELECT id FROM siting_run WHERE scenario_id = ${done.value} AND state = 'waiting'`;
  await runSiting(run!["id"] as string, "9901");
  return done.value;
};
const resultOf = async (id: string) => (await readSitingResult(PLANNER, CITY, id))!.result;

test("what must be chosen and cannot is refused by name and reason; a must that can be is chosen", async () => {
  const from = ["communities", "points"];
  const points = "示例东院,113.8,34.7";
  expect(await problems({ must: "area:990199001001" })).toEqual([
    { kind: "must-gone", field: "must", given: "area:990199001001" },
  ]);
  expect(await problems({ area: "990101", must: "area:990102001001" })).toEqual([
    { kind: "must-gone", field: "must", given: "区990102001001" },
  ]);
  expect(await problems({ from, points, must: CENTRE, never: CENTRE })).toEqual([
    { kind: "must-never", field: "must", given: "示例东院" },
  ]);
  expect(await problems({ from, points, must: "point:1", build: "1000000" })).toEqual([
    { kind: "must-cost", field: "must", given: "示例东院" },
  ]);
  expect(await sql`SELECT FROM siting_scenario`).toHaveLength(0);
  const id = await asked({ from, points: `${points},1000000`, must: CENTRE, build: "1000000" });
  expect((await resultOf(id)).chosen).toMatchObject([{ id: CENTRE, people: 300 }]);
});

test("asked again when what must be chosen is gone, the run says so and the question's page names it", async () => {
  const id = await asked({ must: "area:990102001001" });
  await sql`UPDATE siting_scenario SET question = jsonb_set(question, '{must}', '["area:990102009009"]') WHERE id = ${id}`;
  expect(await askAgain(PLANNER, CITY, id, 1, null)).toMatchObject({ ok: true });
  const [run] = await sql`SELECT id FROM siting_run WHERE state = 'waiting'`;
  await runSiting(run!["id"] as string, "9901");
  expect((await scenarioInView(PLANNER, CITY, id, ""))!.run).toMatchObject({ state: "failed", why: "must-not-there" });
  const view = await askedInView(PLANNER, CITY, new URLSearchParams({ of: id }));
  expect(view).toMatchObject({ of: { id }, problems: [{ kind: "must-gone", given: "area:990102009009" }] });
});

test("a point outside the area is told by name, and so is a district with fewer candidates than it must get", async () => {
  const east = { from: "points", points: "示例东院,113.8,34.7\n示例西院,113.65,34.76" };
  expect(await problems({ ...east, area: "990102" })).toEqual([{ kind: "point-outside", field: "points", given: "示例西院" }]);
  expect(await problems({ from: "points", points: "示例远院,112.1,33.9", most: "1" })).toEqual([
    { kind: "point-far", field: "points", line: 1, given: "示例远院,112.1,33.9", kilometres: 10 },
  ]);
  const one = { from: "points", points: "示例东院,113.8,34.7", least: "1", count: "3" };
  expect(await problems(one)).toEqual([
    { kind: "district-few", field: "least", given: "区990101", givenEn: "区990101", usable: 0 },
  ]);
  await asked({ ...east, least: "1", count: "2" });
});

test("a district whose candidates have gone since cannot get its least: the answer says which", async () => {
  const id = await asked({ least: "1", count: "2" });
  await sql`UPDATE siting_scenario SET question = question || '{"from": ["points"], "points": [{"name": "示例东院", "lon": 113.8, "lat": 34.7,
    "build": null, "yearly": null, "capacity": null}]}' WHERE id = ${id}`;
  await askAgain(PLANNER, CITY, id, 1, null);
  const [run] = await sql`SELECT id FROM siting_run WHERE state = 'waiting'`;
  await runSiting(run!["id"] as string, "9901");
  const { run: ended } = (await scenarioInView(PLANNER, CITY, id, ""))!;
  expect(ended).toMatchObject({ state: "impossible", result: { kind: "impossible" } });
  expect(JSON.stringify(ended!.result)).toContain("990101");
});

test("a point is the same place in whatever line it stands, and a list of before still means its own places", async () => {
  const id = await asked({ from: "points", points: "示例西院,113.65,34.76\n示例东院,113.8,34.7", must: "point:2" });
  expect((await resultOf(id)).chosen).toMatchObject([{ id: CENTRE }]);
  await sql`UPDATE siting_scenario SET question = jsonb_set(question, '{must}', '["point:2"]') WHERE id = ${id}`;
  const { asked: kept } = await askedInView(PLANNER, CITY, new URLSearchParams({ of: id }));
  expect(kept!.question.must).toEqual([CENTRE]);
  expect((await askByForm(PLANNER, CITY, form({ from: "points", points: "示例东院,113.8,34.7", must: CENTRE }))).ok).toBe(true);
});

test("a step from a result is one candidate in the address: the list of places stays with the scenario", async () => {
  const points = Array.from({ length: 200 }, (_, at) => `示例院${at},113.8${at},34.7,${at}`).join("\n");
  const id = await asked({ from: "points", points, never: "point:2" });
  const [run] = await sql`SELECT id FROM siting_run WHERE scenario_id = ${id}`;
  const { chosen } = await resultOf(id);
  const step = new URLSearchParams({ of: id, run: run!["id"] as string, must: chosen[0]!.id });
  expect(step.toString().length).toBeLessThan(250);
  const { asked: next, of, problems: none } = await askedInView(PLANNER, CITY, step);
  expect(next!.question).toMatchObject({ must: [chosen[0]!.id], never: ["point:113.81/34.7/示例院1"] });
  expect(next!.question.points).toHaveLength(200);
  expect([of!.id, none]).toEqual([id, []]);
  const back = await askedInView(PLANNER, CITY, new URLSearchParams({ of: id, never: chosen[0]!.id }));
  expect(back.asked!.question.never).toContain(chosen[0]!.id);
});

test("an answer's question opens with one source of candidates more, each once", async () => {
  const id = await asked({ from: "communities" });
  const said = new URLSearchParams([
    ["of", id],
    ["from", "facilities"],
    ["from", "communities"],
  ]);
  expect((await askedInView(PLANNER, CITY, said)).asked!.question.from).toEqual(["communities", "facilities"]);
});

const typed = (file: BlobPart[], name: string) => {
  const filled = form({ points: "示例甲院,113.8,34.7", build: "300万" });
  filled.set("file", new File(file, name));
  return questionTyped(new Request("http://quarterhour.invalid/plan/siting", { method: "POST", body: filled }));
};

test("a file below what was typed keeps its places and loses its heading", async () => {
  const read = await typed(['名称,经度,纬度\n"示例乙院,北门",113.65,34.76\n'], "points.csv");
  expect(read.problems).toEqual([]);
  expect(read.form.get("points")).toBe('示例甲院,113.8,34.7\n"示例乙院,北门",113.65,34.76');
});

test.each([
  ["more than a megabyte", ["x".repeat(MOST_FILE_BYTES + 1)], { kind: "too-large", most: 1 }],
  ["a workbook", [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], { kind: "file-not-text" }],
  ["a file without a byte", [], { kind: "file-empty" }],
])("%s is refused beside its field, and all that was typed comes back", async (_, content, problem) => {
  const { form: kept, problems } = await typed(content, "points.csv");
  expect(problems).toEqual([expect.objectContaining({ ...problem, field: "file" })]);
  expect([kept.get("points"), kept.get("build"), kept.get("file")]).toEqual(["示例甲院,113.8,34.7", "300万", null]);
});

test("more than is taken in at all is told with what to do, and nobody says that the words are still there", async () => {
  const { form: kept, problems } = await typed(["x".repeat(8 * MOST_FILE_BYTES + 200_000)], "points.csv");
  expect([...kept]).toEqual([]);
  expect(problems).toEqual([{ kind: "too-large-lost", field: "file", given: "", taken: 8, most: 1 }]);
  const said = Object.entries({ zh, en }).map(([language, strings]) => {
    const t = translator(language as "zh" | "en", strings).getFixedT(language, "siting");
    return t("problem.heading.lost") + problemWords(problems[0]!, t, language === "en");
  });
  expect(said[0]).toMatch(/8 MB.*后退.*1 MB/);
  expect(said[1]).toMatch(/8 MB.*Go back.*1 MB/);
  expect(said.join()).not.toMatch(/都还在|still here/);
});

test("a scenario narrowed to a district shows the district what was asked about it, and not the city's answers", async () => {
  const id = await asked();
  const [{ id: cityRun } = { id: "" }] = await sql<{ id: string }[]>`SELECT id FROM siting_run`;
  const again = await askByForm(PLANNER, CITY, form({ area: "990102", intent: "again", of: id, version: "1" }));
  expect(again.ok).toBe(true);
  const seen = (await scenarioInView(EAST, CITY, id, ""))!;
  expect(seen.runs.map(({ state }) => state)).toEqual(["waiting"]);
  expect((await scenarioInView(EAST, CITY, id, cityRun))!.run!.id).not.toBe(cityRun);
  expect(await readSitingResult(EAST, CITY, id, cityRun)).toBeNull();
  expect((await scenarioInView(PLANNER, CITY, id, ""))!.runs).toHaveLength(2);
  await expect(sql`UPDATE siting_run SET area_code = '990102' WHERE id = ${cityRun}`).rejects.toThrow("not rewritten");
});

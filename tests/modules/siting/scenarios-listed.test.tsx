import { MantineProvider } from "@mantine/core";
import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { afterAll, expect, test } from "vitest";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { listedAnswer, type KeptAnswer, type ListedAnswer } from "~/modules/siting/domain/listed-answer";
import { readQuestion } from "~/modules/siting/domain/read-question";
import { RunList } from "~/modules/siting/ui/scenario-steps";
import { ScenarioList, type ListedScenario } from "~/modules/siting/ui/scenario-list";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";
import { askAgain, askWhere } from "~/modules/siting/use-cases/scenario-steps.server";
import { scenarioInView, scenariosInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { closeThreads } from "~/platform/threads.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { CITY, PLANNER, plannerInCity } from "./planner-in-city";

const { sql } = plannerInCity();
afterAll(closeThreads);

async function asked(wish: Record<string, string> = {}): Promise<string> {
  const usual = { types: "day-care", group: "60plus", walker: "elder-75-84", minutes: "15", date: "2025-12-31", count: "1" };
  const read = readQuestion(new URLSearchParams({ ...usual, ...wish }), (await groundOfCity("9901"))!, "2025-12-31", [])!;
  expect(read.problems).toEqual([]);
  const done = await askWhere(PLANNER, CITY, `示例方案 ${JSON.stringify(wish)}`, read.question);
  if (!done.ok) throw new Error(done.refusal);
  return done.value;
}
const worked = async () => {
  for (const { id } of await sql<{ id: string }[]>`SELECT id FROM siting_run WHERE state = 'waiting'`)
    await runSiting(id, "9901");
};
const listed = async () => {
  const { scenarios } = await scenariosInView(PLANNER, CITY, false);
  return new Map(scenarios.map((scenario) => [scenario.id, scenario]));
};

test("the list has the figures of each newest answer: people before and after, places and money", async () => {
  const priced = { "usual-build": "3000000" };
  const [one, none, alone] = [await asked(priced), await asked({ count: "1", least: "1" }), await asked({ keep: "no" })];
  await worked();
  const rows = await listed();
  expect(rows.get(one)!.run).toMatchObject({ state: "done", isProved: true });
  expect(rows.get(one)!.answer).toEqual({
    ...{
      runId: rows.get(one)!.run!.id,
      at: expect.any(Date) as Date,
      of: "near",
      isAlone: false,
      people: 600,
      before: 100,
      after: 400,
    },
    ...{ sites: 1, extended: 0, build: { known: 300_000_000, unknown: 0 } },
  });
  expect(rows.get(none)).toMatchObject({ run: { state: "impossible" }, answer: null });
  expect(rows.get(alone)!.answer).toMatchObject({ isAlone: true, build: { known: 0, unknown: 1 } });
});

test("while it is asked again the answer before is still there, and is known to be older", async () => {
  const id = await asked();
  await worked();
  const first = (await listed()).get(id)!.run!.id;
  expect(await askAgain(PLANNER, CITY, id, 1, null)).toMatchObject({ ok: true });
  const { run, answer } = (await listed()).get(id)!;
  expect(run!.state).toBe("waiting");
  expect(run!.id).not.toBe(first);
  expect(answer!.runId).toBe(first);
});

test("where places hold only so many, whoever has a place is counted; where two are asked for, whoever has two", () => {
  const kept: KeptAnswer = {
    ...{ runId: "1", at: null, aim: "most", isKeeping: true, people: 1_000, near: { before: 200, after: 400 } },
    ...{ room: { before: 100, after: 150 }, ids: ["area:1", "extend:2"], builds: [5, null] },
  };
  expect(listedAnswer(kept)).toMatchObject({ of: "room", before: 100, after: 150, sites: 1, extended: 1 });
  expect(listedAnswer({ ...kept, room: null, aim: "twice" })).toMatchObject({ of: "twice", before: 200, after: 400 });
});

const ANSWER: ListedAnswer = {
  ...{
    runId: "run",
    at: new Date("2026-11-20T01:30:00Z"),
    of: "near",
    isAlone: false,
    people: 30_000,
    before: 12_345,
    after: 15_678,
    sites: 8,
    extended: 0,
  },
  build: { known: 320_000_000, unknown: 0 },
};
const RUN: NonNullable<ListedScenario["run"]> = {
  ...{ id: "run", state: "done", askedAt: new Date("2026-11-23T08:00:00Z"), askedBy: "someone" },
  ...{ isCutOff: false, isProved: true, gap: 0 },
};

/** Cells of the rows, as they are read aloud. */
function drawn(language: "zh" | "en", ...said: Partial<ListedScenario>[]): string[][] {
  const markup = page(language, said);
  expect(markup.match(/role="columnheader"/g)).toHaveLength(5);
  return [...markup.matchAll(/<tr role="row">(.*?)<\/tr>/gs)]
    .slice(1)
    .map(([, row]) =>
      [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].slice(1).map(([, cell]) => cell!.replaceAll(/<[^>]*>/g, "")),
    );
}

function page(language: "zh" | "en", said: Partial<ListedScenario>[], cutAt: number | null = null): string {
  const city = { code: "9901", timeZone: "Asia/Shanghai" };
  const scenarios = said.map((each, at) => ({
    ...{
      id: String(at),
      name: `示例${at}`,
      changedAt: new Date("2026-11-22T08:00:00Z"),
      changedBy: null,
      run: RUN,
      answer: ANSWER,
    },
    ...each,
  }));
  const list = (
    <ScenarioList {...{ scenarios, city, isArchived: false, mayPlan: true, cutAt, people: { someone: "示例规划员" } }} />
  );
  return markupOf(list, language);
}

const markupOf = (element: ReactNode, language: "zh" | "en") =>
  renderToStaticMarkup(
    <I18nextProvider i18n={translator(language, language === "en" ? en : zh)}>
      <MantineProvider>
        <RouterProvider router={createMemoryRouter([{ path: "/", element }])} />
      </MantineProvider>
    </I18nextProvider>,
  );

test("a row says who is reached now and then, with the share; a share that stays is no rise", () => {
  const [row] = drawn("zh", {});
  expect(row).toEqual([
    ...["示例0已完成已证明最优", "12,345 → 15,678 人41.2% → 52.3%", "8 处", "320 万元"],
    expect.stringMatching(/2026年11月23日 16:00示例规划员/),
  ]);
  const [english] = drawn("en", {});
  expect(english!.slice(1, 4)).toEqual(["12,345 → 15,67841.2% → 52.3%", "8", "¥3.2 million"]);
  const figure = (answer: Partial<ListedAnswer>) => drawn("zh", { answer: { ...ANSWER, ...answer } })[0]![1];
  expect(figure({ after: 12_345 })).toBe("12,345 人41.2%，没有变化");
  expect(figure({ of: "room" })).toContain("有位可去");
  expect(figure({ isAlone: true, before: 0 })).toBe("15,678 人52.3% · 只算本方案");
  expect(figure({ people: 0 })).toBe("未知");
  expect(figure({ runId: "older" })).toContain("上一次的结果（2026年11月20日 09:30）");
  expect(figure({ runId: "older", at: null })).toMatch(/上一次的结果$/);
});

test("without an answer a row says its state and no figures; unknown money is told so", () => {
  const [impossible, never, unknown, some] = drawn(
    ...(["zh", { run: { ...RUN, state: "impossible" }, answer: null }, { run: null, answer: null }] as const),
    { answer: { ...ANSWER, build: { known: 0, unknown: 8 } } },
    { answer: { ...ANSWER, build: { known: 100_000_000, unknown: 3 } } },
  );
  expect(impossible!.slice(0, 4)).toEqual(["示例0条件无法同时满足", "—", "—", "—"]);
  expect(never![0]).toBe("示例1未测算");
  expect(never![4]).toMatch(/2026年11月22日 16:00 建立$/);
  expect([unknown![3], some![3]]).toEqual(["未知", "至少 100 万元"]);
});

test("a gap wider than all that was found is told as not known", () => {
  const [near, wide] = drawn(
    "zh",
    { run: { ...RUN, isProved: false, gap: 0.5 } },
    { run: { ...RUN, isProved: false, gap: 2.5 } },
  );
  expect([near![0], wide![0]]).toEqual(["示例0已完成与最优相差不超过 50.0%", "示例1已完成离最优多远还不知道"]);
});

test("a list that is cut says so; the run asked for that is not to be seen is not taken for the newest", async () => {
  const id = await asked();
  expect(await scenariosInView(PLANNER, CITY, false)).toMatchObject({ cutAt: null });
  await sql`INSERT INTO siting_scenario (id, city_code, area_code, name, is_name_own, base_on, question, changed_at)
    SELECT gen_random_uuid(), city_code, area_code, '示例' || n, true, base_on, question, changed_at
    FROM siting_scenario, generate_series(1, 60) AS n`;
  const { scenarios, cutAt } = await scenariosInView(PLANNER, CITY, false);
  expect([scenarios.length, cutAt]).toEqual([60, 60]);
  expect(page("zh", [{}], 60)).toContain("只列出最近改过的 60 个方案");
  expect(page("zh", [{}])).not.toContain("只列出");
  const newest = (await scenarioInView(PLANNER, CITY, id, ""))!;
  expect(newest.isAnother).toBe(false);
  expect((await scenarioInView(PLANNER, CITY, id, newest.run!.id))!.isAnother).toBe(false);
  expect((await scenarioInView(PLANNER, CITY, id, randomUUID()))!.isAnother).toBe(true);
});

test("the times it was asked say that a replaced answer goes after a while", () => {
  const runs = [RUN, { ...RUN, id: "older" }];
  const list = <RunList runs={runs} shownId="run" address="/plan/siting/one?city=9901" timeText={() => "示例时刻"} />;
  expect(markupOf(list, "zh")).toContain("被新结果替代的，过了保存期限会清除");
  expect(markupOf(list, "en")).toContain("one that a newer answer replaced is kept for a time only");
});

import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { comparedFigures } from "~/modules/siting/domain/compared-results";
import { readQuestion } from "~/modules/siting/domain/read-question";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { comparedScenarios } from "~/modules/siting/use-cases/compared-scenarios.server";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";
import { askWhere, duplicateScenario } from "~/modules/siting/use-cases/scenario-steps.server";
import { closeThreads } from "~/platform/threads.server";
import { CITY, PLANNER, plannerInCity } from "./planner-in-city";

const { sql } = plannerInCity();
afterAll(closeThreads);

async function answered(name: string, walker: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const wish = { types: "day-care", group: "60plus", walker, minutes: "15", date: "2025-12-31", count: "1", ...more };
  const { question } = readQuestion(new URLSearchParams(wish), (await groundOfCity("9901"))!, "2025-12-31", [])!;
  const done = await askWhere(PLANNER, CITY, name, question);
  if (!done.ok) throw new Error(done.refusal);
  for (const { id } of await sql<{ id: string }[]>`SELECT id FROM siting_run WHERE state = 'waiting'`)
    await runSiting(id, "9901");
  return done.value;
}

test("each answer keeps the question and the pace it was asked with; one without an answer is named", async () => {
  const [slow, quick] = [await answered("慢", "elder-75-84"), await answered("快", "adult")];
  const copy = await duplicateScenario(PLANNER, CITY, slow, "副本");
  if (!copy.ok) throw new Error(copy.refusal);
  const { compared, unanswered } = await comparedScenarios(PLANNER, CITY, [slow, quick, copy.value]);
  expect(compared.map(({ name, result }) => [name, result.method.speedKmh])).toEqual([
    ["慢", 2.7],
    ["快", 4],
  ]);
  expect(unanswered).toEqual([{ id: copy.value, name: "副本", isImpossible: false }]);
});

test("one that was worked out and has no answer is told apart from one nobody asked yet", async () => {
  const id = await answered("甲", "adult", { least: "1" });
  const { compared, unanswered } = await comparedScenarios(PLANNER, CITY, [id]);
  expect(compared).toEqual([]);
  expect(unanswered).toEqual([{ id, name: "甲", isImpossible: true }]);
});

test("what is gone, or no scenario at all, is neither compared nor named", async () => {
  const one = await answered("甲", "adult");
  const { compared, unanswered } = await comparedScenarios(PLANNER, CITY, [one, one, randomUUID(), "nothing"]);
  expect(compared).toHaveLength(1);
  expect(unanswered).toEqual([]);
});

test("a gap nobody knows is none", async () => {
  const id = await answered("甲", "adult");
  const { compared } = await comparedScenarios(PLANNER, CITY, [id]);
  const { result } = compared[0]!;
  const unproved = (gap: unknown) => ({ ...result, proof: { ...result.proof, proved: false, gap } }) as SitingResult;
  expect(comparedFigures(result)).toMatchObject({ isProved: true, gap: 0 });
  expect(comparedFigures(unproved(null)).gap).toBeNull();
  expect(comparedFigures(unproved(0)).gap).toBeNull();
  expect(comparedFigures(unproved(0.02)).gap).toBe(0.02);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { PLANNING_STANDARDS } from "~/modules/visits/domain/planning-standards";
import { planInView } from "~/modules/visits/use-cases/plan-in-view.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { CITY, madeCaregiver, madeDue, makePlanningTown, plannedWeek, ZONE } from "./planning-town";
import { warden } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makePlanningTown(records));
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});

test("ways follow the city's own standards, and a plan says which ones it was made with, from where and as of when", async () => {
  const who = await madeCaregiver(records);
  await records.sql`UPDATE caregiver SET transport = 'e-bike' WHERE person_id = ${who}`;
  await madeDue(records, { at: 3_000, responsible: who });
  const usual = (await planInView(warden, CITY, await plannedWeek()))!;
  // 3,000 m × 1.31 at 15 km/h = 15.7 min, in whole minutes, and one for the stairs.
  expect(usual.visits[0]).toMatchObject({ travelMinutes: 17, backMinutes: 17 });
  expect(usual.plan.figures.method).toMatchObject({ asOf: today(ZONE), streets: null, detour: { value: 1.31, mark: "P" } });
  expect(usual.plan.figures.method!.standards.map(({ key }) => key)).toEqual([...PLANNING_STANDARDS]);
  expect(usual.plan.figures.method!.standards.every(({ source }) => source.length > 0)).toBe(true);
  for (const [key, value] of [
    ["visit-e-bike-kmh", 10],
    ["visit-setting-out-minutes", 4],
    ["detour-index", 1.5],
  ] as const)
    await records.sql`
      INSERT INTO standard_parameter (id, city_code, key, area_class, service_type, level, value, unit, source, mark)
      VALUES (gen_random_uuid(), ${TOWN.code}, ${key}, 'any', 'any', 'any', ${value}, 'x', '示例来源', 'S')`;
  const own = (await planInView(warden, CITY, await plannedWeek()))!;
  // 3,000 m × 1.5 at 10 km/h = 27 min, and four.
  expect(own.visits[0]).toMatchObject({ travelMinutes: 31, travelMetres: expect.closeTo(4_500, -2) as number });
  const said = own.plan.figures.method!;
  expect(said.standards.find(({ key }) => key === "visit-e-bike-kmh")).toMatchObject({
    value: 10,
    source: "示例来源",
    mark: "S",
  });
  expect(said.detour).toMatchObject({ value: 1.5, mark: "S" });
  // The earlier plan still says what it was made with.
  const then = (await planInView(warden, CITY, usual.plan.id))!.plan.figures.method!;
  expect(then.standards.find(({ key }) => key === "visit-e-bike-kmh")).toMatchObject({ value: 15 });
});

test("every standard of planning has a row in cities that were there before, as in new ones", async () => {
  const { STANDARD_PARAMETERS } = await import("~/modules/places/data/standard-parameters");
  for (const key of PLANNING_STANDARDS) expect(STANDARD_PARAMETERS.filter((entry) => entry.key === key)).toHaveLength(1);
  const { readFileSync } = await import("node:fs");
  const sql = readFileSync("prisma/migrations/20261122221000_planning_standards/migration.sql", "utf8");
  for (const key of PLANNING_STANDARDS) {
    const { value, unit, source } = STANDARD_PARAMETERS.find((entry) => entry.key === key)!;
    expect(sql).toContain(`('${key}', ${value}::float8, '${unit}', '${source.replaceAll("'", "''")}')`);
  }
});

import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import { cities } from "~/modules/places/use-cases/current-city.server";
import { removeCity } from "~/modules/places/use-cases/remove-city.server";
import { keepImportFile } from "~/platform/import-files.server";
import { keepPhoto } from "~/platform/photo-files.server";
import { withTestDatabase } from "../../factories/test-database";
import { madeActor } from "../../factories/made-actor";

const records = withTestDatabase({ demoCity: true });
const folder = mkdtempSync(join(tmpdir(), "city-"));
const before = process.env.QUARTERHOUR_DATA;
beforeAll(() => {
  process.env.QUARTERHOUR_DATA = folder;
});
afterAll(() => {
  if (before === undefined) delete process.env.QUARTERHOUR_DATA;
  else process.env.QUARTERHOUR_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});
const planner = madeActor();
const sapporo = { code: "0110", nameZh: "札幌", nameEn: "Sapporo", timeZone: "Asia/Tokyo" };

test("a city is started empty, with the standard registries, beside the demo", async () => {
  expect(await startCity(planner, sapporo)).toMatchObject({ ok: true });
  expect((await cities()).map(({ code, isDemo }) => [code, isDemo])).toEqual([
    ["4101", true],
    ["0110", false],
  ]);
  const [counts] = await records.sql`
    SELECT (SELECT count(*)::int FROM service_type WHERE city_code = '0110') AS types,
           (SELECT count(*)::int FROM walker WHERE city_code = '0110') AS walkers,
           (SELECT count(*)::int FROM area WHERE city_code = '0110') AS areas,
           (SELECT count(*)::int FROM facility WHERE city_code = '0110') AS facilities`;
  expect(counts).toEqual({ types: 11, walkers: 7, areas: 0, facilities: 0 });
});

test("a family cannot start or remove a city", async () => {
  const family = madeActor({ role: "family" });
  expect(await startCity(family, { ...sapporo, code: "0111" })).toMatchObject({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await removeCity(family, "4101", "郑州市")).toMatchObject({ ok: false, refusal: { kind: "not-permitted" } });
});

test("a planner of one city can neither remove nor start another", async () => {
  const bound = madeActor({ areaCode: "0110" });
  expect(await removeCity(bound, "4101", "郑州市")).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await startCity(bound, { ...sapporo, code: "0111" })).toMatchObject({ refusal: { kind: "not-permitted" } });
});

test("a mistyped name removes nothing", async () => {
  expect(await removeCity(planner, "4101", "郑州")).toMatchObject({
    ok: false,
    refusal: { kind: "name-differs", name: "郑州市" },
  });
  expect(await cities()).toHaveLength(2);
});

test("the demo goes whole and leaves the other city as it was", async () => {
  const key = randomUUID();
  await records.sql`INSERT INTO photo (id, facility_id, file_name) SELECT ${key}, id, ${`${key}.webp`} FROM facility WHERE city_code = '4101' LIMIT 1`;
  await records.sql`INSERT INTO import_batch (id, city_code, subject, file_name, stored_name, status) VALUES (${key}, '4101', 'facilities', 'f', ${key}, 'failed')`;
  await keepPhoto(`${key}.webp`, Buffer.from("x"));
  await keepImportFile(key, Buffer.from("x"));
  expect(await removeCity(planner, "4101", "郑州市")).toMatchObject({ ok: true });
  expect([readdirSync(join(folder, "photos")), readdirSync(join(folder, "imports"))]).toEqual([[], []]);
  const left = await records.sql<{ table: string; rows: number }[]>`
    SELECT 'area' AS table, count(*)::int AS rows FROM area UNION ALL
    SELECT 'area_population', count(*)::int FROM area_population UNION ALL
    SELECT 'barrier', count(*)::int FROM barrier UNION ALL
    SELECT 'operator', count(*)::int FROM operator UNION ALL
    SELECT 'facility', count(*)::int FROM facility UNION ALL
    SELECT 'offering', count(*)::int FROM offering UNION ALL
    SELECT 'capacity', count(*)::int FROM capacity UNION ALL
    SELECT 'document', count(*)::int FROM document UNION ALL
    SELECT 'revision', count(*)::int FROM revision`;
  expect(left.filter(({ rows }) => rows > 0)).toEqual([]);
  expect((await cities()).map((city) => city.code)).toEqual(["0110"]);
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { prepareDatabase } from "../../scripts/database.mjs";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "quarterhour-mode-"));
const owner = new pg.Client({ connectionString: records.ownerUrl });

beforeAll(() => owner.connect());
beforeEach(async () => {
  await owner.query("DROP SCHEMA IF EXISTS installation CASCADE");
  await owner.query("TRUNCATE person CASCADE");
});
afterAll(async () => {
  await owner.end();
  rmSync(folder, { recursive: true, force: true });
});

const start = (mode: "demo" | "production", more: object = {}) =>
  prepareDatabase(
    { ownerUrl: records.ownerUrl },
    { mode, data: folder, databaseUrl: records.url, ownerUrl: records.ownerUrl, ...more },
  );
const refusal = (started: Promise<unknown>) =>
  started.then(
    () => "started",
    (error: Error) => error.message,
  );
const person = (isDemo: boolean) =>
  owner.query("INSERT INTO person (id, name, is_demo) VALUES (gen_random_uuid(), '示例', $1)", [isDemo]);

test("a database that was started for real once never starts as a demo, and says what to set", async () => {
  await start("production");
  const said = await refusal(start("demo"));
  expect(said).toContain("set QUARTERHOUR_MODE=production");
  expect(said.split("\n")).toHaveLength(1);
  await start("production");
});

test("a demo starts again, with colleagues and cities made by hand; once it is real it stays so", async () => {
  await start("demo");
  await person(true);
  await person(false);
  await owner.query(
    "INSERT INTO city (code, name_zh, name_en, time_zone) VALUES ('9912', '试验城', 'Try', 'Asia/Shanghai') ON CONFLICT DO NOTHING",
  );
  await start("demo");
  await start("production");
  expect(await refusal(start("demo"))).toContain("real installation");
});

test("from before there were marks: people of whom no demo made one are real, and a demo's are not", async () => {
  await person(false);
  expect(await refusal(start("demo"))).toContain("real installation");
  expect((await owner.query("SELECT to_regnamespace('installation') AS made")).rows, "nothing was changed").toEqual([
    { made: null },
  ]);
  await person(true);
  await start("demo");
});

test("a role that may not read the mark is no demo's own", async () => {
  await start("production");
  const asApp = prepareDatabase({ ownerUrl: records.url }, { mode: "demo", data: folder, databaseUrl: records.url });
  expect(await refusal(asApp)).toContain("set QUARTERHOUR_MODE=production");
});

test("a ring that was made on purpose is no demo's, on an empty database too", async () => {
  const ring = JSON.stringify({ format: 1, origin: "own" });
  expect(await refusal(start("demo", { keys: ring }))).toContain("key ring was made for a real installation");
  writeFileSync(join(folder, "keys.json"), ring);
  expect(await refusal(start("demo"))).toContain("set QUARTERHOUR_MODE=production");
  expect(await refusal(start("demo", { keys: JSON.stringify({ format: 1, origin: "demo" }) }))).toBe("started");
});

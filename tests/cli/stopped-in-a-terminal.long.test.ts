import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { bundleOptions } from "../../scripts/bundles.mjs";
import { gridTown, madeExtract } from "../factories/made-extract";
import { withTestDatabase } from "../factories/test-database";
import { typedFiles } from "./typed-files";

const records = withTestDatabase();
const { put } = typedFiles();
const data = join(process.env.QUARTERHOUR_TYPED_IN!, "data");
const streets = join(data, "streets");
mkdirSync(streets, { recursive: true });
const outdir = join(process.cwd(), "node_modules", ".cache", "quarterhour", basename(process.cwd()), "stopped");
const here = (path: string) => JSON.stringify(join(process.cwd(), path));
const launch = `import { main } from ${JSON.stringify(join(outdir, "qh.js"))};
import { openLaunch } from ${here("scripts/launch.mjs")};
import { runCommand } from ${here("scripts/run-command.mjs")};
await runCommand(main, process.argv.slice(1), { connect: async () => {} }, openLaunch());`;

const town = put("town.osm.pbf", madeExtract(gridTown(40, 100)));
const stored = () => readdirSync(streets);

beforeAll(async () => {
  await build({ ...(bundleOptions(outdir) as BuildOptions), entryPoints: { qh: "app/cli/qh.ts" } });
});
beforeEach(async () => {
  await records.clear();
  await records.sql`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('0109', '试', 'Trial', 'Asia/Tokyo', '{}')`;
});

/** Types a command; `signal` arrives as soon as `isMiddle` holds. */
async function typed(words: readonly string[], signal?: NodeJS.Signals, isMiddle: () => boolean = () => true) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", launch, ...words], {
    env: { ...process.env, DATABASE_URL: records.url, QUARTERHOUR_DATA: data, npm_lifecycle_event: "" },
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (said.stdout += String(text)));
  child.stderr.on("data", (text) => (said.stderr += String(text)));
  const looking = setInterval(() => {
    if (!signal || !isMiddle()) return;
    clearInterval(looking);
    child.kill(signal);
  }, 20);
  const [code, by] = await new Promise<[number | null, NodeJS.Signals | null]>((ended) =>
    child.once("close", (...how) => ended(how)),
  );
  clearInterval(looking);
  return { code, by, ...said };
}

const inForce = async () => (await records.sql`SELECT stored_name FROM street_network`).map((row) => String(row.stored_name));
const imported = () => typed(["streets", "import", town, "--city", "0109"]);

/** Another import of the same city is about to end for as long as `work` takes. */
const besideAnother = <T>(work: () => Promise<T>) =>
  records.sql.begin(async (other) => {
    await other`SELECT pg_advisory_xact_lock(hashtext('streets 0109'))`;
    return work();
  });

test.each([
  ["Ctrl+C", "SIGINT", 130],
  ["a wish of the system", "SIGTERM", 143],
] as const)("%s in the middle of an import leaves the old streets, no file and one sentence", async (_name, signal, code) => {
  expect(await imported()).toMatchObject({ code: 0 });
  const [before, files] = [await inForce(), stored()];
  const hasWritten = () => stored().some((name) => !files.includes(name) && name.endsWith(".streets"));
  const stopped = await besideAnother(() => typed(["streets", "import", town, "--city", "0109"], signal, hasWritten));
  expect(stopped).toMatchObject({ code, stdout: "" });
  expect(stopped.stderr.trim().split("\n").at(-1)).toBe("已停止，没有更改任何内容 · Stopped: nothing was changed.");
  expect([await inForce(), stored()]).toEqual([before, files]);
});

test("a kill in the middle leaves the old streets in force, and the next import takes what is left behind", async () => {
  expect(await imported()).toMatchObject({ code: 0 });
  const [before, files] = [await inForce(), stored()];
  const hasWritten = () => stored().some((name) => !files.includes(name) && name.endsWith(".streets"));
  const killed = await besideAnother(() => typed(["streets", "import", town, "--city", "0109"], "SIGKILL", hasWritten));
  expect(killed).toMatchObject({ code: null, by: "SIGKILL" });
  expect(await inForce()).toEqual(before);
  const half = join(streets, "left.streets.half");
  writeFileSync(half, "half");
  const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
  for (const name of stored()) if (!before.includes(name)) utimesSync(join(streets, name), longAgo, longAgo);
  expect(await imported()).toMatchObject({ code: 0 });
  expect(stored().sort()).toEqual([...before, ...(await inForce())].sort());
});

test.each(["SIGINT", "SIGKILL"] as const)("%s in the middle of making a demo city leaves no city", async (signal) => {
  const files = stored();
  const demo = ["city", "demo", town, "--code", "0120", "--name", "示例市"];
  const hasWritten = () => stored().some((name) => !files.includes(name) && name.endsWith(".streets"));
  await records.sql
    .begin(async (other) => {
      // Somebody makes a city of the same code at the same time, and thinks better of it.
      await other`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('0120', '别', 'Other', 'Asia/Tokyo', '{}')`;
      const stopped = await typed(demo, signal, hasWritten);
      expect(stopped, stopped.stderr).toMatchObject(signal === "SIGINT" ? { code: 130, stdout: "" } : { by: "SIGKILL" });
      if (signal === "SIGINT") {
        expect(stopped.stderr).toMatch(/已停止，没有建立城市 · Stopped: no city was made\.\n$/);
        expect(stored()).toEqual(files);
      }
      throw new Error("thought better of it");
    })
    .catch((error: Error) => expect(error.message).toBe("thought better of it"));
  expect(await records.sql`SELECT code FROM city WHERE code = '0120'`).toHaveLength(0);
  const made = await typed(demo);
  expect([made.code, made.stderr.replace(/读取.*\n/g, "")]).toEqual([0, ""]);
  expect(await records.sql`SELECT junctions FROM street_network WHERE city_code = '0120'`).toHaveLength(1);
});

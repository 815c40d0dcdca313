import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { bundleOptions } from "../../scripts/bundles.mjs";
import { typedFiles } from "./typed-files";

const { put } = typedFiles();
const outdir = join(process.cwd(), "node_modules", ".cache", "quarterhour", "cli");
const launch = `import { main } from ${JSON.stringify(join(outdir, "qh.js"))};
process.exit(await main(process.argv.slice(1), { connect() { throw new Error("no database was asked for"); } }));`;

beforeAll(async () => {
  await build({ ...(bundleOptions(outdir) as BuildOptions), entryPoints: { qh: "app/cli/qh.ts" } });
});

function typed(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", launch, ...words], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return { status, stdout, stderr };
}

const rows = 30_000;
const files = [
  ...["--supply", put("S.csv", "id,capacity\nhome,20\n")],
  ...["--demand", put("D.csv", `id,population\n${Array.from({ length: rows }, (_, row) => `p${row},1\n`).join("")}`)],
  ...["--costs", put("C.csv", "demand,supply,cost\np1,home,15\n")],
];

test("--json prints one object and nothing else, whole however long, without a database", () => {
  const { status, stdout, stderr } = typed("access", ...files, "--catchment", "15", "--method", "2sfca", "--json");
  expect([status, stderr, stdout.endsWith("}\n")]).toEqual([0, "", true]);
  const { values } = JSON.parse(stdout) as { values: Record<string, number> };
  expect(Object.keys(values)).toHaveLength(rows);
  expect([values.p0, values.p1]).toEqual([0, 20]);
});

test.each([
  ["a file that is not there", ["access", ...files, "--costs", "gone.csv", "--catchment", "15", "--method", "bfca"]],
  ["an unknown method", ["access", ...files, "--catchment", "15", "--method", "nearest"]],
  ["a negative catchment", ["access", ...files, "--catchment=-1", "--method", "bfca"]],
  ["a negative catchment as a word of its own", ["access", ...files, "--catchment", "-1", "--method", "bfca"]],
  ["an unknown option", ["access", ...files, "--catchment", "15", "--method", "bfca", "--band", "3"]],
  ["a word left over", ["access", ...files, "--catchment", "15", "--method", "bfca", "json"]],
])("%s ends with 2, one line on the error stream and nothing else", (_name, words) => {
  const { status, stdout, stderr } = typed(...words);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^[^\n]+\n$/);
});

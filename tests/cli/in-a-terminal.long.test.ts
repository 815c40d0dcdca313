import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { bundleOptions } from "../../scripts/bundles.mjs";
import { gridTown, madeExtract } from "../factories/made-extract";
import { typedFiles } from "./typed-files";

const { put } = typedFiles();
const outdir = join(process.cwd(), "node_modules", ".cache", "quarterhour", basename(process.cwd()), "cli");
const launch = `import { main } from ${JSON.stringify(join(outdir, "qh.js"))};
process.exit(await main(process.argv.slice(1), { stop: new AbortController().signal, connect() { throw new Error("no database was asked for"); },
  look: () => Promise.resolve({ appUrl: "postgresql://nobody@127.0.0.1:1/none", ownerUrl: "postgresql://nobody@127.0.0.1:1/none", migrations: [] }),
  settings: () => ({ problems: [], unknown: [] }), version: "0.0.0" }));`;

beforeAll(async () => {
  await build({ ...(bundleOptions(outdir) as BuildOptions), entryPoints: { qh: "app/cli/qh.ts" } });
});

const typed = (...words: string[]) => typedWith({}, ...words);

function typedWith(environment: Record<string, string | undefined>, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", launch, ...words], {
    env: { ...process.env, ...environment },
    encoding: "utf8",
    maxBuffer: 1e9,
    timeout: 20_000,
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

const FOLDER = process.env.QUARTERHOUR_TYPED_IN!;
const town = gridTown(30, 100);
const [corner, beside] = [town.nodes[0]!, town.nodes[35]!];
const extract = madeExtract(town);
const walked = [
  "coverage",
  ...["--streets", put("town.osm.pbf", extract)],
  ...["--facilities", put("F.csv", `id,lon,lat\nclinic,${corner.lon},${corner.lat}\n`)],
  ...["--demand", put("P.csv", `id,lon,lat,population\nhome,${beside.lon},${beside.lat},10\nsea,100,10,5\n`)],
  ...["--count", "population"],
];

test("coverage --json prints the agreed object, and --out writes rings, union and homes", () => {
  const { status, stdout, stderr } = typed(...walked, "--minutes", "15", "--speed-kmh", "3.6", "--out", "rings", "--json");
  expect([status, stderr, stdout.split("\n").length]).toEqual([0, "", 2]);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ method: "network", minutes: 15, speed_kmh: 3.6, facilities: 1, demand_points: 2 },
    ...{
      unsnapped: [{ id: "sea", reason: "outside-streets" }],
      people_total: 15,
      people_covered: 10,
      people_unplaced: 5,
      share: 1,
    },
    seconds: { graph: expect.any(Number) as number, reach: expect.any(Number) as number },
  });
  const written = (name: string) => readFileSync(join(FOLDER, "rings", name), "utf8");
  const features = (name: string) => (JSON.parse(written(name)) as { features: { properties: object }[] }).features;
  expect(features("circles.geojson").map(({ properties }) => properties)).toEqual(
    [15, 10, 5].map((minutes) => ({ facility: "clinic", minutes })),
  );
  expect(features("union.geojson").map(({ properties }) => properties)).toEqual([15, 10, 5].map((minutes) => ({ minutes })));
  expect(written("demand.csv")).toMatch(/^id,nearest_facility,minutes,covered\r\nhome,clinic,[\d.]+,1\r\nsea,,,0\r\n$/);
});

// Whatever is made in /proc is answered «not there»; a file is no folder anywhere.
const isLinux = process.platform === "linux";
const NOWHERE = isLinux ? "/proc/x" : "F.csv";
test.each([
  ["coverage", [...walked, "--out", NOWHERE]],
  ["bundle", ["bundle", NOWHERE]],
  ["backup", ["backup", NOWHERE]],
  ["backup with its keys apart", ["backup", "backups", "--keys", join(NOWHERE, "keys.json")]],
])("a place that cannot be written to ends %s at once, with one sentence", (_name, words) => {
  const { status, stdout, stderr } = typed(...words);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^[^\n]+cannot be written to \(E[A-Z]+\)[^\n]*\n$/);
});

test("folders are made with those above them, and where none can be made the reason is said at once", () => {
  const places = [...(isLinux ? ["/proc/x", "/proc/x/y"] : []), "F.csv", "F.csv/x", "new/er/est", "new/er"];
  const asked = `import { madeFolder } from ${JSON.stringify(join(process.cwd(), "app/platform/made-folder.server.mjs"))};
    const answer = (place) => { try { return madeFolder(place); } catch ({ code }) { return code; } };
    console.log(process.argv.slice(1).map(answer).join());`;
  const words = ["--input-type=module", "-e", asked, ...places];
  const { stdout } = spawnSync(process.execPath, words, { cwd: FOLDER, encoding: "utf8", timeout: 20_000 });
  expect(stdout.trim()).toBe([...(isLinux ? ["ENOENT,ENOENT"] : []), "ENOTDIR,ENOTDIR,new/er/est,new/er"].join());
});

test.runIf(isLinux)("a data folder that cannot be made ends a new key and a new certificate at once, and says so", () => {
  for (const words of [
    ["keys", "add"],
    ["certificate", "make", "--name", "care.example"],
  ]) {
    const { status, stderr } = typedWith({ QUARTERHOUR_DATA: "/proc/x", QUARTERHOUR_KEYS: undefined }, ...words);
    expect(status, words.join(" ")).toBe(1);
    expect(stderr, words.join(" ")).toContain("set QUARTERHOUR_DATA to a folder that is");
  }
});

test("the first word of a group lists that group alone, help lists everything, and a slip is told from both", () => {
  const listed = (text: string) => [...text.matchAll(/^ {2}qh ([a-z]+)/gm)].map(([, word]) => word);
  const { status, stdout, stderr } = typed("keys");
  expect([status, stdout, listed(stderr)]).toEqual([2, "", ["keys", "keys", "keys"]]);
  expect(stderr).not.toContain("There is no command");
  expect(listed(typed("person", "--help").stdout)).toEqual(["person", "person", "person"]);
  expect(listed(typed("audit", "wrong").stderr)).toEqual(["audit", "audit"]);
  expect(listed(typed("help").stdout).length).toBeGreaterThan(20);
  expect(typed("wrong").stderr).toContain("There is no command «wrong»");
});

mkdirSync(join(FOLDER, "folder"));
const head = extract.readUInt32BE(0) + 4;
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(900, 7)]);
const workbook = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(900, 7)]);
const cutAmongWays = madeExtract({ nodes: gridTown(60, 100).nodes, ways: gridTown(60, 100).ways.slice(0, 40) });
test.each([
  ["a street file that is not there", ["--streets", "gone.osm.pbf"], "there is no file gone.osm.pbf"],
  ["a street file that is a folder", ["--streets", "folder"], "a folder"],
  ["an empty street file", ["--streets", put("empty.osm.pbf", "")], "an empty file"],
  ["a picture called streets", ["--streets", put("photo.osm.pbf", jpeg)], "a picture"],
  ["a workbook called streets", ["--streets", put("book.osm.pbf", workbook)], "Excel"],
  [
    "a street file cut in a block",
    ["--streets", put("half.osm.pbf", extract.subarray(0, extract.length - 9))],
    "download it again",
  ],
  ["a street file of a header only", ["--streets", put("head.osm.pbf", extract.subarray(0, head))], "download it again"],
  ["a street file cut between blocks", ["--streets", put("cut.osm.pbf", cutAmongWays)], "add --partly"],
  ["streets without streets", ["--streets", put("bare.osm.pbf", madeExtract({ ...town, ways: [] }))], "900 points and no way"],
  ["facilities that are a picture", ["--facilities", "photo.osm.pbf"], "not a CSV"],
  ["facilities without positions", ["--facilities", "S.csv"], "has no column lon"],
  ["a count that is no column", ["--count", "elders"], "has no column elders"],
  ["no time at all", ["--minutes", "0"], "greater than 0"],
  ["an unknown method", ["--method", "helicopter"], "use one of"],
  ["an unknown movement", ["--movement", "skate"], "use one of"],
  ["an unknown option", ["--radius", "3"], "--radius"],
  ["a folder that cannot be written", ["--out", "F.csv"], "cannot be written"],
])("coverage: %s ends with 2, one sentence on the error stream and nothing else", (_name, words, sentence) => {
  const { status, stdout, stderr } = typed(...walked, ...words, "--json");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(sentence);
});

const needs = ["--demand", put("SD.csv", "id,weight\n1,10\n")];
const sited = [
  ...["site", "--model", "budget", "--radius", "10"],
  ...["--costs", put("SC.csv", "demand,site,cost\n1,a,5\n"), "--site-costs", put("SK.csv", "site,cost\na,100\n")],
];
const noise = put("noise.csv", Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167 + (at >> 3)) % 256)));
test.each([
  ["a budget below nothing", ["--budget", "-1"], "a number of 0 or more"],
  ["an unknown option", ["--budget", "1", "--wibble", "3"], "there is no option --wibble"],
  ["an option without its value", ["--budget"], "--budget needs a value"],
  ["a file that is no text", ["--budget", "1", "--demand", noise], "not a CSV"],
  ["a file without a byte", ["--budget", "1", "--demand", put("none.csv", "")], "is empty"],
])("site: %s ends with 2, one sentence of ours on the error stream and nothing else", (_name, words, sentence) => {
  const { status, stdout, stderr } = typed(...sited, ...(words.includes("--demand") ? [] : needs), ...words, "--json");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(sentence);
});

test("site: a budget nothing can be had for is said, and --json prints its object alone all the same", () => {
  const { status, stdout, stderr } = typed(...sited, ...needs, "--budget", "50", "--json");
  expect([status, stdout.split("\n").length]).toEqual([0, 2]);
  expect(JSON.parse(stdout)).toMatchObject({ sites: [], objective: 0 });
  expect(stderr).toContain("no site is chosen");
});

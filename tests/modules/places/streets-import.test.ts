import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import { answerCoverage } from "~/modules/coverage/use-cases/answer-coverage.server";
import { answerMethods } from "~/modules/coverage/use-cases/answer-methods.server";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { understoodCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { importStreets } from "~/modules/places/use-cases/import-streets.server";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { removeCity } from "~/modules/places/use-cases/remove-city.server";
import { closeThreads } from "~/platform/threads.server";
import { writeStreetCity } from "../../../seed/street-city/write-street-city";
import { madeExtract, type MadeNode, type MadeWay } from "../../factories/made-extract";
import { withTestDatabase } from "../../factories/test-database";
import { madeActor } from "../../factories/made-actor";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "streets-"));
const before = process.env.QUARTERHOUR_DATA;
beforeAll(() => {
  process.env.QUARTERHOUR_DATA = folder;
});
afterAll(async () => {
  await closeThreads();
  if (before === undefined) delete process.env.QUARTERHOUR_DATA;
  else process.env.QUARTERHOUR_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const planner = madeActor();
const SIDE = 24;

/** A town of square blocks of about 110 m, from a corner; `rows` block lines eastward and all northward. */
function town(lon: number, lat: number, rows = SIDE): string {
  const nodes: MadeNode[] = Array.from({ length: SIDE * SIDE }, (_, i) => ({
    id: i + 1,
    lon: lon + (i % SIDE) * 0.0012,
    lat: lat + Math.floor(i / SIDE) * 0.001,
  }));
  const line = (id: number, at: (i: number) => number): MadeWay => ({
    id,
    refs: Array.from({ length: SIDE }, (_, i) => at(i)),
    tags: { highway: "residential" },
  });
  const ways = Array.from({ length: SIDE }, (_, n) => [
    ...(n < rows ? [line(1_000 + n, (i) => n * SIDE + i + 1)] : []),
    line(2_000 + n, (i) => i * SIDE + n + 1),
  ]).flat();
  const file = join(folder, `town-${lon}-${lat}-${rows}.osm.pbf`);
  writeFileSync(file, madeExtract({ nodes, ways }));
  return file;
}

const stored = () => readdirSync(join(folder, "streets"));

test("a made city on streets answers by them, by directions and by circles", async () => {
  const file = town(24.9, 60.1);
  const read = await readStreets(file);
  if (!read.ok) throw new Error(read.refusal.kind);
  const name = { code: "0109", nameZh: "试验市", nameEn: "Trial", timeZone: "Europe/Helsinki" };
  const { graph } = read.value;
  expect(await writeStreetCity(records.url, graph, name, null)).toBe(true);
  expect(await writeStreetCity(records.url, graph, name, null)).toBe(false);
  const before = await groundOfCity("0109");
  // The four corners are no junctions.
  const imported = await importStreets(planner, "0109", file);
  expect(imported).toMatchObject({
    ok: true,
    value: { served: { share: 1 }, network: { pieces: 1, edges: 2 * SIDE * (SIDE - 1) - 4 } },
  });
  const ground = (await groundOfCity("0109"))!;
  expect([before?.streets, ground.stamp === before?.stamp]).toEqual([null, false]);

  const covered = async (method: string) => {
    const asked = (await understoodCoverage("0109", { types: ["day-care"], method }))!;
    const { result, method: statement } = await answerCoverage(asked.ground, asked.query);
    return { all: result.figures.people.at(-1)!, covered: result.figures.covered.at(-1)!, said: statement.method, result };
  };
  const [network, sectors, circle] = [await covered("network"), await covered("sectors"), await covered("circle")];
  expect([network.said, sectors.said, circle.said]).toEqual(["network", "sectors", "turf-approximation"]);
  expect(network.covered).toBeGreaterThan(0);
  expect(network.covered).toBeLessThan(network.all);
  const asked = (await understoodCoverage("0109", { types: ["day-care"] }))!;
  const beside = await answerMethods(asked.ground, asked.query);
  expect(beside.map(({ method, covered: people }) => [method, people])).toEqual([
    ["network", network.covered],
    ["sectors", sectors.covered],
    ["circle", circle.covered],
  ]);
});

test("importing again replaces the network whole; what is refused changes nothing", async () => {
  const [first] = stored();
  expect(await importStreets(planner, "0109", town(24.9, 60.101))).toMatchObject({ ok: true });
  // Who opened the first one may go on reading it; a day later the next import sweeps it.
  expect(stored()).toHaveLength(2);
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  utimesSync(join(folder, "streets", first!), yesterday, yesterday);
  expect(await importStreets(planner, "0109", town(24.9, 60.101))).toMatchObject({ ok: true });
  expect(stored()).not.toContain(first);
  const after = stored();
  const elsewhere = town(-70.1, -33.4);
  const broken = join(folder, "broken.osm.pbf");
  writeFileSync(broken, madeExtract({ nodes: [{ id: 1, lon: 24.9, lat: 60.1 }], ways: [] }).subarray(0, 60));
  const roadless = join(folder, "roadless.osm.pbf");
  writeFileSync(
    roadless,
    madeExtract({ nodes: [{ id: 1, lon: 24.9, lat: 60.1 }], ways: [{ id: 1, refs: [1], tags: { building: "yes" } }] }),
  );
  for (const [file, kind] of [
    [elsewhere, "elsewhere"],
    [broken, "damaged"],
    [roadless, "no-walkable-ways"],
    [join(folder, "nothing.osm.pbf"), "no-such-file"],
  ] as const)
    expect(await importStreets(planner, "0109", file)).toMatchObject({ ok: false, refusal: { kind } });
  expect(await importStreets(planner, "0999", elsewhere)).toMatchObject({ refusal: { kind: "no-such-city" } });
  expect(await importStreets(madeActor({ role: "family" }), "0109", elsewhere)).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  expect(stored()).toEqual(after);
});

test("a neighbour's streets, or far fewer than are in force, are taken only where that is said", async () => {
  const before = stored();
  const neighbour = town(24.9, 60.135);
  const refusedAs = async (file: string) => {
    const verdict = await importStreets(planner, "0109", file);
    return verdict.ok ? verdict : verdict.refusal;
  };
  // Less than before is said first: it names both.
  expect(await refusedAs(neighbour)).toMatchObject({ kind: "less-than-before", before: { share: 1 } });
  const thin = await refusedAs(town(24.9, 60.101, 6));
  expect(thin).toMatchObject({ kind: "less-than-before", served: { share: 1 }, before: { share: 1 } });
  expect(stored()).toEqual(before);

  await records.sql`DELETE FROM street_network WHERE city_code = '0109'`;
  const far = await refusedAs(neighbour);
  expect(far).toMatchObject({ kind: "little-of-city" });
  expect("served" in far && far.served.share > 0 && far.served.share < 0.5).toBe(true);
  expect(stored()).toEqual(before);
  expect(await importStreets(planner, "0109", neighbour, { partly: true })).toMatchObject({ ok: true });
  // More than before needs no word, and what is gone from the folder is no measure.
  expect(await importStreets(planner, "0109", town(24.9, 60.1))).toMatchObject({ ok: true });
  rmSync(join(folder, "streets"), { recursive: true });
  expect(await importStreets(planner, "0109", town(24.9, 60.101, 6))).toMatchObject({ ok: true });
});

test("whoever stops an import leaves the old streets in force and no file behind", async () => {
  const before = stored();
  const stop = new AbortController();
  let importing!: Promise<unknown>;
  // Another import is about to end, so this one waits with its file written.
  await records.sql.begin(async (other) => {
    await other`SELECT pg_advisory_xact_lock(hashtext('streets 0109'))`;
    importing = importStreets(planner, "0109", town(24.9, 60.1), { signal: stop.signal });
    importing.catch(() => undefined);
    await expect.poll(() => stored().some((name) => !before.includes(name))).toBe(true);
    stop.abort();
  });
  await expect(importing).rejects.toThrow(/abort/i);
  expect(stored()).toEqual(before);
  await expect(importStreets(planner, "0109", town(24.9, 60.1), { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test("a city without a place takes any streets, and takes its file along when it is removed", async () => {
  await startCity(planner, { code: "0110", nameZh: "空城", nameEn: "Empty", timeZone: "Asia/Tokyo" });
  expect(await importStreets(planner, "0110", town(-70.1, -33.4))).toMatchObject({ ok: true, value: { served: null } });
  const all = stored().length;
  expect(await removeCity(planner, "0110", "空城")).toMatchObject({ ok: true });
  expect(stored()).toHaveLength(all - 1);
});

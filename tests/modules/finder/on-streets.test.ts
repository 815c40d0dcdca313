import { booleanPointInPolygon } from "@turf/boolean-point-in-polygon";
import type { MultiPolygon } from "geojson";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spotText } from "~/modules/finder/domain/spot";
import { findPage } from "~/modules/finder/use-cases/find-page.server";
import { walkingRings } from "~/modules/finder/use-cases/walking-rings.server";
import { importStreets } from "~/modules/places/use-cases/import-streets.server";
import { closeThreads } from "~/platform/threads.server";
import { metresPerDegree, type GeoPoint } from "~/shared/geo-point";
import { madeExtract } from "../../factories/made-extract";
import { withTestDatabase } from "../../factories/test-database";
import { planner } from "../catalog/factories/catalog-city";
import { finderTown, HOME, makeFinderTown, makePlace } from "./finder-town";

/** Where a city has streets, minutes are those of its streets: blocks of about 110 m, walked at 50 m a minute. */
const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "finder-streets-"));
const before = process.env.QUARTERHOUR_DATA;
const isInside = ({ lon, lat }: GeoPoint, shape: MultiPolygon) => booleanPointInPolygon([lon, lat], shape);
const SIDE = 24;
const [WEST, SOUTH, EASTWARD, NORTHWARD] = [HOME.lon - 0.012, HOME.lat - 0.01, 0.0012, 0.001];
const corner = (east: number, north: number) => ({ lon: WEST + east * EASTWARD, lat: SOUTH + north * NORTHWARD });

beforeAll(async () => {
  process.env.QUARTERHOUR_DATA = folder;
  await makeFinderTown(records);
  const nodes = Array.from({ length: SIDE * SIDE }, (_, i) => ({ id: i + 1, ...corner(i % SIDE, Math.floor(i / SIDE)) }));
  const line = (id: number, at: (i: number) => number) => ({
    id,
    refs: Array.from({ length: SIDE }, (_, i) => at(i)),
    tags: { highway: "residential" },
  });
  const ways = Array.from({ length: SIDE }, (_, n) => [
    line(1_000 + n, (i) => n * SIDE + i + 1),
    line(2_000 + n, (i) => i * SIDE + n + 1),
  ]).flat();
  const file = join(folder, "town.osm.pbf");
  writeFileSync(file, madeExtract({ nodes, ways }));
  await makePlace(records, "街角", corner(14, 13));
  await makePlace(records, "街外", { lon: corner(23, 10).lon + 500 / metresPerDegree(HOME.lat).lon, lat: HOME.lat });
  const imported = await importStreets(planner, "9901", file, { partly: true });
  if (!imported.ok) throw new Error(JSON.stringify(imported.refusal));
});
afterAll(async () => {
  await closeThreads();
  if (before === undefined) delete process.env.QUARTERHOUR_DATA;
  else process.env.QUARTERHOUR_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const lines = async (address: Record<string, string>) => {
  const { results } = (await findPage(await finderTown(), new URLSearchParams(address)))!;
  return { method: results!.method, offers: results!.offers.map(({ name, line }) => [name, line.minutes, line.isRough]) };
};

test("the walk goes along blocks, never across them, and the streets are named", async () => {
  const metres = metresPerDegree(HOME.lat);
  const along = 4 * EASTWARD * metres.lon + 3 * NORTHWARD * metres.lat;
  const { method, offers } = await lines({ at: spotText(corner(10, 10)), minutes: "20" });
  expect(method).toMatchObject({ method: "network", streets: { name: "town.osm.pbf" } });
  expect(offers).toEqual([["街角", Math.ceil(along / 50), false]]);
});

test("a place no street leads to is not lost: its walk is estimated, and said to be", async () => {
  const { offers } = await lines({ at: spotText(corner(20, 10)), minutes: "20" });
  expect(offers).toContainEqual(["街外", 17, true]);
});

test("the rings on the map go along the streets as the minutes do: a corner two blocks aside is no five minutes away", async () => {
  const metres = metresPerDegree(HOME.lat);
  const rings = (await walkingRings(await finderTown(), { type: "nursery", walker: "pram" }, corner(10, 10)))!;
  expect(rings).toMatchObject({
    how: "network",
    isRough: false,
    streets: { address: expect.stringMatching(/^\/plan\/streets\/9901\//) as string },
  });
  let looked = 0;
  for (const { minutes, geometry } of rings.rings)
    for (let east = 0; east < SIDE; east++)
      for (let north = 0; north < SIDE; north++) {
        const walked = Math.abs(east - 10) * EASTWARD * metres.lon + Math.abs(north - 10) * NORTHWARD * metres.lat;
        // Ground within half a block of a reached street counts as reached, and a corner's own cell is 25 m wide.
        if (Math.abs(walked - minutes * 50) < 90) continue;
        looked++;
        expect(isInside(corner(east, north), geometry), `${minutes} min, corner ${east} ${north}`).toBe(walked < minutes * 50);
      }
  expect(looked).toBeGreaterThan(1_000);
});

test("rings round a point that no street leads to are circles, and said to be", async () => {
  const off = { lon: corner(23, 10).lon + 500 / metresPerDegree(HOME.lat).lon, lat: HOME.lat };
  const rings = (await walkingRings(await finderTown(), { type: "nursery", walker: "pram" }, off))!;
  expect(rings).toMatchObject({ how: "network", isRough: true });
  const [first] = rings.rings;
  const metres = metresPerDegree(HOME.lat);
  for (const [north, isIn] of [
    [230, true],
    [270, false],
  ] as const)
    expect(isInside({ lon: off.lon, lat: off.lat + north / metres.lat }, first!.geometry), `${north} m`).toBe(isIn);
});

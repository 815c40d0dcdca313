import { booleanPointInPolygon } from "@turf/boolean-point-in-polygon";
import type { MultiPolygon } from "geojson";
import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { walkingRings } from "~/modules/finder/use-cases/walking-rings.server";
import type { GeoPoint } from "~/shared/geo-point";
import { loader } from "~/routes/find_.walk";
import { TOWN } from "../catalog/factories/catalog-city";
import { withTestDatabase } from "../../factories/test-database";
import { finderTown, HOME, makeFinderTown, spot } from "./finder-town";

/** What the map draws round where a family starts. Pram: 3 km/h and a detour index of 1, so five minutes are 250 m. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeFinderTown(records));

const isInside = ({ lon, lat }: GeoPoint, shape: MultiPolygon) => booleanPointInPolygon([lon, lat], shape);
const ringsAt = async () => (await walkingRings(await finderTown(), { type: "nursery", walker: "pram" }, HOME))!;
const ask = async (address: string) =>
  (await loader({ request: new Request(`http://127.0.0.1${address}`), params: {}, context: { cspNonce: "" } })) as Response;

test("without streets the rings are circles of the walker's pace, nearer inside farther, and say which method they are", async () => {
  const { how, isRough, rings, streets } = await ringsAt();
  expect({ how, isRough, streets }).toEqual({ how: "circle", isRough: false, streets: null });
  expect(rings.map(({ minutes }) => minutes)).toEqual([5, 10, 15]);
  for (const { minutes, geometry } of rings)
    for (let turn = 0; turn < 24; turn++) {
      const [east, north] = [Math.cos((turn * Math.PI) / 12), Math.sin((turn * Math.PI) / 12)];
      const at = (metres: number) => spot(east * metres, north * metres);
      expect(isInside(at(minutes * 50 - 6), geometry), `${minutes} min, direction ${turn}, inside`).toBe(true);
      expect(isInside(at(minutes * 50 + 6), geometry), `${minutes} min, direction ${turn}, outside`).toBe(false);
    }
});

test("ground behind a river without a bridge is not reached, however near", async () => {
  const river = { type: "LineString", coordinates: [spot(120, -2_000), spot(120, 2_000)].map(({ lon, lat }) => [lon, lat]) };
  await sql`INSERT INTO barrier (id, city_code, kind, name_zh, name_en, line, quality, source, known_on)
    VALUES (${newId()}, ${TOWN.code}, 'river', '河', 'River', ${sql.json(river)}, 'exact', 'test', '2026-01-01')`;
  const { rings } = await ringsAt();
  const widest = rings[2]!.geometry;
  expect(isInside(spot(90), widest)).toBe(true);
  expect(isInside(spot(160), widest)).toBe(false);
  expect(isInside(spot(-700), widest)).toBe(true);
  await sql`DELETE FROM barrier`;
});

test("the map asks by an address; no store keeps the answer, and a place that is none is refused", async () => {
  const answer = await ask(`/find/walk?city=${TOWN.code}&at=113.6,34.7&need=nursery`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  expect(((await answer.json()) as { rings: unknown[] }).rings).toHaveLength(3);
  expect((await ask(`/find/walk?city=${TOWN.code}&at=somewhere`)).status).toBe(400);
});

import { beforeAll, expect, test } from "vitest";
import { queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { MOST_PLACES } from "~/modules/catalog/domain/map-places";
import { extentOnMap, facilitiesOnMap } from "~/modules/catalog/use-cases/facilities-on-map.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { withTestDatabase } from "../../../factories/test-database";
import { draft, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
const MANY = MOST_PLACES + 40;
const query = (address = "") => queryFromAddress(new URLSearchParams(address), "2025-06-30");
const CITY = { box: [113, 34, 114, 35], zoom: 9 } as const;

beforeAll(async () => {
  await makeTown(records);
  for (const lon of [113.2, 113.8])
    await registerFacility(planner, TOWN.code, registration({ draft: draft({ position: { ...draft().position!, lon } }) }));
  await registerFacility(planner, TOWN.code, registration({ draft: draft({ name: "未定位", position: null }) }));
});

async function pieces(address = "", view: Parameters<typeof facilitiesOnMap>[3] = CITY) {
  const answer = await facilitiesOnMap(planner, TOWN, query(address), view);
  if (!answer.ok) throw new Error(answer.refusal.kind);
  return answer.value;
}

test("few places are shown one by one, those in view and of the filter only", async () => {
  const { places, bubbles } = await pieces();
  expect(places.map(({ lon, serviceType }) => [lon, serviceType]).sort()).toEqual([
    [113.2, "day-care"],
    [113.8, "day-care"],
  ]);
  expect(bubbles).toEqual([]);
  expect((await pieces("", { box: [113.5, 34, 114, 35], zoom: 11 })).places).toHaveLength(1);
  expect((await pieces("type=meals")).places).toEqual([]);
  expect(await extentOnMap(planner, TOWN, query())).toMatchObject({ value: [113.2, 34.78, 113.8, 34.78] });
  expect(await extentOnMap(planner, TOWN, query("type=meals"))).toMatchObject({ value: null });
});

test("nothing a list does not show travels with a place", async () => {
  const [place] = (await pieces()).places;
  expect(Object.keys(place!).sort()).toEqual(["id", "lat", "lon", "name", "serviceType", "state"]);
});

test("many places are bubbles that count every one of them once", async () => {
  await records.sql`INSERT INTO facility (id, city_code, name, kind_key, line, lon, lat, position_quality)
    SELECT gen_random_uuid(), ${TOWN.code}, 'x' || n, 'community-centre', 'civil-affairs', 113.1 + 0.8 * (n % 97) / 97.0, 34.2 + 0.6 * (n % 89) / 89.0, 'exact'
    FROM generate_series(1, ${MANY}) AS n`;
  await records.sql`INSERT INTO facility_state (id, facility_id, state, valid_from)
    SELECT gen_random_uuid(), id, 'operating', '2024-01-01' FROM facility WHERE name LIKE 'x%'`;
  const { places, bubbles } = await pieces();
  expect(places).toEqual([]);
  expect(bubbles.length).toBeLessThan(200);
  expect(bubbles.reduce((sum, { count }) => sum + count, 0)).toBe(MANY + 2);
});

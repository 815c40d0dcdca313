import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { nearestPlaces, placesBetween } from "~/modules/finder/data/nearest-places.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import { seededRandom } from "~/shared/seeded-random";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";
import { withTestDatabase } from "../../factories/test-database";

/** The spatial index against a look at every place there is. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeTown(records));
beforeEach(() => sql`DELETE FROM facility`);

const DAY = "2027-03-01";
interface Made extends GeoPoint {
  readonly id: string;
  readonly type: string;
}

async function make(
  at: GeoPoint | null,
  type = "nursery",
  { from = "2024-01-01", to = null as string | null, state = "operating" } = {},
): Promise<string> {
  const [facility, offering] = [newId(), newId()];
  await sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, lon, lat, position_quality)
    VALUES (${facility}, ${TOWN.code}, ${facility}, 'community-centre', 'civil-affairs', ${at?.lon ?? null}, ${at?.lat ?? null}, ${at ? "exact" : "unplaced"})`;
  await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${facility}, ${state}, '2024-01-01')`;
  await sql`INSERT INTO offering (id, facility_id, service_type, valid_from, valid_to) VALUES (${offering}, ${facility}, ${type}, ${from}, ${to})`;
  return facility;
}

const asked = (type = "nursery", most = 10, within = 20_000_000) => ({
  ...{ cityCode: TOWN.code, type, day: DAY, most, within, withClasses: false },
});
const near = (from: GeoPoint, type?: string, most?: number) =>
  inUnitOfWork(NOBODY, (uow) => nearestPlaces(uow, asked(type, most), from));

test("the nearest of a type are those a look at every place finds, in the same order", async () => {
  const random = seededRandom(7);
  const made: Made[] = [];
  for (let i = 0; i < 300; i++) {
    const at = { lon: 113 + random(), lat: 34 + random() };
    const type = i % 3 === 0 ? "nursery" : "meals";
    made.push({ ...at, type, id: await make(at, type) });
  }
  for (let turn = 0; turn < 20; turn++) {
    const from = { lon: 113 + random(), lat: 34 + random() };
    const brute = made
      .filter(({ type }) => type === "nursery")
      .sort((a, b) => distanceBetween(from, a) - distanceBetween(from, b))
      .slice(0, 10);
    expect((await near(from)).map(({ facilityId }) => facilityId)).toEqual(brute.map(({ id }) => id));
  }
});

test("far north a degree east is short, and the date line is no wall", async () => {
  const east = await make({ lon: 26, lat: 70 });
  const north = await make({ lon: 25, lat: 70.6 });
  expect((await near({ lon: 25, lat: 70 })).map(({ facilityId }) => facilityId)).toEqual([east, north]);
  const over = await make({ lon: -179.99, lat: 10 }, "meals");
  const here = await make({ lon: 179.9, lat: 10 }, "meals");
  expect((await near({ lon: 179.99, lat: 10 }, "meals")).map(({ facilityId }) => facilityId)).toEqual([over, here]);
});

test("what lies beyond the bound is not looked at, and all that lies within is found", async () => {
  const random = seededRandom(13);
  const made: Made[] = [];
  for (let i = 0; i < 90; i++) {
    const at = { lon: 113.5 + random() * 0.04, lat: 34.5 + random() * 0.04 };
    made.push({ ...at, type: "nursery", id: await make(at) });
  }
  const from = { lon: 113.52, lat: 34.52 };
  const found = await inUnitOfWork(NOBODY, (uow) => nearestPlaces(uow, asked("nursery", 100, 1_000), from));
  const within = made.filter((place) => distanceBetween(from, place) <= 1_000).map(({ id }) => id);
  expect(within.length).toBeGreaterThan(3);
  expect(found.map(({ facilityId }) => facilityId)).toEqual(expect.arrayContaining(within));
  expect(found.length).toBeLessThan(made.length);
});

test("what does not operate on the day, is not offered then, or has no position is not found", async () => {
  const at = { lon: 113.5, lat: 34.5 };
  await make(at, "nursery", { state: "suspended" });
  await make(at, "nursery", { state: "planned" });
  await make(at, "nursery", { to: "2027-03-01" });
  await make(at, "nursery", { from: "2027-03-02" });
  await make(null);
  await make(at, "meals");
  const there = await make(at, "nursery", { from: "2027-03-01", to: "2027-03-02" });
  expect((await near(at)).map(({ facilityId }) => facilityId)).toEqual([there]);
});

test("a facility that is moved, placed or taken off the map takes what it offers along", async () => {
  const id = await make(null);
  expect(await near({ lon: 113, lat: 34 })).toEqual([]);
  await sql`UPDATE facility SET lon = 113.2, lat = 34.2, position_quality = 'exact' WHERE id = ${id}`;
  expect(await near({ lon: 113, lat: 34 })).toMatchObject([{ facilityId: id, lon: 113.2, lat: 34.2 }]);
  const still = await make({ lon: 113.3, lat: 34.3 });
  await sql`UPDATE facility SET lon = 113.9, lat = 34.9 WHERE id = ${id}`;
  expect((await near({ lon: 113, lat: 34 })).map(({ facilityId }) => facilityId)).toEqual([still, id]);
  await sql`UPDATE offering SET service_type = 'meals' WHERE facility_id = ${still}`;
  expect((await near({ lon: 113, lat: 34 })).map(({ facilityId }) => facilityId)).toEqual([id]);
  await sql`UPDATE facility SET lon = NULL, lat = NULL, position_quality = 'unplaced' WHERE id = ${id}`;
  expect(await near({ lon: 113, lat: 34 })).toEqual([]);
  await sql`DELETE FROM facility`;
  expect((await sql`SELECT count(*)::int AS n FROM offer_place`)[0]).toEqual({ n: 0 });
});

test("between two places come first what adds least to the way, as a look at every place says", async () => {
  const random = seededRandom(11);
  const made: Made[] = [];
  for (let i = 0; i < 120; i++) {
    const at = { lon: 113.5 + random() * 0.08, lat: 34.5 + random() * 0.08 };
    made.push({ ...at, type: "nursery", id: await make(at) });
  }
  const [one, other] = [
    { lon: 113.52, lat: 34.52 },
    { lon: 113.55, lat: 34.54 },
  ];
  const over = (place: GeoPoint) => distanceBetween(one, place) + distanceBetween(place, other);
  const found = await inUnitOfWork(NOBODY, (uow) => placesBetween(uow, asked("nursery", 15, 20_000), one, other));
  const brute = [...made].sort((a, b) => over(a) - over(b)).slice(0, 15);
  expect(found.map(({ facilityId }) => facilityId)).toEqual(brute.map(({ id }) => id));
});

import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { everyPlaceNear, nearestPlaces, type PlacedOffer } from "~/modules/finder/data/nearest-places.server";
import { inPublicReads } from "~/platform/unit-of-work.server";
import { seededRandom } from "~/shared/seeded-random";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";
import { withTestDatabase } from "../../factories/test-database";

/** What a search reads of a place beside it, against the rows it is said of: after every change, on every day. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeTown(records));
beforeEach(() => sql`DELETE FROM facility`);

const HERE = { lon: 113.5, lat: 34.5 };
const DAYS = ["2026-12-31", "2027-01-01", "2027-01-02", "2027-02-01", "2027-02-28", "2027-03-01", "2027-03-02", "2029-12-31"];
const TYPES = ["nursery", "meals"] as const;

/** The plain question to the dated rows, as it was asked before anything stood beside a place. */
const oracle = (day: string, type: string) => sql<PlacedOffer[]>`
  SELECT o.id AS "offeringId", f.id AS "facilityId", f.name, f.lon, f.lat,
    (SELECT json_agg(c) FROM (SELECT k.id, k.kind, k.care_pattern AS pattern, k.age_from_months AS "fromMonths", k.age_to_months AS "toMonths",
      k.is_inclusive AS "isInclusive" FROM offering_class k WHERE k.offering_id = o.id ORDER BY k.id) c) AS classes
  FROM offering o JOIN facility f ON f.id = o.facility_id JOIN facility_state s ON s.facility_id = f.id AND s.state = 'operating'
    AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
  WHERE f.city_code = ${TOWN.code} AND f.lon IS NOT NULL AND o.service_type = ${type}
    AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)`;

const asked = (day: string, type: string) => ({
  ...{ cityCode: TOWN.code, type, day, within: 20_000_000, withClasses: true },
});
const byOffering = (rows: readonly PlacedOffer[]) =>
  [...rows].sort((a, b) => (a.offeringId < b.offeringId ? -1 : 1)).map((row) => ({ ...row }));

async function isTrueEveryDay(after: string) {
  for (const day of DAYS)
    for (const type of TYPES) {
      const plain = byOffering(await oracle(day, type));
      const every = await inPublicReads((uow) => everyPlaceNear(uow, asked(day, type), HERE));
      const near = await inPublicReads((uow) => nearestPlaces(uow, { ...asked(day, type), most: 100 }, HERE));
      expect(byOffering(every), `${after}, ${type} on ${day}`).toEqual(plain);
      expect(byOffering(near), `${after}, ${type} on ${day}`).toEqual(plain);
    }
}

interface Made {
  readonly id: string;
  readonly offerings: string[];
}

async function make(chance: () => number): Promise<Made> {
  const id = newId();
  const isPlaced = chance() < 0.85;
  await sql`INSERT INTO facility (id, city_code, name, kind_key, line, lon, lat, position_quality) VALUES (${id}, ${TOWN.code}, ${`示例${id}`}, 'community-centre',
    'civil-affairs', ${isPlaced ? HERE.lon + chance() / 10 : null}, ${isPlaced ? HERE.lat + chance() / 10 : null}, ${isPlaced ? "exact" : "unplaced"})`;
  const turn = oneOf(chance, DAYS.slice(1, 7));
  const [first, then] = chance() < 0.5 ? (["operating", "suspended"] as const) : (["suspended", "operating"] as const);
  await sql`INSERT INTO facility_state (id, facility_id, state, valid_from, valid_to) VALUES
    (${newId()}, ${id}, ${first}, '2024-01-01', ${turn}), (${newId()}, ${id}, ${then}, ${turn}, NULL)`;
  return { id, offerings: await Promise.all(TYPES.filter(() => chance() < 0.8).map((type) => offer(chance, id, type))) };
}

async function offer(chance: () => number, facility: string, type: string): Promise<string> {
  const id = newId();
  const to = chance() < 0.4 ? oneOf(chance, DAYS.slice(2, 7)) : null;
  await sql`INSERT INTO offering (id, facility_id, service_type, valid_from, valid_to) VALUES (${id}, ${facility}, ${type}, ${to ? "2024-06-01" : oneOf(chance, DAYS)}, ${to})`;
  if (chance() < 0.7)
    await sql`INSERT INTO offering_class (id, offering_id, kind, age_from_months, age_to_months, is_inclusive)
      SELECT id, ${id}, 'general', NULL, NULL, ${chance() < 0.5} FROM unnest(${[newId(), newId()]}::uuid[]) id`;
  return id;
}

const oneOf = <T>(chance: () => number, of: readonly T[]): T => of[Math.floor(chance() * of.length)]!;

/** One thing somebody may do to a record; what a guard refuses changes nothing. */
const DEEDS: Record<string, (chance: () => number, made: Made) => PromiseLike<unknown>> = {
  "called otherwise": (chance, { id }) => sql`UPDATE facility SET name = ${`示例${chance()}`} WHERE id = ${id}`,
  moved: (chance, { id }) =>
    sql`UPDATE facility SET lon = ${HERE.lon + chance() / 10}, lat = ${HERE.lat}, position_quality = 'exact' WHERE id = ${id}`,
  "taken off the map": (_, { id }) =>
    sql`UPDATE facility SET lon = NULL, lat = NULL, position_quality = 'unplaced' WHERE id = ${id}`,
  "another state": (chance, { id }) =>
    sql`UPDATE facility_state SET state = ${oneOf(chance, ["operating", "suspended", "planned"])} WHERE facility_id = ${id} AND valid_from > '2024-01-01'`,
  "a state ends": (chance, { id }) =>
    sql`UPDATE facility_state SET valid_to = ${oneOf(chance, DAYS.slice(5))} WHERE facility_id = ${id} AND valid_to IS NULL AND valid_from < '2027-03-01'`,
  "a state taken back": (_, { id }) =>
    sql.begin(async (transaction) => {
      await transaction`UPDATE facility_state SET valid_to = NULL WHERE facility_id = ${id} AND valid_from = '2024-01-01'`;
      await transaction`DELETE FROM facility_state WHERE facility_id = ${id} AND valid_from > '2024-01-01'`;
    }),
  "a state given to another": (_, { id }) =>
    sql`UPDATE facility_state SET facility_id = (SELECT max(id::text)::uuid FROM facility) WHERE facility_id = ${id} AND valid_from > '2024-01-01'`,
  "an offer ends": (chance, { id }) =>
    sql`UPDATE offering SET valid_to = ${oneOf(chance, DAYS.slice(2))} WHERE facility_id = ${id} AND valid_from < '2027-01-01'`,
  "an offer of another kind": (_, { offerings }) =>
    sql`UPDATE offering SET service_type = 'meals' WHERE id = ${offerings[0] ?? null}`,
  "an offer given to another": (_, { offerings }) =>
    sql`UPDATE offering SET facility_id = (SELECT min(id::text)::uuid FROM facility) WHERE id = ${offerings[0] ?? null}`,
  "an offer taken back": (_, { offerings }) => sql`DELETE FROM offering WHERE id = ${offerings.at(-1) ?? null}`,
  "a class more": (_, { offerings }) =>
    sql`INSERT INTO offering_class (id, offering_id, kind, care_pattern, age_from_months, age_to_months, is_inclusive)
      SELECT ${newId()}, id, 'mixed', 'half-day', 18, 36, true FROM offering WHERE id = ANY(${offerings})`,
  "a class closed": (_, { offerings }) =>
    sql`DELETE FROM offering_class WHERE id IN (SELECT min(id::text)::uuid FROM offering_class WHERE offering_id = ANY(${offerings}))`,
  "a class changed": (_, { offerings }) =>
    sql`UPDATE offering_class SET is_inclusive = NOT is_inclusive WHERE offering_id = ANY(${offerings})`,
  "a class given to another": (_, { offerings }) =>
    sql`UPDATE offering_class SET offering_id = (SELECT min(id::text)::uuid FROM offering) WHERE offering_id = ANY(${offerings})`,
  "a facility withdrawn": (_, { id }) => sql`DELETE FROM facility WHERE id = ${id}`,
};

test(
  "whatever is done to places, on every day a search finds what the dated rows say, with its classes",
  { timeout: 120_000 },
  async () => {
    const chance = seededRandom(23);
    const made: Made[] = [];
    for (let nth = 0; nth < 25; nth++) made.push(await make(chance));
    await isTrueEveryDay("made");
    const done = new Set<string>();
    for (let turn = 0; turn < 60; turn++) {
      const deed = turn < Object.keys(DEEDS).length ? Object.keys(DEEDS)[turn]! : oneOf(chance, Object.keys(DEEDS));
      const isDone = await Promise.resolve(DEEDS[deed]!(chance, oneOf(chance, made))).then(
        () => true,
        () => false,
      );
      if (isDone) done.add(deed);
      await isTrueEveryDay(deed);
    }
    expect(done.size).toBeGreaterThan(12);
  },
);

test("in one transaction a search sees what was just changed, and nothing of what was taken back", async () => {
  const chance = seededRandom(5);
  const { id } = await make(chance);
  await sql`UPDATE facility SET lon = ${HERE.lon}, lat = ${HERE.lat}, position_quality = 'exact' WHERE id = ${id}`;
  await isTrueEveryDay("placed");
  await sql
    .begin(async (transaction) => {
      await transaction`UPDATE facility_state SET state = 'suspended' WHERE facility_id = ${id}`;
      const [row] = await transaction`SELECT count(*)::int AS open FROM offer_place WHERE facility_id = ${id} AND open <> '{}'`;
      expect(row).toEqual({ open: 0 });
      throw new Error("taken back");
    })
    .catch(() => undefined);
  await isTrueEveryDay("taken back");
});

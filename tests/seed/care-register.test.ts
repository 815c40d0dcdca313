import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { residentIndexOf } from "~/modules/residents/data/resident-sealed.server";
import { STANDARD_RULES } from "~/modules/visits/domain/standard-rules";
import { careRegister } from "../../seed/care-register";
import { demoPlaces } from "../../seed/demo-places";
import { readSources } from "../../seed/read-sources";
import { seedDemoCity } from "../../seed/seed-demo-city";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const { communities } = demoPlaces(readSources("seed/zhengzhou"));
const SEEDING_MS = 120_000;
const hashOf = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

test("the register is the same each time it is made, and nobody in it could be real", () => {
  const [first, again] = [careRegister(communities), careRegister(communities)];
  expect(hashOf(first)).toBe(hashOf(again));
  expect([first.residents.length, first.caregivers.length]).toEqual([7_064, 300]);
  const real = first.residents.filter(
    ({ name, identityNumber, phone, contact }) =>
      !name.startsWith("示例") ||
      !/^999999\d{11}[\dX]$/.test(identityNumber) ||
      ![phone, contact?.phone].every((number) => (number ?? "03710000").startsWith("03710000")),
  );
  expect(real).toEqual([]);
  expect(new Set(first.residents.map(({ identityNumber }) => identityNumber)).size).toBe(7_064);
  expect(new Set(first.residents.map(({ name }) => name)).size).toBe(7_064);
});

test("sixty thousand are as many different people, each with somebody of their own street", () => {
  const { residents, caregivers } = careRegister(communities, { residents: 60_000, caregivers: 2_500 });
  expect([residents.length, caregivers.length]).toEqual([60_000, 2_500]);
  expect(new Set(residents.map(({ identityNumber }) => identityNumber)).size).toBe(60_000);
  const streetOf = new Map(caregivers.map(({ id, areaCode }) => [id, areaCode]));
  const astray = residents.filter(
    ({ areaCode, responsibleId, deputyId }) => streetOf.get(responsibleId) !== areaCode.slice(0, 9) || deputyId === responsibleId,
  );
  expect(astray).toEqual([]);
});

test("the city is written with its register, sealed, and goes with it", { timeout: SEEDING_MS }, async () => {
  await seedDemoCity({ databaseUrl: records.ownerUrl, visitsUntil: "2026-11-18" });
  const [made] = await records.sql`
    SELECT count(*)::int AS all, count(*) FILTER (WHERE state = 'registered' AND responsible_id IS NOT NULL)::int AS answered,
      count(*) FILTER (WHERE state = 'proposed')::int AS waiting, count(*) FILTER (WHERE risk = 'high')::int AS high,
      count(*) FILTER (WHERE NOT is_demo)::int AS unmarked FROM resident`;
  expect(made).toMatchObject({ all: 7_064, waiting: 7, unmarked: 0 });
  expect(made?.["answered"]).toBe(7_064 - 7 - 22);
  expect(made?.["high"]).toBeGreaterThan(700);
  const one = careRegister(communities).residents[1234]!;
  const found = await records.sql`
    SELECT resident_id AS id, cipher FROM resident_sensitive WHERE blind_index = ${residentIndexOf("identity-number", one.identityNumber)}`;
  expect(found).toMatchObject([{ id: one.id }]);
  const [clear] =
    await records.sql`SELECT count(*)::int AS n FROM resident_sensitive WHERE cipher LIKE '%虚构%' OR cipher LIKE '%999999%'`;
  expect(clear?.["n"]).toBe(0);
  const [{ next } = { next: 0n }] = await records.sql<{ next: bigint }[]>`SELECT nextval('resident_number') AS next`;
  expect(Number(next)).toBe(7_065);
  const [visits] = await records.sql`
    SELECT count(DISTINCT resident_id)::int AS visited, min(began_at)::text AS first, count(*) FILTER (WHERE body_cipher LIKE '%演示%')::int AS clear
    FROM visit_event WHERE began_at < '2026-11-01T00:00+08' AND outcome IN ('seen', 'spoken-to')`;
  expect(visits).toMatchObject({ clear: 0, first: expect.stringMatching(/^2026-10-0/) as string });
  expect(visits?.["visited"]).toBeGreaterThan(6_000);
  const standing =
    await records.sql`SELECT 1 FROM visit_rule WHERE city_code = '4101' AND valid_from <= '2026-10-01' AND valid_to IS NULL`;
  expect(standing).toHaveLength(STANDARD_RULES.length);
  await records.sql`DELETE FROM city WHERE code = '4101'`;
  for (const table of ["resident", "resident_sensitive", "caregiver", "person", "role_grant", "visit_event", "finding"])
    expect(Number((await records.sql.unsafe(`SELECT count(*) AS n FROM ${table}`))[0]?.["n"]), table).toBe(0);
});

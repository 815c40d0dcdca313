import { expect, test } from "vitest";
import { seedDemoCity, type SeedProgress } from "../../seed/seed-demo-city";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();

const SEEDING_MS = 120_000;

const countOf = async (table: string) => Number((await records.sql.unsafe(`SELECT count(*) AS n FROM "${table}"`))[0]?.n);

test("a failure half way leaves nothing behind", { timeout: SEEDING_MS }, async () => {
  await records.sql.unsafe(`ALTER TABLE opening_hours ADD CONSTRAINT never CHECK (false)`);
  await expect(seedDemoCity({ databaseUrl: records.ownerUrl })).rejects.toThrow("never");
  await records.sql.unsafe(`ALTER TABLE opening_hours DROP CONSTRAINT never`);
  expect([await countOf("city"), await countOf("area"), await countOf("facility")]).toEqual([0, 0, 0]);
});

test(
  "the city is written whole, tells its progress, and keeps the counts of both days in SQL",
  { timeout: SEEDING_MS },
  async () => {
    const told: SeedProgress[] = [];
    await seedDemoCity({ databaseUrl: records.ownerUrl, onProgress: (progress) => told.push(progress) });
    expect(told.at(0)).toEqual({ step: "reading" });
    expect(told.at(-1)?.step).toBe("done");
    const counts = await records.sql<{ day: string; sector: string; n: number }[]>`
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, k.sector, count(*)::int AS n
    FROM (VALUES (date '2024-06-30'), (date '2025-12-31')) AS d (day)
    JOIN facility_state s ON s.state = 'operating' AND daterange(s.valid_from, s.valid_to) @> d.day
    JOIN facility f ON f.id = s.facility_id
    JOIN facility_kind k ON k.city_code = f.city_code AND k.key = f.kind_key
    WHERE k.sector IN ('elder-care', 'child-protection') GROUP BY 1, 2 ORDER BY 1, 2`;
    expect(counts.map(({ day, sector, n }) => [day, sector, n])).toEqual([
      ["2024-06-30", "child-protection", 137],
      ["2024-06-30", "elder-care", 1_266],
      ["2025-12-31", "child-protection", 137],
      ["2025-12-31", "elder-care", 1_259],
    ]);
    const [sum] = await records.sql<{ people: number }[]>`
    SELECT sum(p.people)::int AS people FROM area_population p JOIN area a ON a.code = p.area_code
    WHERE a.level = 'community' AND p.population_group = 'all'`;
    expect(sum?.people).toBe(12_600_574);
  },
);

test("a second demo city is refused and changes nothing", { timeout: SEEDING_MS }, async () => {
  const before = await countOf("facility");
  await expect(seedDemoCity({ databaseUrl: records.ownerUrl })).rejects.toThrow(
    "City 4101 is there already (the demo city): nothing was written.",
  );
  expect(await countOf("facility")).toBe(before);
});

test("deleting the city takes every record of it along", { timeout: SEEDING_MS }, async () => {
  await records.sql`DELETE FROM city WHERE code = '4101'`;
  const tables = [
    "area",
    "area_population",
    "barrier",
    "crossing",
    "walker",
    "standard_parameter",
    "service_type",
    "facility_kind",
    "operator",
    "facility",
  ];
  const dependants = [
    "facility_state",
    "offering",
    "offering_class",
    "capacity",
    "price",
    "document",
    "contact",
    "opening_hours",
  ];
  for (const table of [...tables, ...dependants]) expect(await countOf(table), table).toBe(0);
});

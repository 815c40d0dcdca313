import type postgres from "postgres";

/** West, south, east, north of the made city the finder is timed in: 110 by 110 km, half of the places in its middle tenth. */
export const GROUND = [113, 34, 114.2, 35] as const;

/** What each hundred facilities offer, and the classes of it. */
const SHARES = [
  { type: "nursery", of: 30, classes: ["infant", "toddler-12", "toddler-24"] },
  { type: "toddler-class", of: 10, classes: ["toddler-24"] },
  { type: "day-care", of: 25, classes: ["day-place", "nursing-bed"] },
  { type: "meals", of: 25, classes: ["meal-seat"] },
  { type: "after-hours", of: 10, classes: ["general"] },
] as const;

const AGES: Readonly<Record<string, readonly [number, number]>> = {
  infant: [3, 12],
  "toddler-12": [12, 24],
  "toddler-24": [24, 36],
};

/**
 * Facilities of a city that stands: classes with capacities and prices, hours, a telephone, papers, and what their operators said of
 * free places, a fifth of it long ago. Made, and the same whenever it is made.
 */
export async function fillWithOffers(owner: postgres.Sql, city: string, facilities: number): Promise<void> {
  const [kind] = await owner<{ key: string }[]>`SELECT key FROM facility_kind WHERE city_code = ${city} ORDER BY key LIMIT 1`;
  await owner.begin(async (transaction) => {
    await transaction.unsafe(areas(city));
    await transaction.unsafe(places(city, facilities, kind!.key));
    for (const { type, classes } of SHARES) await transaction.unsafe(offers(type, classes));
    await transaction.unsafe(facts());
  });
  await owner.unsafe("VACUUM ANALYZE");
}

/** Which of a hundred a facility is, and so what it offers. */
function typeOf(): string {
  let below = 0;
  const cases = SHARES.map(({ type, of }) => `WHEN n % 100 < ${(below += of)} THEN '${type}'`);
  return `CASE ${cases.join(" ")} END`;
}

const areas = (city: string): string => `
INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name)
  SELECT gen_random_uuid(), '${city}', '${city}' || lpad(d::text, 2, '0'), 'statistics', 2020, 'district', '${city}', '示例' || d || '区' FROM generate_series(1, 12) d;
INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name)
  SELECT gen_random_uuid(), '${city}', '${city}' || lpad(d::text, 2, '0') || lpad(s::text, 3, '0'), 'statistics', 2020, 'street', '${city}' || lpad(d::text, 2, '0'), '示例' || (d * 20 + s) || '街道' FROM generate_series(1, 12) d, generate_series(1, 20) s;
`;

const [WEST, SOUTH, EAST, NORTH] = GROUND;
/** Half everywhere, half ten times as dense in the middle. */
const across = (from: number, to: number): string =>
  `CASE WHEN n % 2 = 0 THEN ${from} + random() * ${to - from} ELSE ${(from + to) / 2} + (random() - 0.5) * ${(to - from) / 10} END`;

const places = (city: string, facilities: number, kind: string): string => `
SELECT setseed(0.42);
CREATE TEMP TABLE made ON COMMIT DROP AS
  SELECT gen_random_uuid() AS id, n, ${typeOf()} AS type, ${across(WEST, EAST)} AS lon, ${across(SOUTH, NORTH)} AS lat FROM generate_series(1, ${facilities}) n;
INSERT INTO facility (id, city_code, name, pinyin, initials, kind_key, line, address, area_code, lon, lat, position_quality, step_free, pram_parking)
  SELECT id, '${city}', '示例' || n || '号服务点', 'shili' || n, 'sl' || n, '${kind}', 'civil-affairs', '示例路' || n % 500 || '号',
    '${city}' || lpad((1 + n % 12)::text, 2, '0') || lpad((1 + n % 20)::text, 3, '0'), lon, lat, 'exact', n % 3 = 0, n % 5 = 0 FROM made;
INSERT INTO facility_state (id, facility_id, state, valid_from)
  SELECT gen_random_uuid(), id, CASE WHEN n % 40 = 0 THEN 'suspended' ELSE 'operating' END, '2023-01-01' FROM made;
`;

const offers = (type: string, classes: readonly string[]): string => `
INSERT INTO offering (id, facility_id, service_type, valid_from) SELECT gen_random_uuid(), id, type, '2023-01-01' FROM made WHERE type = '${type}';
${classes
  .map((kind) => {
    const [from, to] = AGES[kind] ?? ["NULL", "NULL"];
    return `INSERT INTO offering_class (id, offering_id, kind, age_from_months, age_to_months, is_inclusive)
    SELECT gen_random_uuid(), o.id, '${kind}', ${from}, ${to}, m.n % 3 = 0 FROM offering o JOIN made m ON m.id = o.facility_id WHERE o.service_type = '${type}';`;
  })
  .join("\n")}`;

const facts = (): string => `
CREATE TEMP TABLE of_class ON COMMIT DROP AS
  SELECT c.id, m.n, row_number() OVER () AS nth FROM offering_class c JOIN offering o ON o.id = c.offering_id JOIN made m ON m.id = o.facility_id;
INSERT INTO capacity (id, class_id, valid_from, licensed, staffed, taken) SELECT gen_random_uuid(), id, '2023-01-01', 30, CASE WHEN nth % 11 > 0 THEN 20 END, 18 FROM of_class;
INSERT INTO price (id, class_id, tier, amount_fen, unit, valid_from) SELECT gen_random_uuid(), id, '', 80000 + nth % 40 * 5000, 'month', '2023-01-01' FROM of_class;
INSERT INTO vacancy_statement (id, class_id, start_month, taken, held, confirmed_at, how, expires_at)
  SELECT gen_random_uuid(), id, to_char(now(), 'YYYY-MM'), 10 + nth % 11, nth % 2, now() - days * interval '1 day', 'staff', now() + (30 - days) * interval '1 day'
  FROM (SELECT *, CASE WHEN nth % 5 = 0 THEN 40 ELSE nth % 28 END AS days FROM of_class WHERE nth % 6 > 0) said;
INSERT INTO contact (id, facility_id, role, phone) SELECT gen_random_uuid(), id, '前台', '0371-5550' || lpad((n % 10000)::text, 4, '0') FROM made;
INSERT INTO opening_hours (id, facility_id, by_day, opens_at, closes_at)
  SELECT gen_random_uuid(), id, CASE WHEN n % 4 = 0 THEN 'MO,TU,WE,TH,FR,SA' ELSE 'MO,TU,WE,TH,FR' END, '08:00', '18:00' FROM made;
INSERT INTO document (id, facility_id, kind, expires_on) SELECT gen_random_uuid(), id, 'filing', CURRENT_DATE + (n % 900 - 100)::int FROM made WHERE n % 3 > 0;
`;

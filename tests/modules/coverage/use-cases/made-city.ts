import { randomUUID } from "node:crypto";
import type postgres from "postgres";

export interface MadeFacility {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly areaCode: string;
  readonly name?: string;
  readonly kindKey?: string;
  readonly from?: string;
  readonly state?: string;
}

export interface MadeCity {
  readonly firstFacility: string;
  facility(wish: MadeFacility): Promise<string>;
}

const AREAS: readonly (readonly [string, string, number | null, number | null])[] = [
  ["9901", "city", null, null],
  ["990101", "district", null, null],
  ["990102", "district", null, null],
  ["990101001", "street", null, null],
  ["990102001", "street", null, null],
  ["990101001001", "community", 113.65, 34.76],
  ["990101001002", "community", 113.71, 34.76],
  ["990102001001", "community", 113.8, 34.7],
];
const ELDERS = { "990101001001": 100, "990101001002": 200, "990102001001": 300 };

/** A city of two districts and three communities kilometres apart; one day-care centre stands in the first community. */
export async function madeCity(sql: postgres.Sql): Promise<MadeCity> {
  await sql`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('9901', '试验市', 'Trial', 'Asia/Shanghai', '{}')`;
  for (const [code, level, lon, lat] of AREAS)
    await sql`INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, lon, lat, position_quality)
      VALUES (${randomUUID()}, '9901', ${code}, 'statistics', 2020, ${level}, ${level === "city" ? null : code.slice(0, code.length === 6 ? 4 : code.length - 3)},
        ${`区${code}`}, ${lon}, ${lat}, ${lon === null ? "unplaced" : "made"})`;
  for (const [code, people] of Object.entries(ELDERS))
    await sql`INSERT INTO area_population (id, city_code, area_code, population_group, year, basis, people, source)
      VALUES (${randomUUID()}, '9901', ${code}, '60plus', 2020, 'resident', ${people}, 'made')`;
  for (const [key, speed] of Object.entries({ adult: 4, "elder-75-84": 2.7 }))
    await sql`INSERT INTO walker (id, city_code, key, name_zh, name_en, speed_kmh, source) VALUES (${randomUUID()}, '9901', ${key}, ${key}, ${key}, ${speed}, 'made')`;
  for (const [key, level] of [
    ["facilities-min", "community"],
    ["street-centres-min", "street"],
  ] as const)
    await sql`INSERT INTO standard_parameter (id, city_code, key, service_type, level, value, unit, source)
      VALUES (${randomUUID()}, '9901', ${key}, 'day-care', ${level}, 1, 'facility', 'made')`;
  await sql`INSERT INTO service_type (id, city_code, key, name_zh, name_en, symbol, line, circle_minutes, walker_key, population_group, capacity_unit)
    VALUES (${randomUUID()}, '9901', 'day-care', '日间照料', 'Day care', '日', 'civil-affairs', 15, 'elder-75-84', '60plus', 'place')`;
  for (const [key, level] of Object.entries({ "community-centre": "community", "street-centre": "street" }))
    await sql`INSERT INTO facility_kind (id, city_code, key, name_zh, name_en, sector, line, serves_level)
      VALUES (${randomUUID()}, '9901', ${key}, ${key}, ${key}, 'elder-care', 'civil-affairs', ${level})`;
  const facility = (wish: MadeFacility) => insertFacility(sql, wish);
  return { firstFacility: await facility({ lon: 113.651, lat: 34.76, areaCode: "990101001001" }), facility };
}

async function insertFacility(sql: postgres.Sql, wish: MadeFacility): Promise<string> {
  const { lon, lat, areaCode, name = "一处", kindKey = "community-centre", from = "2020-01-01", state = "operating" } = wish;
  const id = randomUUID();
  await sql.begin(async (within) => {
    await within`INSERT INTO facility (id, city_code, name, kind_key, line, area_code, lon, lat, position_quality)
      VALUES (${id}, '9901', ${name}, ${kindKey}, 'civil-affairs', ${areaCode}, ${lon}, ${lat}, ${lon === null ? "unplaced" : "exact"})`;
    await within`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${randomUUID()}, ${id}, ${state}, ${from})`;
    await within`INSERT INTO offering (id, facility_id, service_type, valid_from) VALUES (${randomUUID()}, ${id}, 'day-care', ${from})`;
  });
  return id;
}

import { v7 as newId } from "uuid";
import type { City } from "~/modules/places/domain/city";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import type { GeoPoint } from "~/shared/geo-point";
import { metresPerDegree } from "~/shared/geo-point";
import type { TestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

/** The middle of everything; the detour index of the town is 1, so that a walk is as long as it looks. */
export const HOME: GeoPoint = { lon: 113.6, lat: 34.7 };
export const DAY_MS = 86_400_000;

/** Metres east and north of home. */
export const spot = (east: number, north = 0): GeoPoint => {
  const metres = metresPerDegree(HOME.lat);
  return { lon: HOME.lon + east / metres.lon, lat: HOME.lat + north / metres.lat };
};

export interface MadeClass {
  readonly kind?: string;
  readonly ages?: readonly [number, number] | null;
  readonly pattern?: string | null;
  readonly isInclusive?: boolean;
  readonly yuan?: number | null;
  /** null = nobody has said a word */
  readonly said?: { readonly taken: number | null; readonly held?: number; readonly daysAgo?: number } | null;
}

/** A small city with nurseries that take infants, walked to with a pram at 3 km/h. */
export async function makeFinderTown(records: TestDatabase): Promise<void> {
  const { sql } = records;
  await makeTown(records);
  await sql`UPDATE service_type SET population_group = '0-2', walker_key = 'pram' WHERE key = 'nursery'`;
  await sql`INSERT INTO walker (id, city_code, key, name_zh, name_en, speed_kmh, source, movement, sort_order)
    VALUES (${newId()}, ${TOWN.code}, 'pram', '婴儿车', 'Pram', 3, 'test', 'pram', 2)`;
  await sql`INSERT INTO standard_parameter (id, city_code, key, value, unit, source) VALUES (${newId()}, ${TOWN.code}, 'detour-index', 1, 'ratio', 'test')`;
  await sql`UPDATE area SET lon = ${HOME.lon}, lat = ${HOME.lat}, position_quality = 'exact' WHERE code = '990101001'`;
}

export const finderTown = async (): Promise<City> => (await cityByCode(TOWN.code))!;

/** A place that operates and offers something; answers its key. */
export async function makePlace(
  { sql }: TestDatabase,
  name: string,
  at: GeoPoint,
  classes: readonly MadeClass[] = [{}],
  type = "nursery",
): Promise<string> {
  const [facility, offering] = [newId(), newId()];
  await sql`INSERT INTO facility (id, city_code, name, kind_key, line, lon, lat, position_quality)
    VALUES (${facility}, ${TOWN.code}, ${name}, 'nursery-institution', 'health', ${at.lon}, ${at.lat}, 'exact')`;
  await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${facility}, 'operating', '2020-01-01')`;
  await sql`INSERT INTO offering (id, facility_id, service_type, valid_from) VALUES (${offering}, ${facility}, ${type}, '2020-01-01')`;
  for (const made of classes) {
    const id = newId();
    const {
      kind = "toddler-12",
      ages = [12, 24],
      pattern = "full-day",
      isInclusive = false,
      yuan = 2_000,
      said = { taken: 8 },
    } = made;
    await sql`INSERT INTO offering_class (id, offering_id, kind, care_pattern, age_from_months, age_to_months, is_inclusive)
      VALUES (${id}, ${offering}, ${kind}, ${pattern}, ${ages?.[0] ?? null}, ${ages?.[1] ?? null}, ${isInclusive})`;
    await sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${newId()}, ${id}, '2020-01-01', 15, 10)`;
    if (yuan !== null)
      await sql`INSERT INTO price (id, class_id, tier, amount_fen, unit, valid_from) VALUES (${newId()}, ${id}, '保育费', ${yuan * 100}, 'month', '2020-01-01')`;
    if (said) {
      const at = Date.now() - (said.daysAgo ?? 3) * DAY_MS;
      const month = new Date(at - 31 * DAY_MS).toISOString().slice(0, 7);
      await sql`INSERT INTO vacancy_statement (id, class_id, start_month, taken, held, confirmed_at, how, expires_at)
        VALUES (${newId()}, ${id}, ${month}, ${said.taken}, ${said.held ?? 0}, ${new Date(at)}, 'staff', ${new Date(at + 30 * DAY_MS)})`;
    }
  }
  return facility;
}

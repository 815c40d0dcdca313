import type postgres from "postgres";
import { sealValue } from "~/platform/sealed-value.server";

/** What is asked of a register that is made whole within the database, a statement a table. */
export interface MadeRegister {
  readonly cityCode: string;
  readonly residents: number;
  readonly caregivers: number;
  /** the first day of the month whose visits were made, and the day the register is looked at, as ISO text */
  readonly month: string;
  readonly day: string;
}

/** 12 districts of 10 streets of 10 communities. */
const COMMUNITIES = 1_200;
const COMMUNITY = (n: string): string =>
  `$1 || lpad((${n} / 100 + 1)::text, 2, '0') || lpad((${n} / 10 % 10 + 1)::text, 3, '0') || lpad((${n} % 10 + 1)::text, 3, '0')`;
const ID = (kind: string, n: string): string => `('00000000-0000-7000-${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

export const residentId = (n: number): string => `00000000-0000-7000-8001-${n.toString(16).padStart(12, "0")}`;
export const caregiverId = (n: number): string => `00000000-0000-7000-8002-${n.toString(16).padStart(12, "0")}`;
export const communityCode = (cityCode: string, n: number): string =>
  `${cityCode}${String(Math.floor(n / 100) + 1).padStart(2, "0")}${String((Math.floor(n / 10) % 10) + 1).padStart(3, "0")}${String((n % 10) + 1).padStart(3, "0")}`;

/** Areas alone, for a city whose residents come in by file. */
export async function makeAreas(sql: postgres.Sql, cityCode: string): Promise<void> {
  const rows = `
    INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, pinyin, initials)
    SELECT gen_random_uuid(), $1, code, 'statistics', 2020, level, parent, '示例' || code, code, code FROM (
      SELECT $1 || lpad(n::text, 2, '0') AS code, 'district' AS level, $1 AS parent FROM generate_series(1, 12) AS n
      UNION ALL SELECT $1 || lpad(n::text, 2, '0') || lpad(m::text, 3, '0'), 'street', $1 || lpad(n::text, 2, '0') FROM generate_series(1, 12) AS n, generate_series(1, 10) AS m
      UNION ALL SELECT code, 'community', left(code, 9) FROM (SELECT ${COMMUNITY("n")} AS code FROM generate_series(0, ${COMMUNITIES - 1}) AS n) AS c) AS made`;
  await sql.unsafe(rows, [cityCode]);
}

/**
 * A register with a month of visits behind it. Every number comes from an order, so that two runs make the same; what a visit
 * found is sealed once and put to each, since nothing here opens it.
 */
export async function makeRegister(sql: postgres.Sql, made: MadeRegister): Promise<void> {
  const { cityCode, residents, caregivers, month, day } = made;
  await makeAreas(sql, cityCode);
  const people = [cityCode, caregivers] as const;
  await sql.unsafe(
    `INSERT INTO person (id, name, area_code, line)
     SELECT ${ID("8002", "n")}, '示例网格员' || n, left(${COMMUNITY(`(n * ${COMMUNITIES} / $2::int)`)}, 9), 'civil-affairs' FROM generate_series(0, $2::int - 1) AS n`,
    [...people],
  );
  await sql.unsafe(
    `INSERT INTO caregiver (person_id, city_code, area_code, transport, most_visits, most_minutes, valid_from)
     SELECT ${ID("8002", "n")}, $1, left(${COMMUNITY(`(n * ${COMMUNITIES} / $2::int)`)}, 9), CASE n % 3 WHEN 0 THEN 'foot' ELSE 'e-bike' END, 10, 420, '2024-01-01' FROM generate_series(0, $2::int - 1) AS n`,
    [...people],
  );
  await sql.unsafe(
    `INSERT INTO caregiver_hours (person_id, weekday, begins, ends, break_from, break_until, break_minutes)
     SELECT ${ID("8002", "n")}, d, 510, 1050, 720, 780, 60 FROM generate_series(0, $1::int - 1) AS n, generate_series(1, 5) AS d`,
    [caregivers],
  );
  await sql.unsafe(
    `INSERT INTO resident (id, city_code, line, area_code, cell, register_number, name, born_on, state, registered_on, risk, responsible_id, deputy_id)
     SELECT ${ID("8001", "n")}, $1, 'civil-affairs', ${COMMUNITY(`(n * ${COMMUNITIES}::bigint / $2::int)`)}, 'G' || lpad((n % 8 + 1)::text, 2, '0'), 'B' || lpad(n::text, 7, '0'),
       '示例老人' || n, date '1930-01-01' + (n * 7919::bigint % 9000)::int, 'registered', date '2024-01-01' + (n % 600),
       CASE WHEN n % 8 = 0 THEN 'high' WHEN n % 3 = 0 THEN 'key' ELSE 'general' END,
       ${ID("8002", "(n::bigint * $3::int / $2::int)")}, ${ID("8002", "((n::bigint * $3::int / $2::int + 1) % $3::int)")}
     FROM generate_series(0, $2::int - 1) AS n`,
    [cityCode, residents, caregivers],
  );
  await sql.unsafe(
    `INSERT INTO resident_category (id, resident_id, category, valid_from)
     SELECT gen_random_uuid(), ${ID("8001", "n")}, (ARRAY['living-alone', 'living-alone', 'empty-nest', 'left-behind', 'cannot-care-for-self', 'severely-disabled', 'family-planning-special'])[(n + k * 3) % 7 + 1],
       date '2024-01-01' + (n % 600)
     FROM generate_series(0, $1::int - 1) AS n, generate_series(0, 1) AS k WHERE k = 0 OR n % 5 = 0`,
    [residents],
  );
  await sql.unsafe(
    `INSERT INTO resident_absence (id, resident_id, kind, valid_from, valid_to)
     SELECT gen_random_uuid(), ${ID("8001", "n")}, 'hospital', $2::date - n % 20, $2::date + n % 15 + 1 FROM generate_series(0, $1::int - 1) AS n WHERE n % 97 = 5`,
    [residents, day],
  );
  await sql.unsafe(
    `INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, received_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
     SELECT gen_random_uuid(), $1, r.id, r.line, r.area_code, r.responsible_id, r.responsible_id, at, at, outcome, CASE WHEN outcome = 'spoken-to' THEN 'phone' ELSE 'home' END, 'check', at, 20, $2, repeat('0', 64)
     FROM (SELECT r.*, substr(r.register_number, 2)::int AS n FROM resident r WHERE r.city_code = $1) AS r, generate_series(0, 3) AS k,
       LATERAL (SELECT ($3::date + (r.n * 13 + k * 7) % 28)::timestamp + interval '2 hours' + (r.n % 420) * interval '1 minute' AS at,
         CASE WHEN (r.n + k) % 11 = 0 THEN 'no-answer' WHEN (r.n + k) % 7 = 0 THEN 'spoken-to' WHEN (r.n + k) % 53 = 0 THEN 'refused' ELSE 'seen' END AS outcome) AS e
     WHERE r.n % 20 > 1 AND (k = 0 OR r.risk = 'high')`,
    [cityCode, sealValue("{}", "visit_event.body_cipher.bench"), month],
  );
  await sql.unsafe(
    `INSERT INTO finding (id, event_id, resident_id, line, area_code, kind, found_at)
     SELECT gen_random_uuid(), e.client_id, e.resident_id, e.line, e.area_code, 'housing', e.began_at FROM visit_event e WHERE e.city_code = $1 AND extract(minute FROM e.began_at)::int % 31 = 3`,
    [cityCode],
  );
  await sql.unsafe("ANALYZE");
}

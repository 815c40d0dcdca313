import type postgres from "postgres";

/** The made city the catalog is timed in. */
export const CITY = "9999";

/** Fills an empty, migrated database with facilities, their states, offerings, capacities and documents: made, always the same. */
export async function fillWithFacilities(owner: postgres.Sql, facilities: number): Promise<void> {
  await owner.begin((transaction) => transaction.unsafe(statements(facilities)));
  await owner.unsafe("VACUUM ANALYZE");
}

const statements = (facilities: number): string => `
INSERT INTO city (code, name_zh, name_en, time_zone, is_demo, bounds) VALUES ('${CITY}', '测速市', 'Bench City', 'Asia/Shanghai', false, '{112,34,114,35}');
INSERT INTO facility_kind (id, city_code, key, name_zh, name_en, sector, line)
  SELECT gen_random_uuid(), '${CITY}', k, k, k, 'elder-care', 'civil-affairs' FROM unnest(ARRAY['street-centre','community-centre','private-institution','residential-institution','nursery-institution']) k;
INSERT INTO service_type (id, city_code, key, name_zh, name_en, symbol, line, circle_minutes, walker_key, population_group, capacity_unit)
  SELECT gen_random_uuid(), '${CITY}', k, k, k, 'home', 'civil-affairs', 15, 'adult', 'all', 'place' FROM unnest(ARRAY['day-care','meals','nursery']) k;
INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, pinyin, initials)
  SELECT gen_random_uuid(), '${CITY}', '${CITY}' || lpad(d::text, 2, '0'), 'statistics', 2020, 'district', '${CITY}', (ARRAY['金水','二七','中原','管城','惠济','上街','中牟','巩义','荥阳','新密','新郑','登封'])[d] || '区', 'qu' || d, 'q' || d FROM generate_series(1, 12) d;
INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name)
  SELECT gen_random_uuid(), '${CITY}', '${CITY}' || lpad(d::text, 2, '0') || lpad(s::text, 3, '0'), 'statistics', 2020, 'street', '${CITY}' || lpad(d::text, 2, '0'), '路' || (d * 20 + s) || '街道' FROM generate_series(1, 12) d, generate_series(1, 20) s;
INSERT INTO operator (id, city_code, name, kind) SELECT gen_random_uuid(), '${CITY}', '机构' || n, (ARRAY['public','private','nonprofit'])[1 + n % 3] FROM generate_series(1, 3000) n;
CREATE TEMP TABLE made AS
  SELECT gen_random_uuid() AS id, n,
    (ARRAY['金','水','花','园','中','原','嵩','山','丰','庆','文','化','南','阳','大','学','建','设','航','海'])[1 + (n::bigint * 7919) % 20] AS a,
    (ARRAY['桥','岭','河','湾','庄','村','里','坊','门','苑','城','湖','林','岗','寨','屯','坡','沟','堂','营'])[1 + (n::bigint * 104729) % 20] AS b
  FROM generate_series(1, ${facilities}) n;
INSERT INTO facility (id, city_code, name, pinyin, initials, kind_key, line, operator_id, address, area_code, lon, lat, position_quality, updated_at)
  SELECT m.id, '${CITY}', m.a || m.b || m.n % 997 || '号' || (ARRAY['社区日间照料中心','街道综合养老服务中心','养老院','托育中心'])[1 + m.n % 4],
    md5(m.n::text) || ' rijianzhaoliao', left(md5(m.n::text), 4), (ARRAY['street-centre','community-centre','community-centre','private-institution','nursery-institution'])[1 + m.n % 5], 'civil-affairs',
    (SELECT id FROM operator WHERE city_code = '${CITY}' AND name = '机构' || (1 + m.n % 3000)), m.b || '路' || m.n % 500 || '号',
    '${CITY}' || lpad((1 + m.n % 12)::text, 2, '0') || lpad((1 + m.n % 20)::text, 3, '0') || lpad((m.n % 30)::text, 3, '0'),
    CASE WHEN m.n % 50 > 0 THEN 113 + (m.n % 1000) / 1000.0 END, CASE WHEN m.n % 50 > 0 THEN 34.5 + (m.n % 777) / 1554.0 END, CASE WHEN m.n % 50 > 0 THEN 'exact' ELSE 'unplaced' END,
    '2024-01-01'::timestamptz + m.n * interval '1 minute'
  FROM made m;
INSERT INTO facility_state (id, facility_id, state, valid_from, valid_to) SELECT gen_random_uuid(), id, CASE WHEN n % 9 = 0 THEN 'building' ELSE 'operating' END, '2023-01-01', CASE WHEN n % 7 = 0 THEN '2025-03-01'::date END FROM made;
INSERT INTO facility_state (id, facility_id, state, valid_from) SELECT gen_random_uuid(), id, CASE WHEN n % 14 = 0 THEN 'closed' ELSE 'operating' END, '2025-03-01' FROM made WHERE n % 7 = 0;
INSERT INTO offering (id, facility_id, service_type, valid_from, valid_to) SELECT gen_random_uuid(), id, 'day-care', '2023-01-01', CASE WHEN n % 14 = 0 THEN '2025-03-01'::date END FROM made;
INSERT INTO offering (id, facility_id, service_type, valid_from, valid_to) SELECT gen_random_uuid(), id, 'meals', '2024-01-01', CASE WHEN n % 14 = 0 THEN '2025-03-01'::date END FROM made WHERE n % 2 = 0;
INSERT INTO offering (id, facility_id, service_type, valid_from, valid_to) SELECT gen_random_uuid(), id, 'nursery', '2024-01-01', CASE WHEN n % 14 = 0 THEN '2025-03-01'::date END FROM made WHERE n % 211 = 0;
INSERT INTO offering_class (id, offering_id, kind, is_inclusive) SELECT gen_random_uuid(), o.id, 'day-place', false FROM offering o;
INSERT INTO capacity (id, class_id, valid_from, valid_to, licensed, staffed, taken) SELECT gen_random_uuid(), c.id, o.valid_from, o.valid_to, 30, 20, 10 FROM offering_class c JOIN offering o ON o.id = c.offering_id;
INSERT INTO document (id, facility_id, kind, expires_on) SELECT gen_random_uuid(), id, 'licence', '2025-01-01'::date + n % 2000 FROM made WHERE n % 3 = 0;
DROP TABLE made;
`;

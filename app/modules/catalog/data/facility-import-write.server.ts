import type { BulkSql } from "~/platform/bulk-copy.server";

/**
 * Set-based writing of whole facilities. `facility_chunk` holds one piece of work: the record as it must stand (`f`, the
 * domain's Facility as JSON with every key filled in) and whether it is new. Rows that differ are written, rows that are
 * gone are deleted; keys of offerings, classes, capacities and prices stay, since others refer to them.
 */
export interface ChunkFacts {
  readonly batchId: string;
  readonly cityCode: string;
  readonly personId: string | null;
  readonly cause: "import" | "undo";
}

export async function makeChunkTable(sql: BulkSql): Promise<void> {
  await sql`
    CREATE TEMPORARY TABLE facility_chunk (
      row_number integer NOT NULL, id uuid PRIMARY KEY, is_new boolean NOT NULL, version integer,
      pinyin text NOT NULL DEFAULT '', initials text NOT NULL DEFAULT '', f jsonb NOT NULL, before jsonb) ON COMMIT DROP`;
}

/** Fills the chunk with the rows to be written in a range of row numbers, which the staging table is ordered by. */
export async function chunkFromStaging(sql: BulkSql, batchId: string, after: number, upTo: number): Promise<number> {
  await sql`TRUNCATE facility_chunk`;
  const filled = await sql`
    INSERT INTO facility_chunk (row_number, id, is_new, version, pinyin, initials, f, before)
    SELECT row_number, target_id, decision = 'create', (value->>'version')::int, value->>'pinyin', value->>'initials', value->'after', value->'before'
    FROM staging.import_row WHERE batch_id = ${batchId} AND row_number > ${after} AND row_number <= ${upTo} AND decision IN ('create', 'update')`;
  await sql`ANALYZE facility_chunk`;
  return filled.count;
}

export async function lastStagedRow(sql: BulkSql, batchId: string): Promise<number> {
  const [last] = await sql<
    { row: number | null }[]
  >`SELECT max(row_number) AS row FROM staging.import_row WHERE batch_id = ${batchId}`;
  return last?.row ?? 0;
}

/** Holds every record the batch will change, in one order, before it writes anything: whoever edits one waits with empty hands. */
export async function lockStaged(sql: BulkSql, batchId: string): Promise<void> {
  await sql`
    SELECT count(*) FROM (
      SELECT f.id FROM facility f WHERE f.id IN (SELECT target_id FROM staging.import_row WHERE batch_id = ${batchId} AND decision = 'update')
      ORDER BY f.id FOR UPDATE) held`;
}

/** Records of the chunk that are no longer as they were when the preview was made. */
export async function movedSince(sql: BulkSql, cityCode: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    SELECT COALESCE(f.name, c.f->>'name') AS name FROM facility_chunk c LEFT JOIN facility f ON f.id = c.id
    WHERE NOT c.is_new AND (f.id IS NULL OR f.version <> c.version)
    UNION ALL
    SELECT f.name FROM facility_chunk c JOIN facility f ON f.city_code = ${cityCode} AND f.external_source = c.f->>'externalSource' AND f.external_id = c.f->>'externalId'
    WHERE c.is_new LIMIT 20`;
  return rows.map(({ name }) => name);
}

export async function writeChunk(sql: BulkSql, facts: ChunkFacts): Promise<void> {
  const [some] = await sql<{ known: boolean }[]>`SELECT EXISTS (SELECT 1 FROM facility_chunk WHERE NOT is_new) AS known`;
  await writeFaces(sql, facts, some?.known === true);
  if (some?.known) await clearForKnown(sql);
  await writeLife(sql);
  await writeOfferings(sql, some?.known === true);
  await writeLists(sql);
  await writeHistory(sql, facts);
}

async function writeFaces(sql: BulkSql, { cityCode, batchId, cause }: ChunkFacts, someKnown: boolean): Promise<void> {
  const said = sql`
    SELECT f->'operator'->>'name' AS name, min(f->'operator'->>'kind') AS kind FROM facility_chunk WHERE jsonb_typeof(f->'operator') = 'object' GROUP BY 1`;
  // Not «ON CONFLICT DO UPDATE»: it would hold every operator of the file, and whoever edits another facility of theirs.
  await sql`
    INSERT INTO operator (id, city_code, name, kind) SELECT new_key(), ${cityCode}, name, kind FROM (${said}) said ON CONFLICT (city_code, name) DO NOTHING`;
  const columns = sql`
    f->>'name' AS name, c.pinyin, c.initials, f->>'kindKey' AS kind_key, f->>'line' AS line, o.id AS operator_id, f->>'address' AS address, f->>'areaCode' AS area_code,
    (f->'position'->>'lon')::float8 AS lon, (f->'position'->>'lat')::float8 AS lat, COALESCE(f->'position'->>'quality', 'unplaced') AS position_quality,
    (f->'position'->'raw'->>'x')::float8 AS raw_x, (f->'position'->'raw'->>'y')::float8 AS raw_y, f->'position'->'raw'->>'system' AS raw_system, f->>'note' AS note,
    (f->'access'->>'stepFree')::boolean AS step_free, (f->'access'->>'lift')::boolean AS lift, (f->'access'->>'pramParking')::boolean AS pram_parking,
    (f->'access'->>'accessibleToilet')::boolean AS accessible_toilet`;
  const operators = sql`LEFT JOIN operator o ON o.city_code = ${cityCode} AND o.name = c.f->'operator'->>'name'`;
  await sql`
    INSERT INTO facility (id, city_code, external_source, external_id, version, import_batch_id, name, pinyin, initials, kind_key, line, operator_id, address, area_code,
      lon, lat, position_quality, raw_x, raw_y, raw_system, note, step_free, lift, pram_parking, accessible_toilet)
    SELECT c.id, ${cityCode}, f->>'externalSource', f->>'externalId', (f->>'version')::int, ${batchId}, ${columns}
    FROM facility_chunk c ${operators} WHERE c.is_new`;
  if (!someKnown) return;
  await sql`
    UPDATE facility SET name = s.name, pinyin = s.pinyin, initials = s.initials, kind_key = s.kind_key, line = s.line, operator_id = s.operator_id, address = s.address,
      area_code = s.area_code, lon = s.lon, lat = s.lat, position_quality = s.position_quality, raw_x = s.raw_x, raw_y = s.raw_y, raw_system = s.raw_system, note = s.note,
      step_free = s.step_free, lift = s.lift, pram_parking = s.pram_parking, accessible_toilet = s.accessible_toilet,
      version = s.next, updated_at = now(), import_batch_id = ${cause === "import" ? batchId : null}
    FROM (SELECT c.id AS key, (f->>'version')::int AS next, ${columns} FROM facility_chunk c ${operators} WHERE NOT c.is_new) s
    WHERE facility.id = s.key`;
}

/** Known records: what holds no key of its own is written anew, what does is deleted only where it is gone. */
async function clearForKnown(sql: BulkSql): Promise<void> {
  const known = sql`SELECT id FROM facility_chunk WHERE NOT is_new`;
  const kept = (path: string) =>
    sql`SELECT (jsonb_path_query(f, ${path}::jsonpath) #>> '{}')::uuid FROM facility_chunk WHERE NOT is_new`;
  for (const table of ["facility_state", "document", "contact", "opening_hours"])
    await sql`DELETE FROM ${sql(table)} WHERE facility_id IN (${known})`;
  const offerings = sql`SELECT id FROM offering WHERE facility_id IN (${known})`;
  const classes = sql`SELECT id FROM offering_class WHERE offering_id IN (${offerings})`;
  await sql`DELETE FROM offering WHERE facility_id IN (${known}) AND id NOT IN (${kept("$.offerings[*].id")})`;
  await sql`DELETE FROM offering_class WHERE offering_id IN (${offerings}) AND id NOT IN (${kept("$.offerings[*].classes[*].id")})`;
  await sql`DELETE FROM capacity WHERE class_id IN (${classes}) AND id NOT IN (${kept("$.offerings[*].classes[*].capacities[*].id")})`;
  await sql`DELETE FROM price WHERE class_id IN (${classes}) AND id NOT IN (${kept("$.offerings[*].classes[*].prices[*].id")})`;
}

async function writeLife(sql: BulkSql): Promise<void> {
  await sql`
    INSERT INTO facility_state (id, facility_id, state, valid_from, valid_to, reason)
    SELECT new_key(), c.id, s.state, s."from", s."to", s.reason FROM facility_chunk c, jsonb_to_recordset(c.f->'life') AS s(state text, "from" date, "to" date, reason text)`;
}

async function writeOfferings(sql: BulkSql, someKnown: boolean): Promise<void> {
  // New records meet nothing: looking out for rows already there would cost a fifth of the time.
  const meets = (clause: ReturnType<typeof sql>) => (someKnown ? clause : sql``);
  await sql`
    CREATE TEMPORARY TABLE chunk_offering ON COMMIT DROP AS
    SELECT c.id AS facility_id, o.id, o."serviceType" AS service_type, o."from" AS valid_from, o."to" AS valid_to, o.classes
    FROM facility_chunk c, jsonb_to_recordset(c.f->'offerings') AS o(id uuid, "serviceType" text, "from" date, "to" date, classes jsonb)`;
  await sql`
    CREATE TEMPORARY TABLE chunk_class ON COMMIT DROP AS
    SELECT o.id AS offering_id, k.* FROM chunk_offering o,
      jsonb_to_recordset(o.classes) AS k(id uuid, kind text, "carePattern" text, "ageFromMonths" int, "ageToMonths" int, "isInclusive" boolean, "peoplePerCarer" int, capacities jsonb, prices jsonb)`;
  await sql`
    INSERT INTO offering (id, facility_id, service_type, valid_from, valid_to) SELECT id, facility_id, service_type, valid_from, valid_to FROM chunk_offering
    ${meets(sql`ON CONFLICT (id) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to
      WHERE (offering.valid_from, offering.valid_to) IS DISTINCT FROM (excluded.valid_from, excluded.valid_to)`)}`;
  await sql`
    INSERT INTO offering_class (id, offering_id, kind, care_pattern, age_from_months, age_to_months, is_inclusive, people_per_carer)
    SELECT id, offering_id, kind, "carePattern", "ageFromMonths", "ageToMonths", "isInclusive", "peoplePerCarer" FROM chunk_class
    ${meets(sql`ON CONFLICT (id) DO UPDATE SET is_inclusive = excluded.is_inclusive, people_per_carer = excluded.people_per_carer
      WHERE (offering_class.is_inclusive, offering_class.people_per_carer) IS DISTINCT FROM (excluded.is_inclusive, excluded.people_per_carer)`)}`;
  const capacities = sql`chunk_class k, jsonb_to_recordset(k.capacities) AS r(id uuid, "from" date, "to" date, value jsonb)`;
  const prices = sql`chunk_class k, jsonb_to_recordset(k.prices) AS r(id uuid, "from" date, "to" date, value jsonb)`;
  // Rows that end are shortened before rows that begin are written, so that periods never overlap in between.
  if (someKnown)
    await sql`
    UPDATE capacity SET licensed = (r.value->>'licensed')::int, staffed = (r.value->>'staffed')::int, taken = (r.value->>'taken')::int, valid_from = r."from", valid_to = r."to"
    FROM ${capacities} WHERE capacity.id = r.id`;
  await sql`
    INSERT INTO capacity (id, class_id, licensed, staffed, taken, valid_from, valid_to)
    SELECT r.id, k.id, (r.value->>'licensed')::int, (r.value->>'staffed')::int, (r.value->>'taken')::int, r."from", r."to" FROM ${capacities} ${meets(sql`ON CONFLICT (id) DO NOTHING`)}`;
  if (someKnown)
    await sql`
    UPDATE price SET tier = r.value->>'tier', amount_fen = (r.value->>'amountFen')::int, unit = r.value->>'unit', valid_from = r."from", valid_to = r."to"
    FROM ${prices} WHERE price.id = r.id`;
  await sql`
    INSERT INTO price (id, class_id, tier, amount_fen, unit, valid_from, valid_to)
    SELECT r.id, k.id, r.value->>'tier', (r.value->>'amountFen')::int, r.value->>'unit', r."from", r."to" FROM ${prices} ${meets(sql`ON CONFLICT (id) DO NOTHING`)}`;
  await sql`DROP TABLE chunk_class, chunk_offering`;
}

async function writeLists(sql: BulkSql): Promise<void> {
  await sql`
    INSERT INTO document (id, facility_id, kind, number, issuer, issued_on, expires_on)
    SELECT new_key(), c.id, d.kind, d.number, d.issuer, d."issuedOn", d."expiresOn" FROM facility_chunk c,
      jsonb_to_recordset(c.f->'documents') AS d(kind text, number text, issuer text, "issuedOn" date, "expiresOn" date)`;
  await sql`
    INSERT INTO contact (id, facility_id, role, phone, is_public)
    SELECT new_key(), c.id, p.role, p.phone, p."isPublic" FROM facility_chunk c, jsonb_to_recordset(c.f->'contacts') AS p(role text, phone text, "isPublic" boolean)`;
  await sql`
    INSERT INTO opening_hours (id, facility_id, by_day, opens_at, closes_at, note)
    SELECT new_key(), c.id, h."byDay", h."opensAt", h."closesAt", h.note FROM facility_chunk c,
      jsonb_to_recordset(c.f->'hours') AS h("byDay" text, "opensAt" text, "closesAt" text, note text)`;
}

async function writeHistory(sql: BulkSql, { batchId, cityCode, personId, cause }: ChunkFacts): Promise<void> {
  await sql`
    INSERT INTO revision (id, city_code, facility_id, version, cause, person_id, import_batch_id, before, after)
    SELECT new_key(), ${cityCode}, c.id, (c.f->>'version')::int, ${cause}, ${personId}, ${batchId}, c.before, c.f FROM facility_chunk c`;
  if (cause === "undo") return;
  await sql`
    INSERT INTO import_change (batch_id, row_number, target_id, kind, version, before)
    SELECT ${batchId}, c.row_number, c.id, CASE WHEN c.is_new THEN 'created' ELSE 'updated' END, (c.f->>'version')::int, c.before FROM facility_chunk c`;
}

import { v7 as newId } from "uuid";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { Premises } from "../domain/premises/premises";
import type { StageStep } from "../domain/premises/premises-stage";
import { columnsOf } from "./premises-rows.server";

/** Holds those an import changes against everybody else, in one order. */
export async function holdPremises(sql: BulkSql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`SELECT FROM site_proposal WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
}

/** Writes them whole, new and known ones. */
export async function keepPremises(sql: BulkSql, premises: readonly Premises[]): Promise<void> {
  if (premises.length === 0) return;
  const rows = premises.map((one) => ({ ...columnsOf(one), ...spokenName(one.name) }));
  await sql`
    INSERT INTO site_proposal (id, city_code, source, external_id, name, pinyin, initials, area_code, address, lon, lat, position_quality, raw_x, raw_y, raw_system,
      area_m2, floor, lift, ownership, lease_until, lease_words, fire, rent_fen, build_fen, yearly_fen, places, contact_cipher, note, facility_id, version, updated_at)
    SELECT n.id, n."cityCode", n.source, n."externalId", n.name, n.pinyin, n.initials, n."areaCode", n.address, n.lon, n.lat, n."positionQuality", n."rawX", n."rawY", n."rawSystem",
      n."areaM2", n.floor, n.lift, n.ownership, n."leaseUntil", n."leaseWords", n.fire, n."rentFen", n."buildFen", n."yearlyFen", n.places, n."contactCipher", n.note,
      n."facilityId", n.version, now()
    FROM jsonb_to_recordset(${sql.json(rows as never)}) AS n (id uuid, "cityCode" text, source text, "externalId" text, name text, pinyin text, initials text, "areaCode" text,
      address text, lon float8, lat float8, "positionQuality" text, "rawX" float8, "rawY" float8, "rawSystem" text, "areaM2" float8, floor text, lift text, ownership text,
      "leaseUntil" date, "leaseWords" text, fire text, "rentFen" bigint, "buildFen" bigint, "yearlyFen" bigint, places int, "contactCipher" text, note text, "facilityId" uuid, version int)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials, area_code = excluded.area_code, address = excluded.address,
      lon = excluded.lon, lat = excluded.lat, position_quality = excluded.position_quality, raw_x = excluded.raw_x, raw_y = excluded.raw_y, raw_system = excluded.raw_system,
      area_m2 = excluded.area_m2, floor = excluded.floor, lift = excluded.lift, ownership = excluded.ownership, lease_until = excluded.lease_until,
      lease_words = excluded.lease_words, fire = excluded.fire, rent_fen = excluded.rent_fen, build_fen = excluded.build_fen, yearly_fen = excluded.yearly_fen,
      places = excluded.places, contact_cipher = excluded.contact_cipher, note = excluded.note, version = excluded.version, updated_at = excluded.updated_at`;
}

export type StepOf = StageStep & { readonly proposalId: string };

/** In the order given: two steps of one proposal follow each other. */
export async function keepSteps(sql: BulkSql, by: string | null, steps: readonly StepOf[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map(({ on, ...step }) => ({ ...step, id: newId(), onDay: on }));
  await sql`
    INSERT INTO site_proposal_step (id, proposal_id, number, kind, stage, on_day, reason, cause, done_by)
    SELECT n.id, n."proposalId", n.number, n.kind, n.stage, n."onDay", n.reason, n.cause, ${by}::uuid
    FROM jsonb_to_recordset(${sql.json(rows as never)}) AS n (id uuid, "proposalId" uuid, number int, kind text, stage text, "onDay" date, reason text, cause text)
    ORDER BY n."proposalId", n.number`;
}

/** With their steps. */
export async function removePremises(sql: BulkSql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`DELETE FROM site_proposal WHERE id = ANY(${[...ids]}::uuid[])`;
}

/** Where premises of these names stand. */
export async function premisesByName(sql: BulkSql, cityCode: string, names: readonly string[]) {
  const rows = await sql<{ name: string; lon: number; lat: number }[]>`
    SELECT name, lon, lat FROM site_proposal WHERE city_code = ${cityCode} AND name = ANY(${[...names]}) AND lon IS NOT NULL`;
  const found = new Map<string, { lon: number; lat: number }[]>();
  for (const { name, ...at } of rows) found.set(name, [...(found.get(name) ?? []), at]);
  return found;
}

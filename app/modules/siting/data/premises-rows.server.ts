import { Prisma } from "~/platform/generated/prisma/client";
import type { BulkSql } from "~/platform/bulk-copy.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Premises } from "../domain/premises/premises";
import type { Standing } from "../domain/premises/premises-stage";

/** A row as its columns stand; money travels as doubles, exact far beyond what may be written. */
export interface ProposalColumns {
  readonly id: string;
  readonly cityCode: string;
  readonly source: string;
  readonly externalId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly address: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly positionQuality: string;
  readonly rawX: number | null;
  readonly rawY: number | null;
  readonly rawSystem: string | null;
  readonly areaM2: number | null;
  readonly floor: string;
  readonly lift: string;
  readonly ownership: string;
  readonly leaseUntil: string | null;
  readonly leaseWords: string;
  readonly fire: string;
  readonly rentFen: number | null;
  readonly buildFen: number | null;
  readonly yearlyFen: number | null;
  readonly places: number | null;
  readonly contactCipher: string | null;
  readonly note: string;
  readonly facilityId: string | null;
  readonly version: number;
}

export interface StandingColumns {
  readonly number: number;
  readonly kind: string;
  readonly stage: string;
  readonly on: string;
  readonly reason: string;
}

/** Columns of `site_proposal p`. */
export const PROPOSAL = Prisma.sql`
  p.id, p.city_code AS "cityCode", p.source, p.external_id AS "externalId", p.name, p.area_code AS "areaCode", p.address, p.lon, p.lat,
  p.position_quality AS "positionQuality", p.raw_x AS "rawX", p.raw_y AS "rawY", p.raw_system AS "rawSystem", p.area_m2 AS "areaM2", p.floor, p.lift,
  p.ownership, p.lease_until::text AS "leaseUntil", p.lease_words AS "leaseWords", p.fire, p.rent_fen::float8 AS "rentFen",
  p.build_fen::float8 AS "buildFen", p.yearly_fen::float8 AS "yearlyFen", p.places, p.contact_cipher AS "contactCipher", p.note,
  p.facility_id AS "facilityId", p.version`;

/** The last step of each proposal, as `s`. */
export const LAST_STEP = Prisma.sql`
  JOIN LATERAL (SELECT number, kind, stage, on_day::text AS "on", reason FROM site_proposal_step WHERE proposal_id = p.id ORDER BY number DESC LIMIT 1) s ON true`;

/** The step each stood at on a day; what nobody knew of then is left out. */
export const stepOn = (day: CalendarDay): Prisma.Sql => Prisma.sql`
  JOIN LATERAL (SELECT number, kind, stage, on_day::text AS "on", reason FROM site_proposal_step
    WHERE proposal_id = p.id AND on_day <= ${day}::date ORDER BY number DESC LIMIT 1) s ON true`;

export function premisesFrom(row: ProposalColumns): Premises {
  const { lon, lat, positionQuality, rawX, rawY, rawSystem, ...rest } = row;
  const raw = rawX !== null && rawY !== null && rawSystem !== null ? { x: rawX, y: rawY, system: rawSystem } : null;
  const position = lon !== null && lat !== null ? { lon, lat, quality: positionQuality, raw } : null;
  return { ...rest, position } as Premises;
}

export const columnsOf = ({ position, ...rest }: Premises): ProposalColumns => ({
  ...rest,
  ...{ lon: position?.lon ?? null, lat: position?.lat ?? null, positionQuality: position?.quality ?? "unplaced" },
  ...{ rawX: position?.raw?.x ?? null, rawY: position?.raw?.y ?? null, rawSystem: position?.raw?.system ?? null },
});

export interface StandingPremises {
  readonly premises: Premises;
  readonly standing: Standing;
}

/** One of the city's premises with how far it is; held against others where it is to be changed. */
export async function findPremises({ db }: UnitOfWork, id: string, isHeld = false): Promise<StandingPremises | null> {
  const rows = await db.$queryRaw<(ProposalColumns & StandingColumns)[]>`
    SELECT ${PROPOSAL}, s.* FROM site_proposal p ${LAST_STEP} WHERE p.id = ${id}::uuid ${isHeld ? Prisma.sql`FOR UPDATE OF p` : Prisma.empty}`;
  return rows[0] ? standingFrom(rows[0]) : null;
}

export function standingFrom({
  number,
  kind,
  stage,
  on,
  reason,
  ...columns
}: ProposalColumns & StandingColumns): StandingPremises {
  return { premises: premisesFrom(columns), standing: { number, kind, stage, on, reason } as Standing };
}

/** Those of a city, in bulk work: all of them, or the ones with these ids. */
export async function premisesKnown(
  sql: BulkSql,
  cityCode: string,
  ids: readonly string[] | null = null,
): Promise<StandingPremises[]> {
  const rows = await sql<(ProposalColumns & StandingColumns)[]>`
    SELECT p.id, p.city_code AS "cityCode", p.source, p.external_id AS "externalId", p.name, p.area_code AS "areaCode", p.address, p.lon, p.lat,
      p.position_quality AS "positionQuality", p.raw_x AS "rawX", p.raw_y AS "rawY", p.raw_system AS "rawSystem", p.area_m2 AS "areaM2", p.floor, p.lift,
      p.ownership, p.lease_until::text AS "leaseUntil", p.lease_words AS "leaseWords", p.fire, p.rent_fen::float8 AS "rentFen",
      p.build_fen::float8 AS "buildFen", p.yearly_fen::float8 AS "yearlyFen", p.places, p.contact_cipher AS "contactCipher", p.note,
      p.facility_id AS "facilityId", p.version, s.number, s.kind, s.stage, s.on_day::text AS "on", s.reason
    FROM site_proposal p JOIN LATERAL (SELECT * FROM site_proposal_step WHERE proposal_id = p.id ORDER BY number DESC LIMIT 1) s ON true
    WHERE p.city_code = ${cityCode} ${ids ? sql`AND p.id = ANY(${[...ids]}::uuid[])` : sql``}`;
  return rows.map((row) => standingFrom({ ...row }));
}

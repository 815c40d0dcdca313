import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Facility } from "../domain/facility";

const rowsOf = (said: string, from: string, order: string): string =>
  `(SELECT COALESCE(json_agg(json_build_object(${said}) ORDER BY ${order}), '[]') FROM ${from})`;

const CAPACITIES = rowsOf(
  `'id', q.id, 'from', q.valid_from, 'to', q.valid_to, 'value', json_build_object('licensed', q.licensed, 'staffed', q.staffed, 'taken', q.taken)`,
  "capacity q WHERE q.class_id = c.id",
  "q.valid_from",
);
const PRICES = rowsOf(
  `'id', p.id, 'from', p.valid_from, 'to', p.valid_to, 'value', json_build_object('tier', p.tier, 'amountFen', p.amount_fen, 'unit', p.unit)`,
  "price p WHERE p.class_id = c.id",
  "p.tier, p.valid_from",
);
const CLASSES = rowsOf(
  `'id', c.id, 'kind', c.kind, 'carePattern', c.care_pattern, 'ageFromMonths', c.age_from_months, 'ageToMonths', c.age_to_months,
    'isInclusive', c.is_inclusive, 'peoplePerCarer', c.people_per_carer, 'capacities', ${CAPACITIES}, 'prices', ${PRICES}`,
  "offering_class c WHERE c.offering_id = o.id",
  "c.age_from_months, c.kind",
);
const OFFERINGS = rowsOf(
  `'id', o.id, 'serviceType', o.service_type, 'from', o.valid_from, 'to', o.valid_to, 'classes', ${CLASSES}`,
  "offering o WHERE o.facility_id = f.id",
  "o.service_type, o.valid_from",
);
const LIFE = rowsOf(
  `'state', s.state, 'from', s.valid_from, 'to', s.valid_to, 'reason', s.reason`,
  "facility_state s WHERE s.facility_id = f.id",
  "s.valid_from",
);
const DOCUMENTS = rowsOf(
  `'kind', d.kind, 'number', d.number, 'issuer', d.issuer, 'issuedOn', d.issued_on, 'expiresOn', d.expires_on`,
  "document d WHERE d.facility_id = f.id",
  "d.kind, d.expires_on",
);
const CONTACTS = rowsOf(
  `'role', k.role, 'phone', k.phone, 'isPublic', k.is_public`,
  "contact k WHERE k.facility_id = f.id",
  "k.phone",
);
const HOURS = rowsOf(
  `'byDay', h.by_day, 'opensAt', h.opens_at, 'closesAt', h.closes_at, 'note', h.note`,
  "opening_hours h WHERE h.facility_id = f.id",
  "h.by_day, h.opens_at",
);
const ACCESS = `json_build_object('stepFree', f.step_free, 'lift', f.lift, 'pramParking', f.pram_parking, 'accessibleToilet', f.accessible_toilet)`;
const RAW = `CASE WHEN f.raw_x IS NOT NULL AND f.raw_y IS NOT NULL AND f.raw_system IS NOT NULL
  THEN json_build_object('x', f.raw_x, 'y', f.raw_y, 'system', f.raw_system) END`;
const POSITION = `CASE WHEN f.lon IS NOT NULL THEN json_build_object('lon', f.lon, 'lat', f.lat, 'quality', f.position_quality, 'raw', ${RAW}) END`;

/** The whole of a facility as the domain knows it, put together by the database in one statement: an import reads 100,000. */
const WHOLE = Prisma.raw(`
  SELECT json_build_object('id', f.id, 'cityCode', f.city_code, 'externalSource', f.external_source, 'externalId', f.external_id,
    'successorOfId', f.successor_of_id, 'version', f.version, 'name', f.name, 'kindKey', f.kind_key, 'line', f.line,
    'operator', CASE WHEN r.id IS NOT NULL THEN json_build_object('name', r.name, 'kind', r.kind) END,
    'address', f.address, 'areaCode', f.area_code, 'position', ${POSITION}, 'note', f.note, 'documents', ${DOCUMENTS},
    'contacts', ${CONTACTS}, 'hours', ${HOURS}, 'access', ${ACCESS}, 'life', ${LIFE}, 'offerings', ${OFFERINGS})::text AS whole
  FROM facility f LEFT JOIN operator r ON r.id = f.operator_id`);

const ONE_PAGE = 100;
const PREPARED = Prisma.sql`/* prepared: whole-facilities */`;

/** The facility with all its dated rows, or null. */
export async function findFacility(uow: UnitOfWork, cityCode: string, id: string): Promise<Facility | null> {
  const [facility] = await findFacilities(uow, cityCode, [id]);
  return facility ?? null;
}

/** Those of the facilities that are there, in no order. */
export async function findFacilities(uow: UnitOfWork, cityCode: string, ids: readonly string[]): Promise<Facility[]> {
  // A page of them is asked for again and again, and one plan serves each; an import's thousands are planned for as many as they are.
  const rows = await uow.db.$queryRaw<{ whole: string }[]>`
    ${ids.length <= ONE_PAGE ? PREPARED : Prisma.empty} ${WHOLE} WHERE f.id = ANY(${[...ids]}::uuid[]) AND f.city_code = ${cityCode}`;
  return rows.map(({ whole }) => JSON.parse(whole) as Facility);
}

/** How long an editor waits for another writer before being told so. */
const WAIT = "5s";

/** Keeps every other writer of these facilities waiting until this unit of work ends; keys in one order, so nobody deadlocks. */
export async function lockFacilities(uow: UnitOfWork, cityCode: string, ids: readonly string[]): Promise<void> {
  await uow.db.$executeRaw`SELECT set_config('lock_timeout', ${WAIT}, true)`;
  await uow.db
    .$queryRaw`SELECT id FROM facility WHERE city_code = ${cityCode} AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
}

/** The city of a record, whichever that is. */
export async function findCityCode(uow: UnitOfWork, id: string): Promise<string | null> {
  const found = await uow.db.facility.findUnique({ where: { id }, select: { cityCode: true } });
  return found?.cityCode ?? null;
}

import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { findCityCode } from "../data/facility-record.server";
import {
  cityOfOperator,
  facilitiesOf,
  pageOfOperators,
  readOpenFacilities,
  whereOffered,
  type OpenOperator,
} from "../data/open-data-records.server";
import {
  hsdsLocation,
  hsdsOrganization,
  hsdsService,
  hsdsServiceAtLocation,
  hsdsServiceListed,
  offeringOf,
  type HsdsContext,
} from "../domain/hsds-record";
import { monthOfDay, pageFigures, type OpenQuestion } from "../domain/open-data-question";
import type { VacancyMonth } from "../domain/vacancy";
import {
  locationSchema,
  organizationFullSchema,
  organizationSchema,
  serviceAtLocationSchema,
  serviceSchema,
} from "./hsds-schema.server";
import { basisOf, hsdsContext, withVacancies, type OpenReader } from "./open-data-context.server";

interface Months {
  readonly startMonth: VacancyMonth | null;
  readonly months: number | null;
}

/** Months of vacancies one record shows where nobody says how many. */
const USUAL_MONTHS = 6;
/** Services of an organisation that are named with it; the list `organization_id` has them all. */
const MOST_OF_ONE = 500;
const PIECE = 50;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A service, or where it is given, by the key of the offering; null = there is none, or never was. */
export const readOpenService = (id: string, as: "service" | "service_at_location", months: Months, reader: OpenReader) =>
  ofOffering(id, async (uow, city, facilityId) => {
    const context = await hsdsContext(uow, city, reader);
    const from = months.startMonth ?? monthOfDay(context.day);
    const asked = { startMonth: from, months: months.months ?? USUAL_MONTHS, offerings: new Set([id]) };
    const facility = (await withVacancies(uow, city.code, [facilityId], asked, reader.now)).get(facilityId);
    const offering = facility && offeringOf(facility.record, id);
    if (!facility || !offering) return null;
    return as === "service"
      ? serviceSchema.parse(hsdsService(facility, offering, context))
      : serviceAtLocationSchema.parse(hsdsServiceAtLocation(facility, offering, context));
  });

async function ofOffering<T>(
  id: string,
  read: (uow: UnitOfWork, city: City, facilityId: string) => Promise<T | null>,
): Promise<T | null> {
  if (!UUID.test(id)) return null;
  const where = await inUnitOfWork(NOBODY, (uow) => whereOffered(uow, id));
  const city = where && (await cityByCode(where.cityCode));
  return city ? inUnitOfWork(NOBODY, (uow) => read(uow, city, where.facilityId)) : null;
}

/** A place by the key of its facility, closed ones too. */
export async function readOpenLocation(id: string, reader: OpenReader) {
  if (!UUID.test(id)) return null;
  const code = await inUnitOfWork(NOBODY, (uow) => findCityCode(uow, id));
  const city = code === null ? null : await cityByCode(code);
  if (!city) return null;
  return inUnitOfWork(NOBODY, async (uow) => {
    const context = await hsdsContext(uow, city, reader);
    const none = { startMonth: monthOfDay(context.day), months: 0, offerings: "none" as const };
    const facility = (await withVacancies(uow, city.code, [id], none, reader.now)).get(id);
    return facility ? locationSchema.parse(hsdsLocation(facility, context)) : null;
  });
}

/** An operator with the services it gives. */
export async function readOpenOrganization(id: string, reader: OpenReader) {
  if (!UUID.test(id)) return null;
  const code = await inUnitOfWork(NOBODY, (uow) => cityOfOperator(uow, id));
  const city = code === null ? null : await cityByCode(code);
  if (!city) return null;
  return inUnitOfWork(NOBODY, async (uow) => {
    const context = await hsdsContext(uow, city, reader);
    const [operator] = (await pageOfOperators(uow, city.code, { search: "", id }, 0, 1)).rows;
    return operator ? organizationWithServices(uow, city, operator, context, reader) : null;
  });
}

async function organizationWithServices(
  uow: UnitOfWork,
  city: City,
  operator: OpenOperator,
  context: HsdsContext,
  { now }: OpenReader,
) {
  const ids = await facilitiesOf(uow, operator.id, MOST_OF_ONE);
  const services: Pick<ReturnType<typeof hsdsServiceListed>, "id" | "name" | "status">[] = [];
  for (let at = 0; at < ids.length; at += PIECE) {
    const read = await readOpenFacilities(uow, city.code, ids.slice(at, at + PIECE), now);
    for (const facility of read.values())
      for (const offering of facility.record.offerings)
        services.push(hsdsServiceListed({ ...facility, vacancies: new Map() }, offering, context));
  }
  return organizationFullSchema.parse({
    ...hsdsOrganization(operator.id, operator, context),
    services: services.slice(0, MOST_OF_ONE),
  });
}

/** One page of a city's operators. */
export const readOpenOrganizations = (city: City, { page, perPage, search }: OpenQuestion, reader: OpenReader) =>
  inUnitOfWork(NOBODY, async (uow) => {
    const context = await hsdsContext(uow, city, reader);
    const { total, rows } = await pageOfOperators(uow, city.code, { search, id: null }, (page - 1) * perPage, perPage);
    const contents = rows.map((row) => organizationSchema.parse(hsdsOrganization(row.id, row, context)));
    return { ...pageFigures(total, page, perPage, contents.length), quarterhour: basisOf(city, reader.now), contents };
  });

import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { DocumentKind } from "../domain/document-clock";
import type {
  CarePattern,
  CoordinateSystem,
  Facility,
  Offering,
  OfferingClass,
  OperatorKind,
  Position,
  PriceUnit,
} from "../domain/facility";
import type { FacilityState } from "../domain/life-cycle";
import { dayOf, dayOrNull } from "./calendar-column.server";

const WHOLE = {
  operator: true,
  states: { orderBy: { validFrom: "asc" } },
  offerings: {
    orderBy: [{ serviceType: "asc" }, { validFrom: "asc" }],
    include: {
      classes: {
        orderBy: [{ ageFromMonths: "asc" }, { kind: "asc" }],
        include: { capacities: { orderBy: { validFrom: "asc" } }, prices: { orderBy: [{ tier: "asc" }, { validFrom: "asc" }] } },
      },
    },
  },
  documents: { orderBy: [{ kind: "asc" }, { expiresOn: "asc" }] },
  contacts: { orderBy: { phone: "asc" } },
  hours: { orderBy: [{ byDay: "asc" }, { opensAt: "asc" }] },
} as const satisfies Prisma.FacilityInclude;

type WholeRow = Prisma.FacilityGetPayload<{ include: typeof WHOLE }>;

/** The facility with all its dated rows, or null. */
export async function findFacility(uow: UnitOfWork, cityCode: string, id: string): Promise<Facility | null> {
  const row = await uow.db.facility.findFirst({ where: { id, cityCode }, include: WHOLE });
  return row && facilityFrom(row);
}

/** Those of the facilities that are there, in no order: an import compares by the hundreds. */
export async function findFacilities(uow: UnitOfWork, cityCode: string, ids: readonly string[]): Promise<Facility[]> {
  const rows = await uow.db.facility.findMany({ where: { id: { in: [...ids] }, cityCode }, include: WHOLE });
  return rows.map(facilityFrom);
}

/** How long an editor waits for another writer before being told so. */
const WAIT = "5s";

/** Keeps every other writer of these facilities waiting until this unit of work ends; keys in one order, so nobody deadlocks. */
export async function lockFacilities(uow: UnitOfWork, cityCode: string, ids: readonly string[]): Promise<void> {
  await uow.db.$executeRaw`SELECT set_config('lock_timeout', ${WAIT}, true)`;
  await uow.db
    .$queryRaw`SELECT id FROM facility WHERE city_code = ${cityCode} AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
}

function facilityFrom(row: WholeRow): Facility {
  return {
    id: row.id,
    cityCode: row.cityCode,
    externalSource: row.externalSource,
    externalId: row.externalId,
    successorOfId: row.successorOfId,
    version: row.version,
    name: row.name,
    kindKey: row.kindKey,
    line: row.line,
    operator: row.operator && { name: row.operator.name, kind: row.operator.kind as OperatorKind },
    address: row.address,
    areaCode: row.areaCode,
    position: positionFrom(row),
    note: row.note,
    documents: row.documents.map(({ kind, number, issuer, issuedOn, expiresOn }) => ({
      ...{ kind: kind as DocumentKind, number, issuer },
      issuedOn: dayOrNull(issuedOn),
      expiresOn: dayOrNull(expiresOn),
    })),
    contacts: row.contacts.map(({ role, phone, isPublic }) => ({ role, phone, isPublic })),
    hours: row.hours.map(({ byDay, opensAt, closesAt, note }) => ({ byDay, opensAt, closesAt, note })),
    life: row.states.map(({ state, validFrom, validTo, reason }) => ({
      ...{ state: state as FacilityState, reason },
      from: dayOf(validFrom),
      to: dayOrNull(validTo),
    })),
    offerings: row.offerings.map(offeringFrom),
  };
}

function positionFrom({ lon, lat, positionQuality, rawX, rawY, rawSystem }: WholeRow): Position | null {
  if (lon === null || lat === null) return null;
  const raw =
    rawX === null || rawY === null || rawSystem === null ? null : { x: rawX, y: rawY, system: rawSystem as CoordinateSystem };
  return { lon, lat, quality: positionQuality as Position["quality"], raw };
}

const offeringFrom = ({ id, serviceType, validFrom, validTo, classes }: WholeRow["offerings"][number]): Offering => ({
  ...{ id, serviceType },
  from: dayOf(validFrom),
  to: dayOrNull(validTo),
  classes: classes.map(classFrom),
});

const classFrom = (row: WholeRow["offerings"][number]["classes"][number]): OfferingClass => ({
  id: row.id,
  kind: row.kind,
  carePattern: row.carePattern as CarePattern | null,
  ageFromMonths: row.ageFromMonths,
  ageToMonths: row.ageToMonths,
  isInclusive: row.isInclusive,
  capacities: row.capacities.map(({ id, validFrom, validTo, licensed, staffed, taken }) => ({
    ...{ id, value: { licensed, staffed, taken } },
    from: dayOf(validFrom),
    to: dayOrNull(validTo),
  })),
  prices: row.prices.map(({ id, validFrom, validTo, tier, amountFen, unit }) => ({
    ...{ id, value: { tier, amountFen, unit: unit as PriceUnit } },
    from: dayOf(validFrom),
    to: dayOrNull(validTo),
  })),
});

import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { CapacityUnit, Circle, FacilityKind, ServedLevel, ServiceType } from "../domain/service-type";

export async function listServiceTypes(uow: UnitOfWork, cityCode: string): Promise<ServiceType[]> {
  const rows = await uow.db.serviceType.findMany({ where: { cityCode }, orderBy: [{ order: "asc" }, { key: "asc" }] });
  return rows.map(({ id: _id, cityCode: _city, circleMinutes, circleMetres, line, capacityUnit, ...row }) => ({
    ...row,
    line: line as Line,
    capacityUnit: capacityUnit as CapacityUnit,
    circle: circleFrom(circleMinutes, circleMetres, row.key),
  }));
}

function circleFrom(minutes: number | null, metres: number | null, key: string): Circle {
  if (minutes !== null) return { by: "minutes", minutes };
  if (metres !== null) return { by: "metres", metres };
  throw new Error(`service type ${key} has neither minutes nor metres, expected exactly one`);
}

/** Writes an entry over the one of that key, or adds it. The key stays for good: offerings name it. */
export async function saveServiceType(uow: UnitOfWork, cityCode: string, { key, circle, ...type }: ServiceType): Promise<void> {
  const columns = {
    ...type,
    circleMinutes: circle.by === "minutes" ? circle.minutes : null,
    circleMetres: circle.by === "metres" ? circle.metres : null,
  };
  await uow.db.serviceType.upsert({
    where: { cityCode_key: { cityCode, key } },
    create: { id: newId(), cityCode, key, ...columns },
    update: columns,
  });
}

export async function listFacilityKinds(uow: UnitOfWork, cityCode: string): Promise<FacilityKind[]> {
  const rows = await uow.db.facilityKind.findMany({ where: { cityCode }, orderBy: [{ order: "asc" }, { key: "asc" }] });
  return rows.map(({ id: _id, cityCode: _city, servesLevel, ...row }) => ({ ...row, servesLevel: servesLevel as ServedLevel }));
}

export async function saveFacilityKind(uow: UnitOfWork, cityCode: string, { key, ...kind }: FacilityKind): Promise<void> {
  await uow.db.facilityKind.upsert({
    where: { cityCode_key: { cityCode, key } },
    create: { id: newId(), cityCode, key, ...kind },
    update: kind,
  });
}

export interface WalkerChoice {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly speedKmh: number;
}

export const listWalkers = (uow: UnitOfWork, cityCode: string): Promise<WalkerChoice[]> =>
  uow.db.walker.findMany({
    where: { cityCode },
    orderBy: { order: "asc" },
    select: { key: true, nameZh: true, nameEn: true, speedKmh: true },
  });

import { v7 as uuid } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { FACILITY_KINDS } from "./standard-facility-kinds";
import { SERVICE_TYPES } from "./standard-service-types";

/** The types and kinds a new city begins with; it may change each of them. */
export async function insertDefaultRegistry(uow: UnitOfWork, cityCode: string): Promise<void> {
  await uow.db.serviceType.createMany({ data: SERVICE_TYPES.map((type, order) => ({ id: uuid(), cityCode, order, ...type })) });
  await uow.db.facilityKind.createMany({ data: FACILITY_KINDS.map((kind, order) => ({ id: uuid(), cityCode, order, ...kind })) });
}

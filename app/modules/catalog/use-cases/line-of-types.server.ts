import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { listServiceTypes } from "../data/registry.server";

/** The line each type of service of a city belongs to; "" where the city has no such type. */
export async function lineOfTypes(uow: UnitOfWork, cityCode: string): Promise<(serviceType: string) => string> {
  const lines = new Map((await listServiceTypes(uow, cityCode)).map(({ key, line }) => [key, line]));
  return (serviceType) => lines.get(serviceType) ?? "";
}

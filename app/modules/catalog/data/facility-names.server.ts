import type { UnitOfWork } from "~/platform/unit-of-work.server";

export async function namesOfFacilities(uow: UnitOfWork, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await uow.db.facility.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

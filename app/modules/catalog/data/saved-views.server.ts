import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

export const listViews = (uow: UnitOfWork, personId: string, cityCode: string): Promise<SavedView[]> =>
  uow.db.savedView.findMany({
    where: { personId, cityCode },
    orderBy: { name: "asc" },
    select: { id: true, name: true, address: true },
  });

/** A view of the same name is replaced. */
export async function keepView(
  uow: UnitOfWork,
  personId: string,
  cityCode: string,
  name: string,
  address: string,
): Promise<void> {
  await uow.db.savedView.upsert({
    where: { personId_cityCode_name: { personId, cityCode, name } },
    create: { id: newId(), personId, cityCode, name, address },
    update: { address },
  });
}

export async function dropView(uow: UnitOfWork, personId: string, cityCode: string, id: string): Promise<void> {
  await uow.db.savedView.deleteMany({ where: { id, personId, cityCode } });
}

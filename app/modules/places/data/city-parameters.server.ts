import { v7 as uuid } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { STANDARD_PARAMETERS } from "./standard-parameters";
import { WALKERS } from "./standard-walkers";

export async function insertWalkers(uow: UnitOfWork, cityCode: string): Promise<void> {
  await uow.db.walker.createMany({ data: WALKERS.map((walker, order) => ({ id: uuid(), cityCode, order, ...walker })) });
}

/** What standards and studies say of any city; targets of one city are its own business. */
export async function insertStandards(uow: UnitOfWork, cityCode: string): Promise<void> {
  const general = STANDARD_PARAMETERS.filter((parameter) => parameter.level !== "city");
  await uow.db.standardParameter.createMany({ data: general.map((parameter) => ({ id: uuid(), cityCode, ...parameter })) });
}

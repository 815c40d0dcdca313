import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Movement } from "../domain/streets/street-use";
import type { Walker, WalkerKey } from "../domain/walker";
import type { WalkerSaid } from "../domain/walker-change";

type Row = Omit<Walker, "key" | "movement"> & { readonly key: string; readonly movement: string };
const walkerFrom = ({ key, movement, ...row }: Row): Walker => ({
  ...row,
  key: key as WalkerKey,
  movement: movement as Movement,
});
const COLUMNS = {
  key: true,
  nameZh: true,
  nameEn: true,
  speedKmh: true,
  source: true,
  movement: true,
  stepsFactor: true,
  offStreetFactor: true,
  useSource: true,
} as const;

export async function listCityWalkers(uow: UnitOfWork, cityCode: string): Promise<Walker[]> {
  const rows = await uow.db.walker.findMany({ where: { cityCode }, select: COLUMNS, orderBy: { order: "asc" } });
  return rows.map(walkerFrom);
}

/** One walker, held until the end of the transaction so that two editors follow each other. */
export async function lockWalker(uow: UnitOfWork, cityCode: string, key: string): Promise<Walker | null> {
  await uow.db.$queryRaw`SELECT 1 AS held FROM walker WHERE city_code = ${cityCode} AND key = ${key} FOR UPDATE`;
  const row = await uow.db.walker.findUnique({ where: { cityCode_key: { cityCode, key } }, select: COLUMNS });
  return row && walkerFrom(row);
}

/** The city's revision follows by trigger, and with it every figure of walking. */
export async function saveWalker(uow: UnitOfWork, cityCode: string, key: string, said: WalkerSaid): Promise<void> {
  await uow.db.walker.update({ where: { cityCode_key: { cityCode, key } }, data: said });
}

import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** 值班电话: the office's number nearest to an area, its own before those above it; null = none is said. */
export async function dutyPhone({ db }: UnitOfWork, areaCode: string): Promise<string | null> {
  const above = [4, 6, 9, 12].filter((digits) => digits <= areaCode.length).map((digits) => areaCode.slice(0, digits));
  const [nearest] = await db.dutyPhone.findMany({ where: { areaCode: { in: above } }, orderBy: { areaCode: "desc" }, take: 1 });
  return nearest?.phone ?? null;
}

/** The numbers of a city's areas that lie within one, as they are kept. */
export async function dutyPhonesIn({ db }: UnitOfWork, cityCode: string, areaCode: string) {
  return db.dutyPhone.findMany({
    where: { cityCode, areaCode: { startsWith: areaCode } },
    select: { areaCode: true, phone: true },
    orderBy: { areaCode: "asc" },
    take: 200,
  });
}

export async function sayDutyPhone({ db, actor }: UnitOfWork, cityCode: string, areaCode: string, phone: string, at: Date) {
  const said = { phone, saidBy: actor.personId, saidAt: at };
  await db.dutyPhone.upsert({ where: { areaCode }, create: { areaCode, cityCode, ...said }, update: said });
}

export const forgetDutyPhone = ({ db }: UnitOfWork, areaCode: string) => db.dutyPhone.deleteMany({ where: { areaCode } });

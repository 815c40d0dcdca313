import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** How an office is reached. */
export interface DutyReach {
  readonly phone: string;
  readonly email: string | null;
}

/** 值班电话: the office's number nearest to an area, its own before those above it; null = none is said. */
export async function dutyPhone({ db }: UnitOfWork, areaCode: string): Promise<string | null> {
  const above = [4, 6, 9, 12].filter((digits) => digits <= areaCode.length).map((digits) => areaCode.slice(0, digits));
  const [nearest] = await db.dutyPhone.findMany({ where: { areaCode: { in: above } }, orderBy: { areaCode: "desc" }, take: 1 });
  return nearest?.phone ?? null;
}

/** The office's mailbox nearest to an area; null = none is said. */
export async function dutyMailbox({ db }: UnitOfWork, areaCode: string): Promise<string | null> {
  const above = [4, 6, 9, 12].filter((digits) => digits <= areaCode.length).map((digits) => areaCode.slice(0, digits));
  const where = { areaCode: { in: above }, email: { not: null } };
  const [nearest] = await db.dutyPhone.findMany({ where, orderBy: { areaCode: "desc" }, take: 1 });
  return nearest?.email ?? null;
}

/** The numbers of a city's areas that lie within one, as they are kept. */
export async function dutyPhonesIn({ db }: UnitOfWork, cityCode: string, areaCode: string) {
  return db.dutyPhone.findMany({
    where: { cityCode, areaCode: { startsWith: areaCode } },
    select: { areaCode: true, phone: true, email: true },
    orderBy: { areaCode: "asc" },
    take: 200,
  });
}

export async function sayDutyPhone(
  { db, actor }: UnitOfWork,
  cityCode: string,
  areaCode: string,
  { phone, email }: DutyReach,
  at: Date,
) {
  const said = { phone, email, saidBy: actor.personId, saidAt: at };
  await db.dutyPhone.upsert({ where: { areaCode }, create: { areaCode, cityCode, ...said }, update: said });
}

export const forgetDutyPhone = ({ db }: UnitOfWork, areaCode: string) => db.dutyPhone.deleteMany({ where: { areaCode } });

/** What an area is called in both languages. */
export async function areaNamed(
  { db }: UnitOfWork,
  code: string,
): Promise<{ readonly name: string; readonly nameEn: string } | null> {
  const [row] = await db.$queryRaw<{ name: string; nameEn: string }[]>`
    SELECT name, COALESCE(NULLIF(name_en, ''), name) AS "nameEn" FROM area WHERE code = ${code} LIMIT 1`;
  return row ?? null;
}

import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** How an office is reached. */
export interface DutyReach {
  readonly phone: string;
  readonly email: string | null;
}

/** An area and those above it, the nearest first. */
const itselfAndAbove = (areaCode: string): string[] =>
  [12, 9, 6, 4].filter((digits) => digits <= areaCode.length).map((digits) => areaCode.slice(0, digits));

/** 值班电话 of each of these areas: the office's number nearest to it, its own before those above it; left out where none is said. */
export async function dutyPhonesFor({ db }: UnitOfWork, areaCodes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(areaCodes)];
  const above = [...new Set(asked.flatMap(itselfAndAbove))];
  if (above.length === 0) return new Map();
  const said = await db.dutyPhone.findMany({ where: { areaCode: { in: above } }, select: { areaCode: true, phone: true } });
  const phones = new Map(said.map(({ areaCode, phone }) => [areaCode, phone]));
  return new Map(
    asked.flatMap((areaCode) => {
      const nearest = itselfAndAbove(areaCode).find((code) => phones.has(code));
      return nearest === undefined ? [] : [[areaCode, phones.get(nearest)!]];
    }),
  );
}

/** 值班电话 nearest to one area; null = none is said. */
export const dutyPhone = async (uow: UnitOfWork, areaCode: string): Promise<string | null> =>
  (await dutyPhonesFor(uow, [areaCode])).get(areaCode) ?? null;

/** The office's mailbox nearest to an area; null = none is said. */
export async function dutyMailbox({ db }: UnitOfWork, areaCode: string): Promise<string | null> {
  const where = { areaCode: { in: itselfAndAbove(areaCode) }, email: { not: null } };
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

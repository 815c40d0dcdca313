import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { SubsidyRule } from "../domain/price-after-subsidy";

const dateOf = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): CalendarDay => date.toISOString().slice(0, 10);

export type KeptRule = SubsidyRule & { readonly id: string };

/** Every version of the city's rules, held for this transaction's change where `hold` says so. */
export async function listSubsidyRules({ db }: UnitOfWork, cityCode: string, hold = false): Promise<KeptRule[]> {
  if (hold) await db.$queryRaw`SELECT code FROM city WHERE code = ${cityCode} FOR NO KEY UPDATE`;
  const rows = await db.subsidyRule.findMany({
    where: { cityCode },
    orderBy: [{ serviceType: "asc" }, { fee: "asc" }, { validFrom: "desc" }, { id: "asc" }],
  });
  return rows.map(({ cityCode: _city, validFrom, validTo, ...row }) => ({
    ...(row as unknown as Omit<KeptRule, "from" | "to">),
    ...{ from: dayOf(validFrom), to: validTo && dayOf(validTo) },
  }));
}

export async function insertSubsidyRule(
  { db }: UnitOfWork,
  cityCode: string,
  { from, to, ...rule }: SubsidyRule,
): Promise<string> {
  const id = newId();
  await db.subsidyRule.create({
    data: { id, cityCode, ...rule, validFrom: dateOf(from), validTo: to === null ? null : dateOf(to) },
  });
  return id;
}

export const endSubsidyRule = ({ db }: UnitOfWork, id: string, on: CalendarDay) =>
  db.subsidyRule.updateMany({ where: { id }, data: { validTo: dateOf(on) } });

export const deleteSubsidyRule = ({ db }: UnitOfWork, id: string) => db.subsidyRule.deleteMany({ where: { id } });

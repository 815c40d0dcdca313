import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { RuleRecord, RuleSaid } from "../domain/rule-change";
import type { VisitRule } from "../domain/visit-rule";

const dateOf = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): CalendarDay => date.toISOString().slice(0, 10);

/** Every rule a city ever had, in the order of their days. */
export async function listRules(uow: UnitOfWork, cityCode: string): Promise<RuleRecord[]> {
  const rows = await uow.db.visitRule.findMany({ where: { cityCode }, orderBy: [{ validFrom: "asc" }, { id: "asc" }] });
  return rows.map(({ validFrom, validTo, adoptedAt, cityCode: _city, ...row }) => ({
    ...(row as unknown as Omit<VisitRule, "from" | "to"> & Pick<RuleRecord, "source" | "mark" | "replaces" | "adoptedBy">),
    ...{ from: dayOf(validFrom), to: validTo && dayOf(validTo), adoptedAt },
  }));
}

/** One change of a city's rules at a time: two who adopt at once see each other's. */
export const holdRules = (uow: UnitOfWork, cityCode: string) =>
  uow.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`visit-rules:${cityCode}`}, 0))`;

/** @param replaces the rule whose place it takes */
export async function addRule(
  uow: UnitOfWork,
  cityCode: string,
  said: RuleSaid,
  replaces: string | null = null,
): Promise<string> {
  const id = newId();
  const { from, to, categories, risks, modes, ...rest } = said;
  await uow.db.visitRule.create({
    data: {
      ...{ id, cityCode, replaces, ...rest, categories: [...categories], risks: [...risks], modes: [...modes] },
      ...{ validFrom: dateOf(from), validTo: to && dateOf(to), adoptedBy: uow.actor.personId },
    },
  });
  return id;
}

export const endRule = (uow: UnitOfWork, id: string, on: CalendarDay) =>
  uow.db.visitRule.update({ where: { id }, data: { validTo: dateOf(on) } });

/** Only what has not begun: nothing was ever owed because of it. */
export const removeRule = (uow: UnitOfWork, id: string) => uow.db.visitRule.delete({ where: { id } });

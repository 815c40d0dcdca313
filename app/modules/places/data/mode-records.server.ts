import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Mode, ModeSaid } from "../domain/mode";

const dateOf = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): CalendarDay => date.toISOString().slice(0, 10);

export interface ModeRecord extends Mode {
  readonly to: CalendarDay;
  readonly saidAt: Date;
  readonly saidBy: string | null;
}

/** Modes of a city that end after a day, the latest first. */
export async function listModes(uow: UnitOfWork, cityCode: string, endingAfter: CalendarDay): Promise<ModeRecord[]> {
  const rows = await uow.db.mode.findMany({
    where: { cityCode, validTo: { gt: dateOf(endingAfter) } },
    orderBy: [{ validFrom: "desc" }, { id: "desc" }],
  });
  return rows.map(({ id, areaCode, kind, cause, validFrom, validTo, saidAt, saidBy }) => ({
    ...{ id, areaCode, kind: kind as Mode["kind"], cause: cause as Mode["cause"], saidAt, saidBy },
    ...{ from: dayOf(validFrom), to: dayOf(validTo) },
  }));
}

/** Whether the same is said of some of these days already; one at a time says so in a city, so that two who press at once say it once. */
export async function isModeSaid(
  { db }: UnitOfWork,
  cityCode: string,
  { areaCode, kind, cause, from, to }: ModeSaid,
): Promise<boolean> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('modes:' || ${cityCode}, 0))`;
  const same = { cityCode, areaCode, kind, cause, validFrom: { lt: dateOf(to) }, validTo: { gt: dateOf(from) } };
  return (await db.mode.count({ where: same })) > 0;
}

export async function addMode(uow: UnitOfWork, cityCode: string, { areaCode, kind, cause, from, to }: ModeSaid): Promise<string> {
  const id = newId();
  await uow.db.mode.create({
    data: { id, cityCode, areaCode, kind, cause, validFrom: dateOf(from), validTo: dateOf(to), saidBy: uow.actor.personId },
  });
  return id;
}

export async function holdMode(uow: UnitOfWork, cityCode: string, id: string): Promise<ModeRecord | null> {
  await uow.db.$queryRaw`SELECT id FROM mode WHERE id = ${id}::uuid AND city_code = ${cityCode} FOR UPDATE`;
  return (await listModes(uow, cityCode, "1900-01-01")).find((mode) => mode.id === id) ?? null;
}

export const shortenMode = (uow: UnitOfWork, id: string, to: CalendarDay) =>
  uow.db.mode.update({ where: { id }, data: { validTo: dateOf(to) } });

export const removeMode = (uow: UnitOfWork, id: string) => uow.db.mode.delete({ where: { id } });

import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { dateOf, dateOrNull, dayOrNull } from "./calendar-column.server";

export interface PhotoRow {
  readonly id: string;
  readonly fileName: string;
  readonly caption: string;
  readonly takenOn: string | null;
}

/** Those of the names that a record holds. */
export async function namedPhotos(uow: UnitOfWork, names: readonly string[]): Promise<string[]> {
  const rows = await uow.db.photo.findMany({ where: { fileName: { in: [...names] } }, select: { fileName: true } });
  return rows.map(({ fileName }) => fileName);
}

export async function listPhotos(uow: UnitOfWork, facilityId: string): Promise<PhotoRow[]> {
  const rows = await uow.db.photo.findMany({ where: { facilityId }, orderBy: { id: "asc" } });
  return rows.map(({ id, fileName, caption, takenOn }) => ({ id, fileName, caption, takenOn: dayOrNull(takenOn) }));
}

export async function insertPhoto(uow: UnitOfWork, facilityId: string, photo: PhotoRow): Promise<void> {
  const { id, fileName, caption, takenOn } = photo;
  await uow.db.photo.create({ data: { id, facilityId, fileName, caption, takenOn: dateOrNull(takenOn) } });
}

export const sayCaption = (uow: UnitOfWork, facilityId: string, id: string, caption: string) =>
  uow.db.photo.updateMany({ where: { id, facilityId }, data: { caption } });

export async function deletePhoto(uow: UnitOfWork, facilityId: string, id: string): Promise<PhotoRow | null> {
  const row = await uow.db.photo.findFirst({ where: { id, facilityId } });
  if (!row) return null;
  await uow.db.photo.delete({ where: { id } });
  return { ...row, takenOn: dayOrNull(row.takenOn) };
}

/** Whether a facility that operates on the day, and so has a public page, shows this picture. */
export async function isOnPublicPage(uow: UnitOfWork, fileName: string, day: CalendarDay): Promise<boolean> {
  const operating = {
    state: "operating",
    validFrom: { lte: dateOf(day) },
    OR: [{ validTo: null }, { validTo: { gt: dateOf(day) } }],
  };
  return (await uow.db.photo.count({ where: { fileName, facility: { states: { some: operating } } } })) > 0;
}

/** The cities whose facilities show this picture. */
export async function citiesOfPhoto(uow: UnitOfWork, fileName: string): Promise<string[]> {
  const rows = await uow.db.photo.findMany({ where: { fileName }, select: { facility: { select: { cityCode: true } } } });
  return rows.map(({ facility }) => facility.cityCode);
}

import { v7 as newId } from "uuid";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** How far one place of sealed values has come. */
export interface PlaceProgress {
  /** the last row looked at; null = the beginning */
  readonly last: string | null;
  readonly resealed: number;
  /** rows that do not open with any key of the ring, and were left as they are */
  readonly unopened: number;
  readonly isThrough: boolean;
}

export interface Rotation {
  readonly id: string;
  readonly toKey: string;
  readonly startedAt: Date;
  readonly isStopped: boolean;
  readonly finishedAt: Date | null;
  readonly places: Readonly<Record<string, PlaceProgress>>;
  readonly workedAt: Date | null;
}

const asRotation = (row: Prisma.KeyRotationGetPayload<object>): Rotation => ({
  ...row,
  places: row.places as unknown as Rotation["places"],
});

export async function latestRotation(uow: UnitOfWork): Promise<Rotation | null> {
  const row = await uow.db.keyRotation.findFirst({ orderBy: [{ startedAt: "desc" }, { id: "desc" }] });
  return row && asRotation(row);
}

/** The run that is not finished, held until this unit of work ends; null where there is none, it was stopped, or another holds it. */
export async function holdRotation(uow: UnitOfWork): Promise<Rotation | null> {
  const [held] = await uow.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM key_rotation WHERE finished_at IS NULL AND NOT is_stopped FOR UPDATE SKIP LOCKED`;
  const row = held && (await uow.db.keyRotation.findUnique({ where: { id: held.id } }));
  return row ? asRotation(row) : null;
}

/** Begins a run, or takes up the one that was not finished; an unfinished one goes on to the key now in force. */
export async function beginRotation(uow: UnitOfWork, toKey: string): Promise<void> {
  const open = await uow.db.keyRotation.findFirst({ where: { finishedAt: null } });
  if (!open) await uow.db.keyRotation.create({ data: { id: newId(), toKey, startedBy: uow.actor.personId } });
  else
    await uow.db.keyRotation.update({
      where: { id: open.id },
      data: { isStopped: false, ...(open.toKey === toKey ? {} : { toKey, places: {} }) },
    });
}

export async function stopRotation(uow: UnitOfWork): Promise<boolean> {
  return (
    (await uow.db.keyRotation.updateMany({ where: { finishedAt: null, isStopped: false }, data: { isStopped: true } })).count > 0
  );
}

export async function noteProgress(uow: UnitOfWork, id: string, places: Rotation["places"], at: Date): Promise<void> {
  await uow.db.keyRotation.update({
    where: { id },
    data: { places: places as unknown as Prisma.InputJsonValue, workedAt: at },
  });
}

export async function finishRotation(uow: UnitOfWork, id: string, at: Date): Promise<void> {
  await uow.db.keyRotation.update({ where: { id }, data: { finishedAt: at } });
}

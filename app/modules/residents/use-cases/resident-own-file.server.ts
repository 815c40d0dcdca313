import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { rowsAbout } from "~/modules/imports/use-cases/rows-about.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import {
  closedValues,
  filesOfOne,
  registerRecords,
  type ClosedValue,
  type RegisterRecords,
} from "../data/resident-own-file.server";
import { findResident } from "../data/resident-record.server";

export interface ResidentFileDoor {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly line: Line;
}

/** Whose whole file the actor may take out: of their area, by whoever keeps the register there and may open its values. */
export function residentFileDoor(actor: Actor, cityCode: string, residentId: string): Promise<ResidentFileDoor | null> {
  if (!isUuid(residentId)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const resident = await findResident(uow, residentId);
    if (resident?.cityCode !== cityCode) return null;
    const { id, name, areaCode, line } = resident;
    const isKeeper = (["read:residents", "write:residents", "open:sensitive"] as const).every((one) =>
      mayIn(actor, one, areaCode, line),
    );
    return isKeeper ? { id, name, areaCode, line } : null;
  });
}

export interface RegisterFile {
  /** the file and those merged into it */
  readonly ids: readonly string[];
  readonly records: RegisterRecords;
  readonly closed: readonly ClosedValue[];
  /** rows of lists that are still kept, as they stood in the file that was brought in */
  readonly imports: readonly Readonly<Record<string, unknown>>[];
}

/** The sealed values of a file and of those merged into it, closed. */
export async function closedOfResident(uow: UnitOfWork, residentId: string): Promise<Pick<RegisterFile, "ids" | "closed">> {
  const ids = await filesOfOne(uow, residentId);
  return { ids, closed: await closedValues(uow, ids) };
}

/** What the register holds of one resident, for a unit of work that sees all of it; null where the file was let go. */
export async function registerFile(uow: UnitOfWork, residentId: string): Promise<RegisterFile | null> {
  const { ids, closed } = await closedOfResident(uow, residentId);
  const records = await registerRecords(uow, residentId, ids);
  return records && { ids, records, closed, imports: await rowsAbout(uow, ids) };
}

import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { sheetValues, type SheetValue } from "../data/sheet-values.server";

export type { SheetValue };

/**
 * Where residents live and how one gets in, for a sheet of visits: closed, so that whoever prints it counts them and puts the
 * taking out on record by `takeOutValues` before the first is opened.
 */
export const valuesForSheet = (uow: UnitOfWork, residentIds: readonly string[]): Promise<SheetValue[]> =>
  sheetValues(uow, residentIds);

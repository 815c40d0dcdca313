import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { phoneValues } from "../data/sheet-values.server";

/**
 * Phones of residents who are to be rung: closed, so that whoever takes them along counts them and puts it on record by
 * `takeOutValues` before the first is opened.
 */
export const phonesForCalls = (uow: UnitOfWork, residentIds: readonly string[]) => phoneValues(uow, residentIds);

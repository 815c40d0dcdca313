import type { PersonFilePart } from "~/modules/accounts/use-cases/person-file.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { granted } from "~/shared/verdict";
import { staffOrderRecords, stepsOfSources } from "../data/order-own-records.server";

/** What a member of staff did about orders, and which are assigned to them; nothing of it is sealed. */
export const orderOwnFile: PersonFilePart = {
  records: staffOrderRecords,
  open: () => Promise.resolve(granted({})),
};

/** What was done about what was found of somebody, step by step, for their own file. */
export const orderSteps = (uow: UnitOfWork, sourceKind: string, ids: readonly string[]) => stepsOfSources(uow, sourceKind, ids);

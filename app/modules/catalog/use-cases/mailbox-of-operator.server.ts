import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { mailboxOf } from "../data/operator-mailbox.server";

/** Where whoever runs a place is written to, for a unit of work that stands for that place; null where nobody said it. */
export const mailboxOfOperator = (uow: UnitOfWork, facilityId: string): Promise<string | null> => mailboxOf(uow, facilityId);

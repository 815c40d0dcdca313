import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Overdue } from "../data/retention.server";
import type { RetainedKindName } from "../domain/retention";

/** A kind of record with a last day: the module that keeps it says what is overdue, and how it goes. */
export interface RetainedKind {
  readonly kind: RetainedKindName;
  readonly overdue: (uow: UnitOfWork, before: Date) => Promise<Overdue>;
  /** how many went; null = not by this program: the database's owner moves whole months out */
  readonly forget: ((before: Date) => Promise<number>) | null;
}

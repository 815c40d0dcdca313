import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Overdue } from "../data/retention.server";
import type { RetainedKindName } from "../domain/retention";

/** A kind of record with a last day: the module that keeps it says what is overdue, and how it goes. */
export interface RetainedKind {
  readonly kind: RetainedKindName;
  readonly overdue: (uow: UnitOfWork, before: Date) => Promise<Overdue>;
  /**
   * How many went. Each transaction says its number to `told`, which writes it down in that transaction: a run that is killed
   * has told of everything that went. Null = not by this program: the database's owner moves whole months out.
   */
  readonly forget: ((before: Date, told: ToldOfGone) => Promise<number>) | null;
}

export type ToldOfGone = (uow: UnitOfWork, gone: number) => Promise<void>;

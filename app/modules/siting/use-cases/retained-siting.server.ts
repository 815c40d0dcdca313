import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import {
  forgetPremisesContacts,
  forgetRuns,
  overduePremisesContacts,
  overdueRuns,
  type ContactsLeft,
} from "../data/siting-retention.server";

const PIECE = 200;

/** Whom to ask about premises nobody asks about any more, and answers a newer one replaced. Premises, scenarios and last answers stay. */
export const retainedSiting: readonly RetainedKind[] = [
  contacts("dropped-premises-contacts", "dropped"),
  contacts("unused-premises-contacts", "unused"),
  { kind: "replaced-siting-runs", overdue: overdueRuns, forget: inPieces(forgetRuns) },
];

function contacts(kind: RetainedKind["kind"], left: ContactsLeft): RetainedKind {
  return {
    kind,
    overdue: (uow, before) => overduePremisesContacts(uow, left, before),
    forget: inPieces((uow, before, most) => forgetPremisesContacts(uow, left, before, most)),
  };
}

function inPieces(forget: (uow: UnitOfWork, before: Date, most: number) => Promise<number>): NonNullable<RetainedKind["forget"]> {
  return async (before, told) => {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const rows = await forget(uow, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  };
}

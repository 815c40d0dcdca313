import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { CONTACT_KINDS, forgetContacts, overdueContacts } from "../data/contact-retention.server";
import { alertKeeper } from "./alert-keeper.server";
import { actAs } from "~/platform/unit-of-work.server";

const PIECE = 200;
const KEEPER = alertKeeper("retention");

/** First contacts go a short time after they are over, with what was said, answered and sent. */
export const retainedContacts: readonly RetainedKind[] = CONTACT_KINDS.map((kind) => ({
  kind,
  overdue: (uow, before) => actAs(uow, KEEPER, (own) => overdueContacts(own, kind, before)),
  async forget(before, told) {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(KEEPER, async (uow) => {
        const rows = await forgetContacts(uow, kind, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  },
}));

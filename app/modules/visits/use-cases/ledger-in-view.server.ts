import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { namesOfPeople } from "../data/due-list.server";
import { listVisits, type LedgerTurn } from "../data/visit-ledger.server";
import type { LedgerRow } from "../domain/ledger-row";
import type { LedgerFilter } from "../domain/month-address";

const PAGE = 100;
export type { LedgerRow, LedgerTurn };

export interface LedgerInView {
  readonly rows: readonly LedgerRow[];
  readonly people: Readonly<Record<string, string>>;
  readonly next: LedgerTurn | null;
}

/** 探访台账: what was logged, as far as the reader may see residents and visits. */
export const ledgerInView = (actor: Actor, city: City, filter: LedgerFilter, after: LedgerTurn | null): Promise<LedgerInView> =>
  inUnitOfWork(actor, async (uow) => {
    const found = await listVisits(uow, city, filter, after, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    return {
      rows,
      people: await namesOfPeople(
        uow,
        rows.flatMap(({ authorId, uploaderId }) => [authorId, uploaderId]),
      ),
      next: found.length > PAGE && last ? { beganAt: last.beganAt, id: last.id } : null,
    };
  });

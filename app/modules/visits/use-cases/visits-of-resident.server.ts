import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { namesOfPeople } from "../data/due-list.server";
import { listVisits } from "../data/visit-ledger.server";
import type { LedgerRow } from "../domain/ledger-row";
import type { LedgerFilter } from "../domain/month-address";
import { daysFrom } from "./due-basis.server";

const SHOWN = 10;
const DAYS_BACK = 366;

export interface VisitsOfResident {
  readonly rows: readonly LedgerRow[];
  readonly people: Readonly<Record<string, string>>;
  /** the same list whole, as the ledger is asked for it */
  readonly filter: LedgerFilter;
  readonly hasMore: boolean;
}

/** The latest visits of one resident, as far as the reader sees them; a merged file's are among them. */
export function visitsOfResident(actor: Actor, city: City, residentId: string): Promise<VisitsOfResident> {
  const day = today(city.timeZone);
  const filter: LedgerFilter = {
    ...{
      areaCode: city.code,
      from: daysFrom(day, -DAYS_BACK),
      to: day,
      outcome: null,
      residentId,
      isLateOnly: false,
      category: null,
    },
  };
  return inUnitOfWork(actor, async (uow) => {
    const found = await listVisits(uow, city, filter, null, SHOWN + 1);
    const rows = found.slice(0, SHOWN);
    const seen = rows.flatMap(({ authorId, uploaderId }) => [authorId, uploaderId]);
    return { rows, people: await namesOfPeople(uow, seen), filter, hasMore: found.length > SHOWN };
  });
}

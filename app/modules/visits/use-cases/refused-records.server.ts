import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { refusalsIn, type RefusedRecord } from "../data/care-refusals.server";
import { namesOfPeople } from "../data/due-list.server";

export interface RefusedShown extends RefusedRecord {
  readonly author: string | null;
  readonly uploader: string | null;
}

const MOST = 200;

/** What phones sent from an area and was not accepted: who, when and why, never what it says. */
export const refusedRecords = (actor: Actor, city: City, areaCode: string): Promise<RefusedShown[]> =>
  inUnitOfWork(actor, async (uow) => {
    const rows = await refusalsIn(uow, city.code, areaCode, MOST);
    const names = await namesOfPeople(
      uow,
      rows.flatMap(({ authorId, uploaderId }) => [uploaderId, ...(authorId ? [authorId] : [])]),
    );
    return rows.map((row) => ({
      ...{ ...row, author: row.authorId && (names[row.authorId] ?? null), uploader: names[row.uploaderId] ?? null },
    }));
  });

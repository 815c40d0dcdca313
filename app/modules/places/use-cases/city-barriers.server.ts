import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { type BulkSql, inBulkWork } from "~/platform/bulk-copy.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { deleteBarriers, listBarriers, listCrossings, writeBarriers, writeCrossings } from "../data/barrier-records.server";
import type { BarrierRecord, CrossingRecord } from "../domain/barrier-record";
import {
  isSameBarrier,
  isSameCrossing,
  KnownBarriers,
  KnownCrossings,
  type SaidBarrier,
  type SaidCrossing,
} from "../domain/known-barriers";

export interface CityBarriers {
  readonly barriers: readonly BarrierRecord[];
  readonly crossings: readonly CrossingRecord[];
}

export const cityBarriers = (actor: Actor, cityCode: string): Promise<CityBarriers> =>
  inBulkWork(actor, (sql) => barriersKnown(sql, cityCode));

/** What an import may do to barriers and crossings, within the import's own transaction. */
export const barriersKnown = async (sql: BulkSql, cityCode: string): Promise<CityBarriers> => ({
  barriers: await listBarriers(sql, cityCode),
  crossings: await listCrossings(sql, cityCode),
});

export async function keepBarriers(
  sql: BulkSql,
  cityCode: string,
  batchId: string | null,
  { barriers, crossings }: CityBarriers,
): Promise<void> {
  await writeBarriers(sql, cityCode, batchId, barriers);
  await writeCrossings(sql, cityCode, batchId, crossings);
}

export const forgetBarriers = (sql: BulkSql, cityCode: string, ids: readonly string[]) => deleteBarriers(sql, cityCode, ids);

/** Records what one source drew, all or none; a barrier or crossing the city has is replaced. */
export async function recordBarriers(
  actor: Actor,
  cityCode: string,
  source: string,
  said: { readonly barriers: readonly SaidBarrier[]; readonly crossings: readonly SaidCrossing[] },
): Promise<Verdict<{ readonly created: number; readonly changed: number; readonly same: number }, "not-permitted">> {
  if (!mayIn(actor, "write:imports", cityCode)) return refused("not-permitted");
  return inBulkWork(actor, async (sql) => {
    const known = await barriersKnown(sql, cityCode);
    const barriersBefore = new KnownBarriers(known.barriers).take(said.barriers);
    const crossingsBefore = new KnownCrossings(known.crossings).take(said.crossings);
    const kept = (before: { readonly id: string } | null) => ({ id: before?.id ?? newId(), source, quality: "exact" });
    const isNews = <T>(one: T, before: T | null, isSame: (a: T, b: T) => boolean) => before === null || !isSame(one, before);
    const barriers = said.barriers.flatMap((one, at) =>
      isNews(one, barriersBefore[at]!, isSameBarrier) ? [{ ...one, ...kept(barriersBefore[at]!) }] : [],
    );
    const crossings = said.crossings.flatMap((one, at) =>
      isNews(one, crossingsBefore[at]!, isSameCrossing) ? [{ ...one, ...kept(crossingsBefore[at]!) }] : [],
    );
    await keepBarriers(sql, cityCode, null, { barriers, crossings });
    const all = [...barriersBefore, ...crossingsBefore];
    const created = all.filter((before) => before === null).length;
    const written = barriers.length + crossings.length;
    return granted({ created, changed: written - created, same: all.length - written });
  });
}

export async function removeBarrier(actor: Actor, cityCode: string, id: string): Promise<Verdict<true, "not-permitted">> {
  if (!mayIn(actor, "write:imports", cityCode)) return refused("not-permitted");
  await inBulkWork(actor, (sql) => deleteBarriers(sql, cityCode, [id]));
  return granted(true);
}

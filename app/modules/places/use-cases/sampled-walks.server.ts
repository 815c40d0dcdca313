import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findCity } from "../data/cities.server";
import { deleteWalk, listWalks, walksOfSource, writeWalkRecords } from "../data/sampled-walks.server";
import { walkKey, walkProblem, type SampledWalk, type WalkProblem } from "../domain/sampled-walk";

export type NotRecorded =
  | { readonly kind: "not-permitted" }
  | { readonly kind: "no-such-city" }
  /** counted from 0 */
  | { readonly kind: "impossible"; readonly at: number; readonly problem: WalkProblem };

export const cityWalks = (actor: Actor, cityCode: string): Promise<SampledWalk[]> =>
  inUnitOfWork(actor, (uow) => listWalks(uow, cityCode));

/** Records walks of one source, all or none; one measured before on the same day by the same source is corrected. */
export async function recordWalks(
  actor: Actor,
  cityCode: string,
  source: string,
  walks: readonly Omit<SampledWalk, "id" | "source">[],
): Promise<Verdict<{ readonly created: number; readonly corrected: number }, NotRecorded>> {
  if (!mayIn(actor, "write:imports", cityCode)) return refused({ kind: "not-permitted" });
  const city = await inUnitOfWork(actor, (uow) => findCity(uow, cityCode));
  if (!city) return refused({ kind: "no-such-city" });
  for (const [at, walk] of walks.entries()) {
    const problem = walkProblem(walk, city.bounds);
    if (problem) return refused({ kind: "impossible", at, problem });
  }
  return inBulkWork(actor, async (sql) => {
    const known = new Map((await walksOfSource(sql, cityCode, source)).map((walk) => [walkKey(walk), walk.id]));
    // The last word of a file on one way holds.
    const said = new Map(walks.map((walk) => [walkKey(walk), { ...walk, source, id: known.get(walkKey(walk)) ?? newId() }]));
    await writeWalkRecords(sql, cityCode, null, [...said.values()]);
    const corrected = [...said.keys()].filter((key) => known.has(key)).length;
    return granted({ created: said.size - corrected, corrected });
  });
}

export async function removeWalk(actor: Actor, cityCode: string, id: string): Promise<Verdict<true, "not-permitted">> {
  if (!mayIn(actor, "write:imports", cityCode)) return refused("not-permitted");
  await inUnitOfWork(actor, (uow) => deleteWalk(uow, cityCode, id));
  return granted(true);
}

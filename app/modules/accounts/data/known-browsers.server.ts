import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface KnownBrowser {
  readonly id: string;
  readonly browser: string;
  readonly system: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

export async function isBrowserKnown(uow: UnitOfWork, personId: string, tokenHash: string, since: Date): Promise<boolean> {
  return (await uow.db.knownBrowser.count({ where: { personId, tokenHash, lastSeenAt: { gte: since } } })) > 0;
}

/** Notes that somebody came in with this browser; the one they used longest ago makes room. */
export async function keepKnownBrowser(
  uow: UnitOfWork,
  known: { personId: string; tokenHash: string; browser: string; system: string; at: Date },
  most: number,
): Promise<void> {
  const { personId, tokenHash, browser, system, at } = known;
  await uow.db.$executeRaw`
    INSERT INTO known_browser (id, person_id, token_hash, browser, system, first_seen_at, last_seen_at)
    VALUES (${newId()}::uuid, ${personId}::uuid, ${tokenHash}, ${browser}, ${system}, ${at}, ${at})
    ON CONFLICT (token_hash) DO UPDATE SET browser = EXCLUDED.browser, system = EXCLUDED.system, last_seen_at = EXCLUDED.last_seen_at`;
  await uow.db.$executeRaw`
    DELETE FROM known_browser WHERE person_id = ${personId}::uuid AND id NOT IN (
      SELECT id FROM known_browser WHERE person_id = ${personId}::uuid ORDER BY last_seen_at DESC, id DESC LIMIT ${most})`;
}

/** A person's browsers, the last used first. */
export const listKnownBrowsers = (uow: UnitOfWork, personId: string): Promise<KnownBrowser[]> =>
  uow.db.knownBrowser.findMany({
    where: { personId },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    select: { id: true, browser: true, system: true, firstSeenAt: true, lastSeenAt: true },
  });

/** One of a person's browsers, or all of them; how many. */
export async function forgetKnownBrowsers(uow: UnitOfWork, personId: string, id: string | null): Promise<number> {
  return (await uow.db.knownBrowser.deleteMany({ where: { personId, ...(id === null ? {} : { id }) } })).count;
}

export async function forgetUnseenBrowsers(uow: UnitOfWork, before: Date): Promise<number> {
  return (await uow.db.knownBrowser.deleteMany({ where: { lastSeenAt: { lt: before } } })).count;
}

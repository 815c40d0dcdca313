import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { flagChanges, type FlagChange, type FlagOnRecord } from "../domain/flag-changes";
import type { Flag, FlagKind } from "../domain/visit-flags";
import type { CheckedRow } from "./checked-visits.server";

/** What was looked for, and where: whatever else stands on record is left alone. */
export interface Looked {
  readonly eventIds: readonly string[];
  readonly kinds: readonly FlagKind[];
}

/** Whose work was looked at, and when. */
export interface LookedAt {
  readonly cityCode: string;
  readonly authorId: string;
  readonly rows: ReadonlyMap<string, Pick<CheckedRow, "line" | "areaCode">>;
  readonly at: Date;
}

/** Puts what was found on record, with its history; what a human settled stays so while the facts are the same. */
export async function mergeFlags(
  { db }: UnitOfWork,
  { cityCode, authorId, rows, at }: LookedAt,
  looked: readonly Looked[],
  found: readonly Flag[],
): Promise<{ readonly raised: number }> {
  const onRecord = await db.$queryRaw<FlagOnRecord[]>`
    SELECT f.id, f.event_id AS "eventId", f.kind, f.facts, f.settled_how AS "settledHow" FROM visit_flag f
    JOIN jsonb_to_recordset(${JSON.stringify(pairsOf(looked))}::text::jsonb) AS l(event uuid, kind text) ON f.event_id = l.event AND f.kind = l.kind
    ORDER BY f.id FOR UPDATE OF f`;
  const changes = flagChanges(onRecord, found);
  const fresh = changes.raised.flatMap((flag) => {
    const row = rows.get(flag.eventId);
    return row ? [{ ...flag, id: newId(), line: row.line, areaCode: row.areaCode }] : [];
  });
  const added = await db.visitFlag.createManyAndReturn({
    data: fresh.map(({ id, eventId, kind, facts, line, areaCode }) => ({
      ...{ id, eventId, kind, line, areaCode, cityCode, authorId },
      facts: facts as object,
    })),
    select: { id: true },
    skipDuplicates: true,
  });
  const isAdded = new Set(added.map(({ id }) => id));
  await setFacts(db, changes.changed, false);
  await setFacts(db, changes.raisedAgain, true);
  const over = changes.noLonger.map(({ id }) => id);
  if (over.length > 0)
    await db.visitFlag.updateMany({ where: { id: { in: over } }, data: { settledAt: at, settledHow: "no-longer" } });
  const word = (flagId: string, did: string, facts: object | null) => ({ id: newId(), flagId, did, ...(facts && { facts }) });
  const words = [
    ...fresh.filter(({ id }) => isAdded.has(id)).map(({ id, facts }) => word(id, "raised", facts)),
    ...changes.changed.map(({ id, facts }) => word(id, "changed", facts)),
    ...changes.raisedAgain.map(({ id, facts }) => word(id, "raised-again", facts)),
    ...over.map((id) => word(id, "no-longer", null)),
  ];
  if (words.length > 0) await db.visitFlagWord.createMany({ data: words });
  return { raised: isAdded.size + changes.raisedAgain.length };
}

const pairsOf = (looked: readonly Looked[]) =>
  looked.flatMap(({ eventIds, kinds }) => eventIds.flatMap((event) => kinds.map((kind) => ({ event, kind }))));

/** Open ones keep their place in the list; whatever is raised again stands at its head. */
async function setFacts(db: UnitOfWork["db"], changes: readonly FlagChange[], isAgain: boolean): Promise<void> {
  if (changes.length === 0) return;
  const text = JSON.stringify(changes);
  if (isAgain)
    await db.$executeRaw`
      UPDATE visit_flag f SET facts = c.facts, raised_at = now(), settled_at = NULL, settled_by = NULL, settled_how = NULL
      FROM jsonb_to_recordset(${text}::text::jsonb) AS c(id uuid, facts jsonb) WHERE f.id = c.id`;
  else
    await db.$executeRaw`
      UPDATE visit_flag f SET facts = c.facts FROM jsonb_to_recordset(${text}::text::jsonb) AS c(id uuid, facts jsonb) WHERE f.id = c.id`;
}

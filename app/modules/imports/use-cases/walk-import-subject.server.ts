import { v7 as newId } from "uuid";
import { walkKey, type SampledWalk } from "~/modules/places/domain/sampled-walk";
import { removeWalks, walksBySource, writeWalks } from "~/modules/places/use-cases/import-places.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { changesOf, keepChanges, stagedValues } from "../data/import-changes.server";
import { hasError, type Issue } from "../domain/issue";
import { walkImportSchema, walkSaid } from "../domain/walk-import";
import {
  type AssessedRow,
  type AssessmentContext,
  ImportStopped,
  type ImportSubject,
  type RowToAssess,
  type WriteContext,
} from "./import-subject.server";

const PIECE = 1000;

/** Ways measured on foot between corners and doors: what teaches the detour where there are no streets. */
export const walkImport: ImportSubject = {
  key: "walks",
  schema: async () => walkImportSchema,
  assessor,
  knownPositions: async () => new Map(),
  write,
  undo,
};

interface WalkValue {
  readonly before: SampledWalk | null;
  readonly after: SampledWalk;
}

const isSame = (a: SampledWalk, b: SampledWalk): boolean => a.metres === b.metres && a.name === b.name;

async function assessor(sql: BulkSql, { batch, gazetteer }: AssessmentContext) {
  const known = new Map((await walksBySource(sql, batch.cityCode, batch.source)).map((walk) => [walkKey(walk), walk]));
  const rowOf = new Map<string, number>();
  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => rows.map(({ row }) => assess(row));

  function assess(row: RowToAssess["row"]): AssessedRow {
    const { walk, issues: said } = walkSaid(row, batch.coordinateSystem, gazetteer.bounds);
    const issues: Issue[] = [...row.issues, ...said];
    if (!walk && !hasError(issues))
      issues.push({ severity: "error", code: "not-degrees", column: "lat", field: "lat", value: null });
    const earlier = walk && rowOf.get(walkKey(walk));
    if (typeof earlier === "number")
      issues.push({
        ...{ severity: "error", code: "same-key-in-file", column: "lon", field: "lon", value: null, facts: { row: earlier } },
      });
    else if (walk && !hasError(issues)) rowOf.set(walkKey(walk), row.rowNumber);
    // One slip of the pen would make the preview's map a continent.
    const isElsewhere = issues.some(({ code }) => code === "outside-city");
    const shown = {
      ...{
        rowNumber: row.rowNumber,
        label: walk?.name || `${walk?.metres ?? ""} m`,
        position: walk && !isElsewhere ? walk.from : null,
      },
      ...{ quality: walk ? "exact" : null, areaCode: null, candidates: [], issues },
    };
    if (!walk || hasError(issues)) return { ...shown, decision: "refuse", targetId: null, value: null };
    const before = known.get(walkKey(walk)) ?? null;
    const after: SampledWalk = { ...walk, id: before?.id ?? newId(), source: batch.source };
    if (before && isSame(before, after)) return { ...shown, decision: "same", targetId: before.id, value: null };
    const value: WalkValue = { before, after };
    return { ...shown, decision: before ? "update" : "create", targetId: after.id, value };
  }
}

async function write(sql: BulkSql, { batch, pulse }: WriteContext): Promise<void> {
  let [after, done] = [0, 0];
  for (;;) {
    const rows = (await stagedValues(sql, batch.id, after, PIECE)).map(({ rowNumber, value }) => ({
      rowNumber,
      ...(value as WalkValue),
    }));
    const last = rows.at(-1);
    if (!last) return;
    await refuseMoved(sql, batch, rows);
    const records = rows.map((row) => row.after);
    await writeWalks(sql, batch.cityCode, batch.id, records);
    await keepChanges(
      sql,
      batch.id,
      rows.map(({ rowNumber, before, after: record }) => ({ rowNumber, targetId: record.id, before, after: record })),
    );
    after = last.rowNumber;
    await pulse((done += rows.length));
  }
}

async function refuseMoved(sql: BulkSql, batch: WriteContext["batch"], rows: readonly WalkValue[]): Promise<void> {
  const now = new Map((await walksBySource(sql, batch.cityCode, batch.source)).map((walk) => [walkKey(walk), walk]));
  const moved = rows.filter(({ before, after }) => {
    const found = now.get(walkKey(after));
    return before === null ? found !== undefined : found === undefined || !isSame(found, before);
  });
  if (moved.length > 0)
    throw new ImportStopped("changed-since-preview", {
      names: moved.slice(0, 20).map(({ after }) => after.name || after.metres),
    });
}

/** Walks removed by hand since stay away; those measured anew since are left, or stop the undo. */
async function undo(sql: BulkSql, { batch, pulse }: WriteContext): Promise<number> {
  const changes = await changesOf<SampledWalk>(sql, batch.id);
  const now = new Map((await walksBySource(sql, batch.cityCode, batch.source)).map((walk) => [walk.id, walk]));
  const there = changes.filter(({ targetId }) => now.has(targetId));
  const edited = there.filter(({ targetId, after }) => !isSame(now.get(targetId)!, after));
  if (edited.length > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", {
      ...{ names: edited.slice(0, 20).map(({ after }) => after.name || after.metres), count: edited.length },
    });
  const mine = there.filter((change) => !edited.includes(change));
  await removeWalks(
    sql,
    batch.cityCode,
    mine.flatMap(({ before, targetId }) => (before === null ? [targetId] : [])),
  );
  await writeWalks(
    sql,
    batch.cityCode,
    batch.id,
    mine.flatMap(({ before }) => before ?? []),
  );
  await pulse(mine.length);
  return mine.length;
}

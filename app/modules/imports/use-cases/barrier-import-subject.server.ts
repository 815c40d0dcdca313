import { v7 as newId } from "uuid";
import type { BarrierRecord, CrossingRecord } from "~/modules/places/domain/barrier-record";
import { crossedLines } from "~/modules/places/domain/crossings-on-lines";
import {
  barrierKey,
  crossingKey,
  isSameBarrier,
  isSameCrossing,
  KnownBarriers,
  KnownCrossings,
} from "~/modules/places/domain/known-barriers";
import { barriersKnown, forgetBarriers, keepBarriers } from "~/modules/places/use-cases/city-barriers.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { changesOf, keepChanges, stagedValues } from "../data/import-changes.server";
import { barrierImportSchema, barrierSaid, type Said } from "../domain/barrier-import";
import { barrierTemplate } from "../domain/barrier-template";
import type { ImportBatch } from "../domain/import-batch";
import { hasError, type Issue } from "../domain/issue";
import {
  type AssessedRow,
  type AssessmentContext,
  ImportStopped,
  type ImportSubject,
  type RowToAssess,
  type WriteContext,
} from "./import-subject.server";

const PIECE = 500;

/** Rivers, railways and expressways, and the bridges over them: what walks are led round where there are no streets. */
export const barrierImport: ImportSubject = {
  key: "barriers",
  schema: async () => barrierImportSchema,
  assessor,
  knownPositions: async () => new Map(),
  lateIssues,
  write,
  undo,
  template: () => ({ name: "template-barriers.geojson", type: "application/geo+json", text: barrierTemplate }),
};

type Value =
  | { readonly what: "barrier"; readonly before: BarrierRecord | null; readonly after: BarrierRecord }
  | { readonly what: "crossing"; readonly before: CrossingRecord | null; readonly after: CrossingRecord };

const isSame = (value: Value, now: Value["after"]): boolean =>
  value.what === "barrier"
    ? isSameBarrier(value.after, now as BarrierRecord)
    : isSameCrossing(value.after, now as CrossingRecord);

async function assessor(sql: BulkSql, { batch, gazetteer, today }: AssessmentContext) {
  const known = await barriersKnown(sql, batch.cityCode);
  const [barriers, crossings] = [new KnownBarriers(known.barriers), new KnownCrossings(known.crossings)];
  const rowOf = new Map<string, number>();
  const context = { system: batch.coordinateSystem, bounds: gazetteer.bounds, day: batch.options.asOf ?? today };

  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => {
    const all = rows.map(({ row, geometry }) => {
      const read = barrierSaid(row, geometry, context);
      return { row, read, issues: [...row.issues, ...read.issues, ...twice(read, row.rowNumber)] };
    });
    const sound = all.filter(({ issues }) => !hasError(issues));
    const lines = sound.flatMap(({ read }) => (read.what === "barrier" ? [read.said] : []));
    const points = sound.flatMap(({ read }) => (read.what === "crossing" ? [read.said] : []));
    const before = new Map<object, Value["before"]>();
    barriers.take(lines).forEach((record, at) => before.set(lines[at]!, record));
    crossings.take(points).forEach((record, at) => before.set(points[at]!, record));
    return all.map(({ row, read, issues }) => assessed(row.rowNumber, read, issues, before));
  };

  /** The same line or the same spot a second time in one file says nothing new. */
  function twice(read: Said, rowNumber: number): Issue[] {
    if (read.what === null) return [];
    const key = read.what === "barrier" ? barrierKey(read.said) : crossingKey(read.said);
    const earlier = rowOf.get(key);
    if (earlier === undefined) rowOf.set(key, rowNumber);
    const column = read.what === "barrier" ? "shape" : "lon";
    return earlier === undefined
      ? []
      : [{ severity: "error", code: "same-key-in-file", column, field: column, value: null, facts: { row: earlier } }];
  }

  function assessed(
    rowNumber: number,
    read: Said,
    issues: readonly Issue[],
    known: ReadonlyMap<object, Value["before"]>,
  ): AssessedRow {
    // One slip of the pen would make the preview's map a continent.
    const isElsewhere = issues.some(({ code }) => code === "outside-city" || code === "not-degrees");
    const shown = {
      ...{ rowNumber, label: read.what === null ? "" : read.said.nameZh },
      position: read.what === "crossing" && !isElsewhere ? { lon: read.said.lon, lat: read.said.lat } : null,
      ...{ quality: read.what === "crossing" ? "exact" : null, areaCode: null, candidates: [], issues },
    };
    if (read.what === null || hasError(issues)) return { ...shown, decision: "refuse", targetId: null, value: null };
    const before = known.get(read.said) ?? null;
    const after = { ...read.said, id: before?.id ?? newId(), source: batch.source, quality: "exact" };
    const value = { what: read.what, before, after } as Value;
    if (before === null) return { ...shown, decision: "create", targetId: after.id, value };
    if (isSame(value, before)) return { ...shown, decision: "same", targetId: before.id, value: null };
    const facts = { source: before.source, day: before.knownOn };
    const replaced = { severity: "note", code: "replaces-known", column: null, field: null, value: null, facts } as const;
    return { ...shown, issues: [...issues, replaced], decision: "update", targetId: before.id, value };
  }
}

async function* stagedPieces(sql: BulkSql, batchId: string) {
  for (let after = 0; ;) {
    const rows = (await stagedValues(sql, batchId, after, PIECE)).map(({ rowNumber, value }) => ({
      rowNumber,
      ...(value as Value),
    }));
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.rowNumber;
  }
}

/** Crossings too far from every barrier there will be: known when all lines of the file are. */
async function lateIssues(sql: BulkSql, batch: ImportBatch) {
  const staged: ({ readonly rowNumber: number } & Value)[] = [];
  for await (const rows of stagedPieces(sql, batch.id)) staged.push(...rows);
  const said = staged.flatMap((row) => (row.what === "barrier" ? [row.after] : []));
  const replaced = new Set(said.map(({ id }) => id));
  const kept = (await barriersKnown(sql, batch.cityCode)).barriers.filter(({ id }) => !replaced.has(id));
  const points = staged.flatMap((row) => (row.what === "crossing" ? [row] : []));
  const { strays } = crossedLines(
    [...said, ...kept].flatMap(({ parts }) => parts),
    points.map(({ after }) => [after.lon, after.lat] as const),
  );
  return strays.map((at) => ({
    rowNumber: points[at]!.rowNumber,
    issue: { severity: "error", code: "stray-crossing", column: "lon", field: "lon", value: null } as const,
  }));
}

async function write(sql: BulkSql, { batch, pulse }: WriteContext): Promise<void> {
  const now = new Map<string, Value["after"]>();
  const { barriers, crossings } = await barriersKnown(sql, batch.cityCode);
  for (const record of [...barriers, ...crossings]) now.set(record.id, record);
  const places = new Set([...barriers.map(barrierKey), ...crossings.map(crossingKey)]);
  let done = 0;
  for await (const rows of stagedPieces(sql, batch.id)) {
    const moved = rows.filter((row) => {
      const found = now.get(row.after.id);
      if (row.before === null) return places.has(row.what === "barrier" ? barrierKey(row.after) : crossingKey(row.after));
      return found === undefined || !isSame({ ...row, after: row.before } as Value, found);
    });
    if (moved.length > 0)
      throw new ImportStopped("changed-since-preview", {
        names: moved.slice(0, 20).map(({ after }) => after.nameZh || after.kind),
      });
    await keepBarriers(sql, batch.cityCode, batch.id, sorted(rows));
    const changes = rows.map(({ rowNumber, before, after }) => ({ rowNumber, targetId: after.id, before, after }));
    await keepChanges<Value["after"]>(sql, batch.id, changes);
    await pulse((done += rows.length));
  }
}

const sorted = (rows: readonly Value[]) => ({
  barriers: rows.flatMap((row) => (row.what === "barrier" ? [row.after] : [])),
  crossings: rows.flatMap((row) => (row.what === "crossing" ? [row.after] : [])),
});

/** What was removed by hand since stays away; what was drawn anew since is left, or stops the undo. */
async function undo(sql: BulkSql, { batch, pulse }: WriteContext): Promise<number> {
  const changes = (await changesOf<Value["after"]>(sql, batch.id)).map((change) => ({
    targetId: change.targetId,
    what: "parts" in change.after ? "barrier" : "crossing",
    ...{ before: change.before, after: change.after },
  })) as (Value & { readonly targetId: string })[];
  const { barriers, crossings } = await barriersKnown(sql, batch.cityCode);
  const now = new Map<string, Value["after"]>([...barriers, ...crossings].map((record) => [record.id, record]));
  const there = changes.filter(({ targetId }) => now.has(targetId));
  const edited = there.filter((change) => !isSame(change, now.get(change.targetId)!));
  if (edited.length > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", {
      ...{ names: edited.slice(0, 20).map(({ after }) => after.nameZh || after.kind), count: edited.length },
    });
  const mine = there.filter((change) => !edited.includes(change));
  const made = mine.flatMap(({ before, targetId }) => (before === null ? [targetId] : []));
  await forgetBarriers(sql, batch.cityCode, made);
  const back = mine.flatMap((change) => (change.before === null ? [] : [{ ...change, after: change.before } as Value]));
  await keepBarriers(sql, batch.cityCode, batch.id, sorted(back));
  await pulse(mine.length);
  return mine.length;
}

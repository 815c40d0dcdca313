import { v7 as newId } from "uuid";
import type { AreaRecord } from "~/modules/places/domain/area-record";
import {
  areaCodesKnown,
  areasByCode,
  editionInUse,
  removeAreas,
  settleBounds,
  writeAreas,
} from "~/modules/places/use-cases/import-places.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { changesOf, keepChanges, stagedValues } from "../data/import-changes.server";
import { stagedAreas } from "../data/staged-areas.server";
import { areaAfter, areaImportSchema, editionOf, isSameArea, orphans } from "../domain/area-import";
import { hasError, type Issue } from "../domain/issue";
import { placing, type Placed } from "../domain/placing";
import { Gazetteer } from "../domain/gazetteer";
import type { ImportBatch } from "../domain/import-batch";
import type { AssessedRow, AssessmentContext, ImportSubject, RowToAssess, WriteContext } from "./import-subject.server";
import { ImportStopped } from "./import-subject.server";

const PIECE = 500;
/** Of an area's own remarks these make no sense: it is not expected to stand in another area of its kind. */
const FOREIGN = new Set(["unplaced", "placed-by-area", "area-by-nearest", "area-by-outline", "area-unknown", "area-ambiguous"]);

/** Areas: levels and parents by code, outlines or points. */
export const areaImport: ImportSubject = {
  key: "areas",
  schema: async () => areaImportSchema,
  assessor,
  knownPositions: async () => new Map(),
  lateIssues,
  write,
  undo,
};

interface AreaValue {
  readonly before: AreaRecord | null;
  readonly after: AreaRecord;
}

async function assessor(sql: BulkSql, context: AssessmentContext) {
  const { batch, gazetteer } = context;
  const edition = (await editionInUse(sql, batch.cityCode)) ?? { system: "statistics", year: Number(context.today.slice(0, 4)) };
  const place = placing(new Gazetteer([], gazetteer.bounds), batch.coordinateSystem, context.middle, "told");
  const rowOf = new Map<string, number>();

  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => {
    const codes = rows.flatMap(({ row }) => (typeof row.values["code"] === "string" ? [row.values["code"]] : []));
    const known = new Map(
      (await areasByCode(sql, batch.cityCode, codes)).map((area) => [`${area.codeSystem}|${area.codeYear}|${area.code}`, area]),
    );
    return rows.map((wanted) => assess(wanted, known));
  };

  function assess({ row, geometry, wish }: RowToAssess, known: ReadonlyMap<string, AreaRecord>): AssessedRow {
    const code = typeof row.values["code"] === "string" ? row.values["code"] : "";
    const own: Placed = place(row);
    const placed: Placed = wish?.position ? { ...own, position: wish.position, quality: "exact" } : own;
    const { system, year } = editionOf(row, edition);
    const before = known.get(`${system}|${year}|${code}`) ?? null;
    const issues: Issue[] = [...row.issues, ...placed.issues.filter((issue) => !FOREIGN.has(issue.code))];
    const key = `${system}|${year}|${code}`;
    const earlier = rowOf.get(key);
    if (code !== "" && earlier !== undefined)
      issues.push({
        severity: "error",
        code: "same-key-in-file",
        column: "code",
        field: "code",
        value: code,
        facts: { row: earlier },
      });
    else rowOf.set(key, row.rowNumber);
    const result = areaAfter(row, geometry, placed, before, {
      cityCode: batch.cityCode,
      edition,
      source: batch.source,
      system: batch.coordinateSystem,
      newId,
    });
    issues.push(...result.issues);
    const { after } = result;
    const shown = {
      rowNumber: row.rowNumber,
      label: after.name || code,
      areaCode: code || null,
      candidates: [],
      // Only a community's point is walked from; a city, district or street is whole without one.
      quality: after.positionQuality === "unplaced" && after.level !== "community" ? null : shownQuality(after.positionQuality),
    };
    const position = after.lon === null || after.lat === null ? null : { lon: after.lon, lat: after.lat };
    if (hasError(issues)) return { ...shown, position, decision: "refuse", targetId: before?.id ?? null, issues, value: null };
    const isSame = before !== null && isSameArea(before, after);
    return {
      ...shown,
      position,
      decision: before === null ? "create" : isSame ? "same" : "update",
      targetId: after.id,
      issues,
      value: isSame ? null : ({ before, after } satisfies AreaValue),
    };
  }
}

const shownQuality = (quality: string): string => (quality === "made" ? "approximate" : quality);

/** Rows that would hang in the air: refused, and with them what hangs under them. */
async function lateIssues(sql: BulkSql, batch: ImportBatch) {
  const staged = await stagedAreas(sql, batch.id);
  const inCity = await areaCodesKnown(
    sql,
    batch.cityCode,
    staged.flatMap(({ parent }) => parent ?? []),
  );
  return orphans(staged, batch.cityCode, inCity).map(({ rowNumber, code, parent }) => {
    const facts = { parent: parent ?? "" };
    return {
      rowNumber,
      issue: { severity: "error", code: "parent-unknown", column: "code", field: "code", value: code, facts } as const,
    };
  });
}

async function write(sql: BulkSql, { batch, pulse }: WriteContext): Promise<void> {
  let [after, done] = [0, 0];
  for (;;) {
    const rows = (await stagedValues(sql, batch.id, after, PIECE)).map(({ rowNumber, value }) => ({
      rowNumber,
      ...(value as AreaValue),
    }));
    const last = rows.at(-1);
    if (!last) break;
    await refuseMoved(sql, batch.cityCode, rows);
    await writeAreas(
      sql,
      batch.cityCode,
      batch.id,
      rows.map((row) => row.after),
    );
    await keepChanges(
      sql,
      batch.id,
      rows.map(({ rowNumber, before, after: record }) => ({ rowNumber, targetId: record.id, before, after: record })),
    );
    after = last.rowNumber;
    await pulse((done += rows.length));
  }
  await settleBounds(sql, batch.cityCode);
}

async function refuseMoved(sql: BulkSql, cityCode: string, rows: readonly AreaValue[]): Promise<void> {
  const now = new Map(
    (
      await areasByCode(
        sql,
        cityCode,
        rows.map(({ after }) => after.code),
      )
    ).map((area) => [`${area.codeSystem}|${area.codeYear}|${area.code}`, area]),
  );
  const moved = rows.filter(({ before, after }) => {
    const found = now.get(`${after.codeSystem}|${after.codeYear}|${after.code}`);
    return before === null ? found !== undefined : found === undefined || !isSameArea(found, before);
  });
  if (moved.length > 0)
    throw new ImportStopped("changed-since-preview", { names: moved.slice(0, 20).map(({ after }) => after.name) });
}

async function undo(sql: BulkSql, { batch, pulse }: WriteContext): Promise<number> {
  const changes = await changesOf<AreaRecord>(sql, batch.id);
  const now = new Map(
    (
      await areasByCode(
        sql,
        batch.cityCode,
        changes.map(({ after }) => after.code),
      )
    ).map((area) => [area.id, area]),
  );
  const edited = changes.filter(({ targetId, after }) => {
    const found = now.get(targetId);
    return found !== undefined && !isSameArea(found, after);
  });
  if (edited.length > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", { names: edited.slice(0, 20).map(({ after }) => after.name), count: edited.length });
  const mine = changes.filter((change) => now.has(change.targetId) && !edited.includes(change));
  const made = mine.filter(({ before }) => before === null).map(({ after }) => after);
  const used = await removeAreas(sql, batch.cityCode, made);
  if (used.length > 0)
    throw new ImportStopped("in-use", { names: made.filter(({ code }) => used.includes(code)).map(({ name }) => name) });
  const restored = mine.flatMap(({ before }) => (before === null ? [] : [before]));
  for (let from = 0; from < restored.length; from += PIECE) {
    await writeAreas(sql, batch.cityCode, batch.id, restored.slice(from, from + PIECE));
    await pulse(made.length + from);
  }
  return mine.length;
}

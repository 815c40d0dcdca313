import { NOBODY, systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { type BulkSql, inBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { endPreview } from "../data/batch-ends.server";
import { pulse, takeUp } from "../data/batch-pulse.server";
import { loadGazetteer } from "../data/gazetteer-areas.server";
import { changeBatch, findBatch, holdOwnBatch } from "../data/import-batches.server";
import { addIssue, clearStaged, countStaged, stageRows } from "../data/staged-rows.server";
import { rowLaidOut } from "../data/sealed-rows.server";
import { type CheckedPoint, looksLikeAnother, looksSwapped } from "../domain/coordinate-check";
import type { ImportBatch, ImportFailure } from "../domain/import-batch";
import { isAreaDerived } from "../domain/issue";
import { maskedText, textShape } from "../domain/masked-text";
import { boundsOf } from "~/modules/places/domain/outline";
import { peopleAtStake } from "../domain/people-at-stake";
import { rawPositionOf, statedAreaOf } from "../domain/placing";
import type { RowSchema } from "../domain/row-schema";
import { type LeftOutRow, type ReadRow, readRows, rowReader } from "../domain/row-reading";
import type { GeoPoint } from "~/shared/geo-point";
import type { Gazetteer } from "../domain/gazetteer";
import { type AssessedRow, ImportStopped, type ImportSubject } from "./import-subject.server";
import { whoAsked } from "./who-asked.server";
import { headingOfBatch, openBatchFile, sheetNamed } from "./opened-file.server";

const PIECE = 2000;
const SAMPLE = 2000;

/** Reads the whole file through the chosen columns, holds each row against the records and lays the result out in staging. */
export async function previewImport(subjects: readonly ImportSubject[], batchId: string): Promise<void> {
  const attempt = await takeUp(batchId, "reading");
  if (attempt === null) return;
  const batch = await inUnitOfWork(NOBODY, (uow) => findBatch(uow, batchId));
  const subject = subjects.find(({ key }) => key === batch?.subject);
  if (!batch || !subject) return;
  const back = async (failure: ImportFailure) =>
    inUnitOfWork(NOBODY, async (uow) => {
      if (!(await holdOwnBatch(uow, batchId, attempt, "reading"))) return;
      await changeBatch(uow, batchId, {
        status: failure.code === "file" ? "failed" : "inspected",
        failure,
        cancelRequested: false,
      });
    });
  try {
    const failure = await readInto(batch, subject, attempt);
    if (failure) await back(failure);
  } catch (error) {
    await back(error instanceof ImportStopped ? { code: error.code, facts: error.facts } : { code: "unexpected" });
    if (!(error instanceof ImportStopped)) throw error;
  }
}

async function readInto(batch: ImportBatch, subject: ImportSubject, attempt: number): Promise<ImportFailure | null> {
  const opened = await openBatchFile(batch);
  if (!opened.ok) return { code: "file", facts: { ...opened.refusal } };
  const sheet = sheetNamed(opened.value.sheets, batch.sheet);
  if (!sheet) return { code: "no-sheet", facts: { sheet: batch.sheet ?? "" } };
  const actor = systemActor("import", { areaCode: batch.cityCode, personId: batch.createdBy });
  return inBulkWork(actor, async (sql) => {
    const schema = await subject.schema(sql, batch.cityCode);
    const heading = headingOfBatch(batch, sheet, schema);
    if (!heading) return { code: "no-heading" } as const;
    const reader = rowReader(schema, batch.mapping);
    const nameOf = columnNames(batch, schema);
    const gazetteer = await loadGazetteer(sql, batch.cityCode);
    const sample = readRows(sheet, heading, reader, 0, SAMPLE).rows;
    const coordinates = await coordinateWarnings(sql, batch, subject, gazetteer, sample);
    const behind = await whoAsked(batch);
    const assess = await subject.assessor(sql, { batch, actor, behind, gazetteer, middle: middleOf(sample), today: today() });
    await clearStaged(sql, batch.id);

    const rowsInAll = Math.max(0, sheet.rows.length - heading.bodyTop);
    await inUnitOfWork(NOBODY, (uow) => changeBatch(uow, batch.id, { total: rowsInAll }));
    const leftOut: LeftOutRow[] = [];
    let emptyRows = 0;
    let [seen, derived] = [0, 0];
    let laidOut = Promise.resolve();
    for (let from = 0; from < rowsInAll; from += PIECE) {
      const piece = readRows(sheet, heading, reader, from, from + PIECE);
      leftOut.push(...piece.leftOut);
      emptyRows += piece.emptyRows;
      seen += piece.rows.length;
      const rows = piece.rows.map((row) => ({ row, geometry: sheet.geometries?.[row.geometryAt] ?? null }));
      await laidOut;
      const assessed = await assess(rows);
      derived += assessed.filter(({ decision, issues }) => decision !== "refuse" && isAreaDerived(issues)).length;
      // The database lays this piece out while the next one is read; the job's own word waits for it.
      laidOut = stageRows(
        sql,
        batch.id,
        assessed.map((result, at) => rowLaidOut(batch.id, subject, schema, staged(result, rows[at]?.row, nameOf))),
      );
      laidOut.catch(() => undefined);
      const word = await pulse(batch.id, attempt, Math.min(rowsInAll, from + PIECE));
      if (word !== "go on") throw new ImportStopped("cancelled");
    }
    await laidOut;
    const late = (await subject.lateIssues?.(sql, batch)) ?? [];
    for (const { rowNumber, issue } of late) {
      await addIssue(sql, batch.id, rowNumber, { ...issue, column: issue.field === null ? issue.column : nameOf(issue.field) });
    }
    if (seen === 0) return { code: "no-rows" } as const;
    const counts = {
      ...(await countStaged(sql, batch.id)),
      emptyRows,
      coordinates,
      derived,
      atStake: peopleAtStake(late.map(({ issue }) => issue)),
    };
    // What another attempt took over is laid out by that one.
    if (
      !(await endPreview(sql, batch.id, attempt, leftOut.slice(0, 2000).map(subject.isPrivate ? shapedRow : maskedRow), counts))
    )
      throw new ImportStopped("cancelled");
    return null;
  });
}

const maskedRow = (row: LeftOutRow): LeftOutRow => ({ ...row, text: maskedText(row.text) });
const shapedRow = (row: LeftOutRow): LeftOutRow => ({ ...row, text: textShape(row.text) });

/** How remarks name the place they speak of: the file's own column, else the field's name in the language of who uploaded. */
export function columnNames(batch: ImportBatch, schema: RowSchema): (field: string) => string {
  const isEnglish = batch.options.language === "en";
  return (key) => {
    const field = schema.fields.find((one) => one.key === key);
    return batch.mapping[key]?.columns[0] ?? (isEnglish ? field?.en : field?.zh) ?? key;
  };
}

export const staged = (result: AssessedRow, row: ReadRow | undefined, nameOf: (field: string) => string) => ({
  issues: result.issues.map((issue) =>
    issue.field !== null && (issue.column === null || issue.column === issue.field)
      ? { ...issue, column: nameOf(issue.field) }
      : issue,
  ),
  ...{ rowNumber: result.rowNumber, raw: row?.raw ?? {}, value: result.value, decision: result.decision },
  ...{
    targetId: result.targetId,
    candidates: result.candidates,
    label: result.label,
    quality: result.quality,
    areaCode: result.areaCode,
  },
  lon: result.position?.lon ?? null,
  lat: result.position?.lat ?? null,
  isChosen: false,
});

/** The median of the file's own positions as they stand: no outlier can pull it away. */
function middleOf(rows: readonly ReadRow[]): GeoPoint | null {
  const points = rows.map(rawPositionOf).filter((point) => point !== null && (point.x !== 0 || point.y !== 0)) as {
    x: number;
    y: number;
  }[];
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const [lon, lat] = [middle(points.map(({ x }) => x)), middle(points.map(({ y }) => y))];
  return lon === undefined || lat === undefined || Math.abs(lat) > 90 ? null : { lon, lat };
}

async function coordinateWarnings(
  sql: BulkSql,
  batch: ImportBatch,
  subject: ImportSubject,
  gazetteer: Gazetteer,
  rows: readonly ReadRow[],
) {
  const named = rows.flatMap((row) => {
    const point = rawPositionOf(row);
    const name = row.values["name"];
    return point && (point.x !== 0 || point.y !== 0) ? [{ ...point, name: typeof name === "string" ? name : "", row }] : [];
  });
  const known = await subject.knownPositions(
    sql,
    batch.cityCode,
    named.map(({ name }) => name),
  );
  const points = named.map(({ x, y, name, row }): CheckedPoint => ({
    x,
    y,
    known: known.get(name) ?? [],
    statedCode: gazetteer.match(statedAreaOf(row))?.area.code ?? null,
  }));
  if (points.length === 0) return [];
  const swapped = looksSwapped(points, gazetteer.bounds ?? boundsOf([...known.values()].flat()));
  const other = swapped ? null : looksLikeAnother(points, batch.coordinateSystem, gazetteer);
  return [swapped, other].filter((warning) => warning !== null);
}

import { v7 as newId } from "uuid";
import type { PeopleRecord } from "~/modules/places/domain/area-record";
import { derivedFigures } from "~/modules/places/domain/population-groups";
import { peopleInAreas, removePeople, writePeople } from "~/modules/places/use-cases/import-places.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { sumsThatDiffer } from "../data/population-sums.server";
import { changesOf, type ImportChange, keepChanges, stagedValues } from "../data/import-changes.server";
import type { GazetteerArea } from "../domain/gazetteer";
import { hasError, type Issue } from "../domain/issue";
import { peopleSaid, POPULATION_GROUPS, populationImportSchema } from "../domain/population-import";
import type { ImportBatch } from "../domain/import-batch";
import { type ReadRow, textIn } from "../domain/row-reading";
import { statedArea } from "../domain/stated-area";
import type { AssessedRow, AssessmentContext, ImportSubject, RowToAssess, WriteContext } from "./import-subject.server";
import { ImportStopped } from "./import-subject.server";

const PIECE = 1000;

/** People by area and group, wide or long, with basis, year and source. */
export const populationImport: ImportSubject = {
  key: "population",
  schema: async () => populationImportSchema,
  assessor,
  knownPositions: async () => new Map(),
  lateIssues,
  write,
  undo,
};

interface PeopleChange {
  readonly before: PeopleRecord | null;
  readonly after: PeopleRecord;
}

async function assessor(sql: BulkSql, { batch, gazetteer }: AssessmentContext) {
  const seen = new Map<string, number>();
  const keyOf = (record: Pick<PeopleRecord, "areaCode" | "group" | "year" | "basis">) =>
    `${record.areaCode}|${record.group}|${record.year}|${record.basis}`;
  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => {
    const placed = rows.map(({ row }) => ({ row, ...statedArea(row, gazetteer) }));
    const codes = [...new Set(placed.flatMap(({ area }) => (area ? [area.code] : [])))];
    const known = new Map((await peopleInAreas(sql, batch.cityCode, codes)).map((record) => [keyOf(record), record]));
    return placed.map(({ row, area, rivals }) => assess(row, area, rivals, known));
  };

  function assess(
    row: ReadRow,
    area: GazetteerArea | null,
    rivals: number,
    known: ReadonlyMap<string, PeopleRecord>,
  ): AssessedRow {
    const issues: Issue[] = [...row.issues];
    const name =
      textIn(row, "areaCode") ??
      textIn(row, "community") ??
      textIn(row, "street") ??
      textIn(row, "district") ??
      textIn(row, "areaName") ??
      "";
    const field =
      ["areaCode", "community", "street", "district", "areaName"].find((key) => row.values[key] !== undefined) ?? "areaCode";
    const error = (code: Issue["code"], of: string, value: string, facts?: Issue["facts"]) =>
      issues.push({ severity: "error", code, column: of, field: of, value, ...(facts ? { facts } : {}) });
    if (!area && name === "") error("missing", "areaCode", "");
    else if (!area) error(rivals > 1 ? "area-ambiguous" : "area-unknown", field, name, rivals > 1 ? { rivals } : undefined);
    const { people, issues: sums } = peopleSaid(row);
    issues.push(...sums);
    const [year, basis] = [row.values["year"], row.values["basis"]];
    const changes: PeopleChange[] = [];
    if (area && typeof year === "number" && (basis === "resident" || basis === "registered")) {
      for (const { group, people: count } of people) {
        const key = keyOf({ areaCode: area.code, group, year, basis });
        const earlier = seen.get(key);
        if (earlier !== undefined) error("same-key-in-file", field, name, { row: earlier });
        else seen.set(key, row.rowNumber);
        const before = known.get(key) ?? null;
        const after: PeopleRecord = {
          id: before?.id ?? newId(),
          areaCode: area.code,
          group,
          year,
          basis,
          people: count,
          source: batch.source,
          isEstimate: row.values["isEstimate"] === true,
        };
        if (!before || before.people !== after.people || before.isEstimate !== after.isEstimate) changes.push({ before, after });
      }
    }
    const shown = {
      rowNumber: row.rowNumber,
      label: area?.name ?? name,
      position: area?.position ?? null,
      quality: null,
      areaCode: area?.code ?? null,
      candidates: [],
      issues,
    };
    if (hasError(issues)) return { ...shown, decision: "refuse", targetId: null, value: null };
    const decision = changes.length === 0 ? "same" : changes.some(({ before }) => before !== null) ? "update" : "create";
    return { ...shown, decision, targetId: changes[0]?.after.id ?? null, value: changes.length === 0 ? null : { changes } };
  }
}

const isSameCount = (a: PeopleRecord, b: PeopleRecord): boolean =>
  a.people === b.people && a.isEstimate === b.isEstimate && a.source === b.source;

async function write(sql: BulkSql, { batch, pulse }: WriteContext): Promise<void> {
  let [after, done] = [0, 0];
  const rowOfArea = new Map<string, number>();
  for (;;) {
    const rows = await stagedValues(sql, batch.id, after, PIECE);
    const last = rows.at(-1);
    if (!last) break;
    const changes = rows.flatMap(({ rowNumber, value }) =>
      (value as { changes: readonly PeopleChange[] }).changes.map((change): ImportChange<PeopleRecord> => ({
        rowNumber,
        targetId: change.after.id,
        ...change,
      })),
    );
    const moved = await movedOf(
      sql,
      batch.cityCode,
      changes.flatMap(({ before }) => (before ? [before] : [])),
    );
    if (moved.length > 0) throw new ImportStopped("changed-since-preview", { names: moved.slice(0, 20) });
    await writePeople(
      sql,
      batch.cityCode,
      batch.id,
      changes.map((change) => change.after),
    );
    await keepChanges(sql, batch.id, changes);
    for (const { rowNumber, after: record } of changes)
      if (!rowOfArea.has(record.areaCode)) rowOfArea.set(record.areaCode, rowNumber);
    after = last.rowNumber;
    await pulse((done += rows.length));
  }
  await writeDerived(sql, batch, rowOfArea);
}

/** Groups the bands add up to, for the areas the file spoke of: made with the file and taken back with it. */
async function writeDerived(sql: BulkSql, batch: ImportBatch, rowOfArea: ReadonlyMap<string, number>): Promise<void> {
  const known = await peopleInAreas(sql, batch.cityCode, [...rowOfArea.keys()]);
  const keyOf = ({ areaCode, group, year, basis }: Omit<PeopleRecord, "id">) => `${areaCode}|${group}|${year}|${basis}`;
  const byKey = new Map(known.map((record) => [keyOf(record), record]));
  const changes = derivedFigures(known).flatMap((figure): ImportChange<PeopleRecord>[] => {
    const before = byKey.get(keyOf(figure)) ?? null;
    const after: PeopleRecord = { ...figure, id: before?.id ?? newId() };
    return before && isSameCount(before, after)
      ? []
      : [{ rowNumber: rowOfArea.get(figure.areaCode) ?? 0, targetId: after.id, before, after }];
  });
  for (let from = 0; from < changes.length; from += PIECE) {
    const piece = changes.slice(from, from + PIECE);
    await writePeople(
      sql,
      batch.cityCode,
      batch.id,
      piece.map(({ after }) => after),
    );
    await keepChanges(sql, batch.id, piece);
  }
}

/** Figures of a city or district the file gives beside communities that add up to something else. */
async function lateIssues(sql: BulkSql, batch: ImportBatch): Promise<{ rowNumber: number; issue: Issue }[]> {
  const isEnglish = batch.options.language === "en";
  return (await sumsThatDiffer(sql, batch.cityCode, batch.id)).map(({ rowNumber, areaName, group, given, sum }) => {
    const named = POPULATION_GROUPS.find(({ key }) => key === group);
    const facts = { area: areaName, group: (isEnglish ? named?.en : named?.zh) ?? group, given, sum };
    return {
      rowNumber,
      issue: {
        severity: "warning",
        code: "sum-differs",
        column: `group.${group}`,
        field: `group.${group}`,
        value: String(given),
        facts,
      },
    };
  });
}

/** Area codes whose figures are no longer what they were expected to be. */
async function movedOf(sql: BulkSql, cityCode: string, expected: readonly PeopleRecord[]): Promise<string[]> {
  const now = new Map(
    (await peopleInAreas(sql, cityCode, [...new Set(expected.map(({ areaCode }) => areaCode))])).map((record) => [
      record.id,
      record,
    ]),
  );
  const moved = expected.filter((record) => {
    const found = now.get(record.id);
    return !found || !isSameCount(found, record);
  });
  return [...new Set(moved.map(({ areaCode }) => areaCode))];
}

async function undo(sql: BulkSql, { batch, pulse }: WriteContext): Promise<number> {
  const changes = await changesOf<PeopleRecord>(sql, batch.id);
  const edited = new Set(
    await movedOf(
      sql,
      batch.cityCode,
      changes.map(({ after }) => after),
    ),
  );
  if (edited.size > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", { names: [...edited].slice(0, 20), count: edited.size });
  const mine = changes.filter(({ after }) => !edited.has(after.areaCode));
  await removePeople(
    sql,
    batch.cityCode,
    mine.flatMap(({ before, targetId }) => (before === null ? [targetId] : [])),
  );
  await writePeople(
    sql,
    batch.cityCode,
    batch.id,
    mine.flatMap(({ before }) => (before === null ? [] : [before])),
  );
  await pulse(mine.length);
  return mine.length;
}

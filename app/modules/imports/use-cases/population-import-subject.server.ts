import { v7 as newId } from "uuid";
import type { PeopleRecord } from "~/modules/places/domain/area-record";
import { derivedFigures } from "~/modules/places/domain/population-groups";
import { peopleInAreas, removePeople, writePeople } from "~/modules/places/use-cases/import-places.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { sumsThatDiffer } from "../data/population-sums.server";
import { changesOf, type ImportChange, keepChanges, stagedValues } from "../data/import-changes.server";
import type { Issue } from "../domain/issue";
import { POPULATION_GROUPS, populationImportSchema } from "../domain/population-import";
import type { ImportBatch } from "../domain/import-batch";
import { ImportStopped, type ImportSubject, type WriteContext } from "./import-subject.server";
import { type PeopleChange, populationAssessor } from "./population-import-assess.server";

const PIECE = 1000;

/** People by area and group, wide or long, with basis, year and source. */
export const populationImport: ImportSubject = {
  key: "population",
  schema: async () => populationImportSchema,
  assessor: populationAssessor,
  knownPositions: async () => new Map(),
  lateIssues,
  write,
  undo,
};

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

/** Figures given for a larger area beside communities that add up to something else. */
async function lateIssues(sql: BulkSql, batch: ImportBatch): Promise<{ rowNumber: number; issue: Issue }[]> {
  return (await sumsThatDiffer(sql, batch.cityCode, batch.id)).map(({ rowNumber, areaName, group, ...figures }) => {
    const { zh, en } = POPULATION_GROUPS.find(({ key }) => key === group) ?? { zh: group, en: group };
    const field = `group.${group}`;
    const facts = { area: areaName, groupZh: zh, groupEn: en, ...figures };
    const issue = {
      severity: "warning",
      code: "sum-differs",
      column: field,
      field,
      value: String(figures.given),
      facts,
    } as const;
    return { rowNumber, issue };
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

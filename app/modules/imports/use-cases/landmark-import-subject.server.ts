import { v7 as newId } from "uuid";
import { isSamePlace, landmarkKey, type Landmark } from "~/modules/places/domain/landmark";
import { forgetLandmarks, keepLandmarks, landmarksKnown } from "~/modules/places/use-cases/landmarks.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { changesOf, keepChanges, stagedValues } from "../data/import-changes.server";
import { hasError, type Issue } from "../domain/issue";
import { landmarkImportSchema, landmarkSaid } from "../domain/landmark-import";
import {
  type AssessedRow,
  type AssessmentContext,
  ImportStopped,
  type ImportSubject,
  type RowToAssess,
  type WriteContext,
} from "./import-subject.server";

const PIECE = 1000;

/** Stations, hospitals, estates: what families write when they are asked where they are. One name within 300 m is one place. */
export const landmarkImport: ImportSubject = {
  key: "landmarks",
  schema: async () => landmarkImportSchema,
  assessor,
  knownPositions,
  write,
  undo,
};

interface LandmarkValue {
  readonly before: Landmark | null;
  readonly after: Landmark;
}

/** All but the key, the source and where a word of it came from. */
const said = ({ name, nameEn, aliases, kind, lon, lat, areaCode }: Landmark): string =>
  JSON.stringify([name, nameEn, aliases, kind, lon, lat, areaCode]);
const isSame = (a: Landmark, b: Landmark): boolean => said(a) === said(b);

/** Landmarks by their names, so that a place is found among thousands. */
function byName(landmarks: readonly Landmark[]): Map<string, Landmark[]> {
  const named = new Map<string, Landmark[]>();
  for (const landmark of landmarks) {
    const key = landmarkKey(landmark.name);
    named.set(key, [...(named.get(key) ?? []), landmark]);
  }
  return named;
}

async function knownPositions(sql: BulkSql, cityCode: string, names: readonly string[]) {
  const known = byName(await landmarksKnown(sql, cityCode));
  return new Map(names.flatMap((name) => (known.has(landmarkKey(name)) ? [[name, known.get(landmarkKey(name))!] as const] : [])));
}

async function assessor(sql: BulkSql, { batch, gazetteer }: AssessmentContext) {
  const known = byName(await landmarksKnown(sql, batch.cityCode));
  const inFile = new Map<string, { readonly row: number; readonly landmark: Pick<Landmark, "name" | "lon" | "lat"> }[]>();
  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => rows.map(({ row }) => assess(row));

  function assess(row: RowToAssess["row"]): AssessedRow {
    const { landmark, issues: found } = landmarkSaid(row, batch.coordinateSystem, gazetteer.bounds);
    const issues: Issue[] = [...row.issues, ...found];
    if (!landmark && !hasError(issues))
      issues.push({ severity: "error", code: "not-degrees", column: "lat", field: "lat", value: null });
    const earlier = landmark && twice(row.rowNumber, landmark);
    if (earlier)
      issues.push({
        ...{ severity: "error", code: "same-key-in-file", column: "name", field: "name", value: landmark.name },
        facts: { row: earlier },
      });
    const isElsewhere = issues.some(({ code }) => code === "outside-city");
    const shown = {
      ...{ rowNumber: row.rowNumber, label: landmark?.name ?? "", position: landmark && !isElsewhere ? landmark : null },
      ...{ quality: landmark ? "exact" : null, areaCode: landmark?.areaCode ?? null, candidates: [], issues },
    };
    if (!landmark || hasError(issues)) return { ...shown, decision: "refuse", targetId: null, value: null };
    const before = (known.get(landmarkKey(landmark.name)) ?? []).find((one) => isSamePlace(one, landmark)) ?? null;
    const after = kept(before, { ...landmark, id: before?.id ?? newId(), source: before?.source ?? batch.source });
    if (before && isSame(before, after)) return { ...shown, decision: "same", targetId: before.id, value: null };
    const value: LandmarkValue = { before, after };
    return { ...shown, decision: before ? "update" : "create", targetId: after.id, value };
  }

  /** The row of the same place before this one. */
  function twice(row: number, landmark: Pick<Landmark, "name" | "lon" | "lat">): number | null {
    const key = landmarkKey(landmark.name);
    const before = inFile.get(key) ?? [];
    const same = before.find((one) => isSamePlace(one.landmark, landmark));
    if (!same) inFile.set(key, [...before, { row, landmark }]);
    return same?.row ?? null;
  }
}

/** An empty cell never erases what is known. */
const kept = (before: Landmark | null, after: Landmark): Landmark =>
  before === null
    ? after
    : {
        ...after,
        nameEn: after.nameEn || before.nameEn,
        aliases: after.aliases.length > 0 ? after.aliases : before.aliases,
        kind: after.kind === "other" ? before.kind : after.kind,
        areaCode: after.areaCode ?? before.areaCode,
      };

async function write(sql: BulkSql, { batch, pulse }: WriteContext): Promise<void> {
  const now = new Map((await landmarksKnown(sql, batch.cityCode)).map((landmark) => [landmark.id, landmark]));
  let [after, done] = [0, 0];
  for (;;) {
    const rows = (await stagedValues(sql, batch.id, after, PIECE)).map(({ rowNumber, value }) => ({
      rowNumber,
      ...(value as LandmarkValue),
    }));
    const last = rows.at(-1);
    if (!last) return;
    const moved = rows.filter(({ before }) => before !== null && !(now.has(before.id) && isSame(now.get(before.id)!, before)));
    if (moved.length > 0)
      throw new ImportStopped("changed-since-preview", { names: moved.slice(0, 20).map((row) => row.after.name) });
    await keepLandmarks(
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
}

/** Landmarks removed since stay away; those a later file corrected are left, or stop the undo. */
async function undo(sql: BulkSql, { batch, pulse }: WriteContext): Promise<number> {
  const changes = await changesOf<Landmark>(sql, batch.id);
  const now = new Map((await landmarksKnown(sql, batch.cityCode)).map((landmark) => [landmark.id, landmark]));
  const there = changes.filter(({ targetId }) => now.has(targetId));
  const edited = there.filter(({ targetId, after }) => !isSame(now.get(targetId)!, after));
  if (edited.length > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", {
      ...{ names: edited.slice(0, 20).map(({ after }) => after.name), count: edited.length },
    });
  const mine = there.filter((change) => !edited.includes(change));
  await forgetLandmarks(
    sql,
    batch.cityCode,
    mine.flatMap(({ before, targetId }) => (before === null ? [targetId] : [])),
  );
  await keepLandmarks(
    sql,
    batch.cityCode,
    batch.id,
    mine.flatMap(({ before }) => before ?? []),
  );
  await pulse(mine.length);
  return mine.length;
}

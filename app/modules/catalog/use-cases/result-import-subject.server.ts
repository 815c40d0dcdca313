import { ImportStopped, type ImportSubject, type WriteContext } from "~/modules/imports/use-cases/import-subject.server";
import { plainRows } from "~/modules/imports/use-cases/plain-rows.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { holdSites, removeResults, resultsOn, resultSites, writeResults, type ResultSite } from "../data/result-import.server";
import {
  byOccasion,
  isSameResult,
  occasionOf,
  resultImportSchema,
  resultMeant,
  type FiledResult,
  type ResultKind,
} from "../domain/result-import";
import { areaOf } from "../domain/within-reach";
import { reachOf } from "./may-write-catalog.server";
import { resultAssessor, type ResultValue } from "./result-import-assess.server";

const PIECE = 1000;
const MOST_NAMED = 20;

/** What was published of facilities elsewhere, as families read it on their pages. */
const subjectOf = (key: "grades" | "inspections", kind: ResultKind): ImportSubject => ({
  key,
  schema: async () => resultImportSchema(kind),
  assessor: resultAssessor(kind),
  knownPositions: async () => new Map(),
  write: (sql, context) => write(sql, context, kind),
  undo: (sql, context) => undo(sql, context, kind),
});
export const gradeImport = subjectOf("grades", "grade");
export const inspectionImport = subjectOf("inspections", "inspection");

interface OnRecord {
  readonly sites: ReadonlyMap<string, ResultSite>;
  readonly results: readonly FiledResult[];
}

/** The facilities as they are from here to the end of the transaction, and what is published of them. */
async function heldNow(sql: BulkSql, cityCode: string, kind: ResultKind, facilityIds: readonly string[]): Promise<OnRecord> {
  const ids = [...new Set(facilityIds)];
  await holdSites(sql, cityCode, ids);
  const sites = new Map((await resultSites(sql, cityCode, ids)).map((site) => [site.id, site]));
  return { sites, results: await resultsOn(sql, kind, ids) };
}

const namesOf = (sites: OnRecord["sites"], results: readonly FiledResult[]): string[] =>
  results.slice(0, MOST_NAMED).map(({ facilityId, on }) => `${sites.get(facilityId)?.name ?? "–"} ${on}`);

/** Grants may have ended since the preview. */
function stopBeyond({ behind }: WriteContext, sites: Iterable<ResultSite>): void {
  const may = reachOf(behind);
  const beyond = [...sites].filter((site) => !may(areaOf(site), site.line));
  const [first] = beyond;
  if (!first) return;
  const names = beyond.slice(0, MOST_NAMED).map(({ name }) => name);
  throw new ImportStopped("beyond-own", { names, area: areaOf(first), line: first.line });
}

async function write(sql: BulkSql, context: WriteContext, kind: ResultKind): Promise<void> {
  const { batch, pulse } = context;
  let [after, done] = [0, 0];
  for (;;) {
    const staged = await plainRows.next(sql, batch.id, after, PIECE);
    const last = staged.at(-1);
    if (!last) return;
    const rows = staged.map(({ rowNumber, value }) => ({ rowNumber, ...(value as ResultValue) }));
    const { sites, results } = await heldNow(
      sql,
      batch.cityCode,
      kind,
      rows.map((row) => row.after.facilityId),
    );
    const now = new Map(results.map((one) => [one.id, one]));
    const filed = byOccasion(results);
    const about = new Set(rows.flatMap(({ before }) => before?.id ?? []));
    const moved = rows.filter(({ before, after: said }) => {
      const there = before ? (now.get(before.id) ?? null) : resultMeant(said, filed.get(occasionOf(said.facilityId, said)) ?? []);
      const isAsSeen = before ? there !== null && isSameResult(there, before) : there === null || about.has(there.id);
      return !isAsSeen || !sites.has(said.facilityId);
    });
    if (moved.length > 0)
      throw new ImportStopped("changed-since-preview", {
        names: namesOf(
          sites,
          moved.map((row) => row.after),
        ),
      });
    stopBeyond(context, sites.values());
    await writeResults(
      sql,
      kind,
      rows.map((row) => row.after),
    );
    await plainRows.keep(
      sql,
      batch.id,
      rows.map(({ rowNumber, before, after: record }) => ({ rowNumber, targetId: record.id, before, after: record })),
    );
    after = last.rowNumber;
    await pulse((done += rows.length));
  }
}

/** Results taken back by hand since stay away; those corrected since are left, or stop the undo. */
async function undo(sql: BulkSql, context: WriteContext, kind: ResultKind): Promise<number> {
  const { batch, pulse } = context;
  const changes = await plainRows.kept<FiledResult>(sql, batch.id);
  const { sites, results } = await heldNow(
    sql,
    batch.cityCode,
    kind,
    changes.map(({ after }) => after.facilityId),
  );
  const now = new Map(results.map((one) => [one.id, one]));
  const there = changes.filter(({ targetId }) => now.has(targetId));
  const edited = there.filter(({ targetId, after }) => !isSameResult(now.get(targetId)!, after));
  if (edited.length > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", {
      names: namesOf(
        sites,
        edited.map(({ after }) => after),
      ),
      count: edited.length,
    });
  const mine = there.filter((change) => !edited.includes(change));
  stopBeyond(context, new Set(mine.flatMap(({ after }) => sites.get(after.facilityId) ?? [])));
  await removeResults(
    sql,
    kind,
    mine.flatMap(({ before, targetId }) => (before === null ? [targetId] : [])),
  );
  await writeResults(
    sql,
    kind,
    mine.flatMap(({ before }) => before ?? []),
  );
  await pulse(mine.length);
  return mine.length;
}

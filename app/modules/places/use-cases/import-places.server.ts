import type { BulkSql } from "~/platform/bulk-copy.server";
import {
  areasInUse,
  deleteAreaRecords,
  findAreaRecords,
  knownCodes,
  setBoundsFromOutlines,
  usualEdition,
  writeAreaRecords,
} from "../data/area-records.server";
import { deletePeopleRecords, findPeopleRecords, writePeopleRecords } from "../data/people-records.server";
import { deleteWalkRecords, walksOfSource, writeWalkRecords } from "../data/sampled-walks.server";
import type { AreaRecord, PeopleRecord } from "../domain/area-record";
import type { SampledWalk } from "../domain/sampled-walk";

/** What an import may do to areas and to the people counted in them, within the import's own transaction. */
export const editionInUse = (sql: BulkSql, cityCode: string) => usualEdition(sql, cityCode);
export const areasByCode = (sql: BulkSql, cityCode: string, codes: readonly string[]) => findAreaRecords(sql, cityCode, codes);
export const areaCodesKnown = (sql: BulkSql, cityCode: string, codes: readonly string[]) => knownCodes(sql, cityCode, codes);
export const peopleInAreas = (sql: BulkSql, cityCode: string, areaCodes: readonly string[]) =>
  findPeopleRecords(sql, cityCode, areaCodes);

export async function writeAreas(sql: BulkSql, cityCode: string, batchId: string, records: readonly AreaRecord[]): Promise<void> {
  await writeAreaRecords(sql, cityCode, batchId, records);
}

export const settleBounds = (sql: BulkSql, cityCode: string) => setBoundsFromOutlines(sql, cityCode);

/** Takes areas away again; answers the codes that facilities or people still stand in, and then takes none. */
export async function removeAreas(
  sql: BulkSql,
  cityCode: string,
  areas: readonly Pick<AreaRecord, "id" | "code">[],
): Promise<readonly string[]> {
  const used = await areasInUse(
    sql,
    cityCode,
    areas.map(({ code }) => code),
  );
  if (used.length === 0)
    await deleteAreaRecords(
      sql,
      cityCode,
      areas.map(({ id }) => id),
    );
  return used;
}

export async function writePeople(
  sql: BulkSql,
  cityCode: string,
  batchId: string,
  records: readonly PeopleRecord[],
): Promise<void> {
  await writePeopleRecords(sql, cityCode, batchId, records);
}

export const removePeople = (sql: BulkSql, cityCode: string, ids: readonly string[]) => deletePeopleRecords(sql, cityCode, ids);

export const walksBySource = (sql: BulkSql, cityCode: string, source: string) => walksOfSource(sql, cityCode, source);
export const removeWalks = (sql: BulkSql, cityCode: string, ids: readonly string[]) => deleteWalkRecords(sql, cityCode, ids);

export async function writeWalks(
  sql: BulkSql,
  cityCode: string,
  batchId: string | null,
  walks: readonly SampledWalk[],
): Promise<void> {
  await writeWalkRecords(sql, cityCode, batchId, walks);
}

import type { BulkSql } from "~/platform/bulk-copy.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { deleteLandmarkRecords, landmarksOfCity, searchLandmarks, writeLandmarkRecords } from "../data/landmarks.server";
import type { Landmark } from "../domain/landmark";

/** Landmarks by name, other name, pinyin or initials, for anyone: they are public places. */
export const landmarksNamed = (uow: UnitOfWork, cityCode: string, words: string, most: number): Promise<Landmark[]> =>
  searchLandmarks(uow, cityCode, words, most);

/** What an import may do to landmarks, within its own transaction. */
export const landmarksKnown = (sql: BulkSql, cityCode: string): Promise<Landmark[]> => landmarksOfCity(sql, cityCode);
export const keepLandmarks = (
  sql: BulkSql,
  cityCode: string,
  batchId: string | null,
  landmarks: readonly Landmark[],
): Promise<void> => writeLandmarkRecords(sql, cityCode, batchId, landmarks);
export const forgetLandmarks = (sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<void> =>
  deleteLandmarkRecords(sql, cityCode, ids);

import type { Granted } from "~/modules/accounts/domain/may";
import type { Gazetteer } from "~/modules/imports/domain/gazetteer";
import type { Issue } from "~/modules/imports/domain/issue";
import { ImportStopped, type WriteContext } from "~/modules/imports/use-cases/import-subject.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { type RecordPair, stagedPairs, undonePairs } from "../data/facility-import-pairs.server";
import { type BeyondOwn, beyondOwn } from "../domain/within-reach";
import { lineOfTypes } from "./line-of-types.server";
import { reachOf } from "./may-write-catalog.server";

const PIECE = 1000;
const MOST_NAMED = 20;

/** Whose a row is that whoever imports it may not write. */
export function beyondIssue({ areaCode, line }: BeyondOwn, gazetteer: Gazetteer): Issue {
  const name = gazetteer.areaOf(areaCode)?.name;
  const facts = { area: name === undefined ? areaCode : `${name} ${areaCode}`, line };
  return { severity: "error", code: "beyond-own", column: null, field: null, value: null, facts };
}

/** Stops before anything is written when a row lies beyond what whoever asks is granted now: grants may have ended since the preview. */
export const stopWritingBeyond = (sql: BulkSql, context: WriteContext): Promise<void> =>
  stopBeyond(context, (after) => stagedPairs(sql, context.batch.id, after, PIECE));

/** The same for taking back, whoever wrote it: each record as it stands, and as it would stand again. */
export const stopUndoingBeyond = (sql: BulkSql, context: WriteContext): Promise<void> =>
  stopBeyond(context, (after) => undonePairs(sql, context.batch.id, after, PIECE));

async function stopBeyond({ batch, actor, behind }: WriteContext, next: (after: number) => Promise<RecordPair[]>): Promise<void> {
  if (isWholeCity(behind, batch.cityCode)) return;
  const may = reachOf(behind);
  const lineOfType = await inUnitOfWork(actor, (uow) => lineOfTypes(uow, batch.cityCode));
  const names: string[] = [];
  let first: BeyondOwn | null = null;
  for (let pairs = await next(0); pairs.length > 0; pairs = await next(pairs.at(-1)!.rowNumber))
    for (const { before, after, name } of pairs) {
      const beyond = beyondOwn(before, after, lineOfType, may);
      if (beyond === null) continue;
      first ??= beyond;
      if (names.length < MOST_NAMED) names.push(name);
    }
  if (first) throw new ImportStopped("beyond-own", { names, area: first.areaCode, line: first.line });
}

/** Every line of the whole city: no row can lie beyond. */
const isWholeCity = (behind: Granted, cityCode: string): boolean => reachOf(behind)(cityCode, "");

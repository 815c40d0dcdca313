import type { Actor } from "~/modules/accounts/domain/actor";
import { type BulkSql, inBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import type { GeoPoint } from "~/shared/geo-point";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { loadGazetteer } from "../data/gazetteer-areas.server";
import {
  countStaged,
  replaceStaged,
  setCounts,
  skipRow,
  stagedMiddle,
  type StagedRow,
  stagedRow,
  takeRow,
} from "../data/staged-rows.server";
import { rowLaidOut, rowOpened } from "../data/sealed-rows.server";
import type { ImportBatch, StepRefusal } from "../domain/import-batch";
import { rowReader } from "../domain/row-reading";
import { heldPreview } from "./held-preview.server";
import type { ImportSubject, RowWish } from "./import-subject.server";
import { columnNames, staged } from "./preview-import.server";

export type RowDecision =
  | { readonly kind: "skip" }
  | { readonly kind: "take" }
  | { readonly kind: "same"; readonly targetId: string }
  | { readonly kind: "new" }
  | { readonly kind: "place"; readonly position: GeoPoint };

/** What a person says about one row of the preview; the row is held against the records anew. */
export async function decideRow(
  actor: Actor,
  subject: ImportSubject,
  batchId: string,
  rowNumber: number,
  decision: RowDecision,
): Promise<Verdict<null, StepRefusal>> {
  return inBulkWork(actor, async (sql) => {
    const held = await heldPreview(sql, actor, batchId);
    if (!held.ok) return held;
    const batch = held.value;
    const laidOut = await stagedRow(sql, batchId, rowNumber);
    const row = laidOut && rowOpened(batchId, subject, laidOut);
    if (!row) return refused({ kind: "no-such-batch" });
    if (decision.kind === "skip") await skipRow(sql, batchId, rowNumber);
    else if (decision.kind === "take") await takeRow(sql, batchId, rowNumber);
    else await replaceStaged(sql, batchId, await assessedAnew(sql, actor, subject, batch, row, decision));
    await setCounts(sql, batchId, await countStaged(sql, batchId));
    return granted(null);
  });
}

async function assessedAnew(
  sql: BulkSql,
  actor: Actor,
  subject: ImportSubject,
  batch: ImportBatch,
  row: StagedRow,
  decision: RowDecision,
): Promise<StagedRow> {
  const schema = await subject.schema(sql, batch.cityCode);
  const read = rowReader(schema, batch.mapping).read(row.raw, row.rowNumber, 0);
  const wish: RowWish = {
    ...(decision.kind === "same" ? { sameAs: decision.targetId } : decision.kind === "new" ? { sameAs: null } : keptChoice(row)),
    ...(decision.kind === "place" ? { position: decision.position } : keptPosition(row)),
  };
  const gazetteer = await loadGazetteer(sql, batch.cityCode);
  const assess = await subject.assessor(sql, {
    batch,
    actor,
    behind: actor,
    gazetteer,
    middle: await stagedMiddle(sql, batch.id),
    today: today(),
  });
  const [result] = await assess([{ row: read, geometry: null, wish }]);
  if (!result) throw new Error(`row ${row.rowNumber} of batch ${batch.id} was not assessed`);
  const anew = { ...staged(result, read, columnNames(batch, schema)), candidates: row.candidates, isChosen: true };
  // A place on the map is no answer to the question whether it is the same place.
  const isStillAsked = row.decision === "ask" && decision.kind === "place" && anew.decision !== "refuse";
  return rowLaidOut(batch.id, subject, schema, isStillAsked ? { ...anew, decision: "ask" } : anew);
}

/** A row placed by hand keeps its place when something else about it is decided, and the other way round. */
const keptChoice = (row: StagedRow): RowWish =>
  row.isChosen && row.decision !== "ask" && row.candidates.length > 0
    ? { sameAs: row.decision === "create" ? null : row.targetId }
    : {};
const keptPosition = (row: StagedRow): RowWish =>
  row.isChosen && row.quality === "exact" && row.lon !== null && row.lat !== null && !hasOwnPosition(row)
    ? { position: { lon: row.lon, lat: row.lat } }
    : {};
const hasOwnPosition = (row: StagedRow): boolean => row.value !== null && JSON.stringify(row.value).includes('"raw":{');

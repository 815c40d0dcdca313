import type { Actor } from "~/modules/accounts/domain/actor";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { granted, type Verdict } from "~/shared/verdict";
import { loadGazetteer } from "../data/gazetteer-areas.server";
import { countStaged, replaceStaged, setCounts, skipRow, stagedMiddle, stagedPage } from "../data/staged-rows.server";
import { rowLaidOut, rowOpened } from "../data/sealed-rows.server";
import type { StepRefusal } from "../domain/import-batch";
import { rowReader } from "../domain/row-reading";
import { heldPreview } from "./held-preview.server";
import type { ImportSubject } from "./import-subject.server";
import { columnNames, staged } from "./preview-import.server";

const MOST = 10_000;

/** One answer for every row that waits for one: all are what they look like, or none is. */
export async function answerDuplicates(
  actor: Actor,
  subject: ImportSubject,
  batchId: string,
  answer: "same" | "new",
): Promise<Verdict<null, StepRefusal>> {
  return inBulkWork(actor, async (sql) => {
    const held = await heldPreview(sql, actor, batchId);
    if (!held.ok) return held;
    const batch = held.value;
    const schema = await subject.schema(sql, batch.cityCode);
    const reader = rowReader(schema, batch.mapping);
    const gazetteer = await loadGazetteer(sql, batch.cityCode);
    const assess = await subject.assessor(sql, {
      batch,
      actor,
      behind: actor,
      gazetteer,
      middle: await stagedMiddle(sql, batch.id),
      today: today(),
    });
    for (const row of await stagedPage(sql, batchId, "ask", 0, MOST)) {
      const target = row.candidates.find((candidate) => candidate.isLikely && candidate.row === undefined);
      // The same place as another row of the file: one of the two is enough.
      if (answer === "same" && !target) await skipRow(sql, batchId, row.rowNumber);
      else {
        const read = reader.read(rowOpened(batchId, subject, row).raw, row.rowNumber, 0);
        const wish = { sameAs: answer === "same" ? (target?.id ?? null) : null };
        const [result] = await assess([{ row: read, geometry: null, wish }]);
        if (!result) throw new Error(`row ${row.rowNumber} of batch ${batch.id} was not assessed`);
        const anew = staged(result, read, columnNames(batch, schema));
        const chosen = { ...anew, candidates: row.candidates, isChosen: true };
        await replaceStaged(sql, batchId, rowLaidOut(batchId, subject, schema, chosen));
      }
    }
    await setCounts(sql, batchId, await countStaged(sql, batchId));
    return granted(null);
  });
}

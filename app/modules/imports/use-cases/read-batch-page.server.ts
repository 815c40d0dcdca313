import type { Actor } from "~/modules/accounts/domain/actor";
import { inBulkWork } from "~/platform/bulk-copy.server";
import type { RowFilter } from "../data/staged-rows.server";
import type { ImportBatch, SubjectKey } from "../domain/import-batch";
import type { RowSchema } from "../domain/row-schema";
import type { ImportSubject } from "./import-subject.server";
import { PAGE_SIZE, type PreviewPage, readPreview, ROW_FILTERS } from "./read-preview.server";
import { watchImport } from "./watch-import.server";

export interface BatchPage {
  readonly batch: ImportBatch;
  readonly schema: RowSchema | null;
  readonly preview: (PreviewPage & { readonly hasMore: boolean }) | null;
  readonly show: RowFilter;
  readonly page: number;
}

/** Everything the page of one import shows in the state it is in; null where there is no such import for this person. */
export async function readBatchPage(
  actor: Actor,
  batchId: string,
  address: URLSearchParams,
  subjectOf: (key: SubjectKey) => ImportSubject,
): Promise<BatchPage | null> {
  const batch = await watchImport(actor, batchId);
  if (!batch) return null;
  const show = ROW_FILTERS.find((known) => known === address.get("show")) ?? "all";
  const page = Math.max(0, Math.min(100_000, Math.trunc(Number(address.get("page"))) || 0));
  const isAtColumns = batch.status === "inspected" || address.get("step") === "columns";
  const schema = isAtColumns ? await inBulkWork(actor, (sql) => subjectOf(batch.subject).schema(sql, batch.cityCode)) : null;
  if (batch.status !== "previewed" || isAtColumns) return { batch: trimmed(batch), schema, preview: null, show, page };
  const preview = await readPreview(actor, batchId, show, page);
  return { batch: trimmed(batch), schema, preview: { ...preview, hasMore: preview.rows.length === PAGE_SIZE }, show, page };
}

/** The page needs the chosen sheet's look only; a workbook of sixty sheets stays at home. */
const trimmed = (batch: ImportBatch): ImportBatch => ({
  ...batch,
  leftOut: batch.leftOut.slice(0, 200),
  inspection: {
    ...batch.inspection,
    sheets: batch.inspection.sheets?.map((sheet) =>
      sheet.name === batch.sheet
        ? { ...sheet, top: sheet.top.slice(0, 8).map((row) => row.slice(0, 14)) }
        : { ...sheet, top: [], titles: [], samples: {} },
    ),
  },
});

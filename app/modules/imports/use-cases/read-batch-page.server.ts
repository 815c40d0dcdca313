import type { Actor } from "~/modules/accounts/domain/actor";
import { inBulkWork } from "~/platform/bulk-copy.server";
import type { RowFilter } from "../data/staged-rows.server";
import { areasNamed, unknownWords } from "../data/unknown-words.server";
import type { Choice } from "../domain/cell-words";
import type { ImportBatch, SubjectKey } from "../domain/import-batch";
import { mayWorkOnImport } from "./import-in-part.server";
import { type Field, fieldOf, type RowSchema } from "../domain/row-schema";
import type { ImportSubject } from "./import-subject.server";
import { PAGE_SIZE, type PreviewPage, readPreview, ROW_FILTERS } from "./read-preview.server";
import { areLeftOutKept, watchImport } from "./watch-import.server";

export interface BatchPage {
  readonly batch: ImportBatch;
  readonly schema: RowSchema | null;
  readonly preview: (PreviewPage & { readonly hasMore: boolean }) | null;
  readonly show: RowFilter;
  readonly page: number;
  /** Words of closed lists nobody understood, with what they could mean. */
  readonly words: readonly WordQuestion[];
  /** Rows left out of a finished import can be handed back. */
  readonly leftOutKept: boolean;
  /** Theirs to go on with, not only to look at. */
  readonly mayWrite: boolean;
}

/** A word of the file that is none of a field's choices. */
export interface WordQuestion {
  readonly field: Pick<Field, "key" | "zh" | "en">;
  readonly word: string;
  readonly rows: number;
  readonly choices: readonly Pick<Choice, "key" | "zh" | "en">[];
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
  const readSchema = () => inBulkWork(actor, (sql) => subjectOf(batch.subject).schema(sql, batch.cityCode));
  const leftOut = (batch.counts.skip ?? 0) + (batch.counts.refuse ?? 0);
  const leftOutKept = batch.status !== "done" || leftOut === 0 || (await areLeftOutKept(actor, batch));
  const bare = {
    batch: trimmed(batch),
    preview: null,
    show,
    page,
    words: [],
    leftOutKept,
    mayWrite: mayWorkOnImport(actor, batch),
  };
  if (isAtColumns) return { ...bare, schema: await readSchema() };
  if (batch.status !== "previewed") return { ...bare, schema: null };
  const preview = await readPreview(actor, batch, subjectOf(batch.subject), show, page);
  // A list that is only compared refuses nobody for want of an area.
  const words =
    (batch.counts.refuse ?? 0) > 0 || batch.subject === "comparison" ? await wordQuestions(actor, batch, readSchema) : [];
  return { ...bare, schema: null, preview: { ...preview, hasMore: preview.rows.length === PAGE_SIZE }, words };
}

async function wordQuestions(actor: Actor, batch: ImportBatch, readSchema: () => Promise<RowSchema>): Promise<WordQuestion[]> {
  const words = await inBulkWork(actor, (sql) => unknownWords(sql, batch.id));
  if (words.length === 0) return [];
  const schema = await readSchema();
  const codesOf = (codes: string | null) => (codes ?? "").split(" ").filter((code) => code !== "");
  const all = [...new Set(words.flatMap(({ codes }) => codesOf(codes)))];
  const areas = await inBulkWork(actor, (sql) => areasNamed(sql, batch.cityCode, all));
  return words.flatMap(({ field: key, word, rows, codes }) => {
    const field = fieldOf(schema, key);
    const meant = new Set(codesOf(codes));
    const choices = codes === null ? field?.choices : areas.filter((area) => meant.has(area.key));
    if (!field || !choices) return [];
    const { zh, en } = field;
    return [{ field: { key, zh, en }, word, rows, choices: choices.map((choice) => namesOf(choice)) }];
  });
}

const namesOf = ({ key, zh, en }: Choice) => ({ key, zh, en });

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

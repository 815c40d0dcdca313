import type { Actor } from "~/modules/accounts/domain/actor";
import type { TakenOut, TakeOutRefusal } from "~/modules/accounts/use-cases/take-out.server";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { csvPieces, neutraliseFormula, sheetOf, type ExportColumn } from "~/platform/spreadsheet-writer.server";
import { workbookInThread } from "~/platform/workbook-in-thread.server";
import { granted, type Verdict } from "~/shared/verdict";
import {
  type RowFilter,
  type StagedRow,
  stagedLines,
  stagedPage,
  stagedPoints,
  stagedProblems,
} from "../data/staged-rows.server";
import { rowOpened } from "../data/sealed-rows.server";
import type { ImportBatch } from "../domain/import-batch";
import type { Issue } from "../domain/issue";
import { maskedText } from "../domain/masked-text";
import type { ImportSubject } from "./import-subject.server";
import { maskedProblems, takeOutRows } from "./masked-problems.server";

export const ROW_FILTERS: readonly RowFilter[] = [
  "all",
  "create",
  "update",
  "same",
  "refuse",
  "skip",
  "ask",
  "duplicates",
  "unplaced",
  "warnings",
];
export const PAGE_SIZE = 50;

/** A row as the page shows it: what the cells say stays behind, and no remark quotes somebody's number. */
export type PreviewRow = Omit<StagedRow, "raw" | "value">;

export interface PreviewPage {
  readonly rows: readonly PreviewRow[];
  readonly points: readonly { rowNumber: number; label: string; lon: number; lat: number; decision: string; quality: string }[];
  readonly lines: readonly { readonly rowNumber: number; readonly parts: readonly (readonly [number, number])[][] }[];
}

/** One page of the preview's table, and the points of its map. */
export function readPreview(
  actor: Actor,
  batch: ImportBatch,
  subject: ImportSubject,
  filter: RowFilter,
  page: number,
): Promise<PreviewPage> {
  return inBulkWork(actor, async (sql) => {
    const rows = await stagedPage(sql, batch.id, filter, page, PAGE_SIZE);
    const masked = maskedProblems(rows, batch, await subject.schema(sql, batch.cityCode), subject.isPrivate);
    const points = await stagedPoints(sql, batch.id);
    return {
      rows: rows.map(({ raw: _raw, value: _value, label, ...row }, at) => {
        return { ...row, label: maskedText(label), issues: masked[at]!.issues };
      }),
      points: points.map((point) => ({ ...point, label: maskedText(point.label) })),
      lines: await stagedLines(sql, batch.id),
    };
  });
}

export interface ProblemWords {
  readonly row: string;
  readonly decision: string;
  readonly problem: string;
  readonly column: string;
  readonly value: string;
  readonly issue: (issue: Issue) => string;
  readonly decisionName: (decision: string) => string;
  /** the row below the headings, which no import reads as a record */
  readonly watermark: (of: TakenOut) => string;
}

/** A number below zero is no formula: it goes back as the number it was. */
const asItStood = (text: string) => (/^-\d+(\.\d+)?$/.test(text) ? Number(text) : neutraliseFormula(text));

/** The file that is handed back: each row, numbers of people masked unless a reason is given, then what is the matter with it. */
export async function problemFile(
  actor: Actor,
  batch: ImportBatch,
  scope: "refused" | "all",
  format: "csv" | "xlsx",
  words: ProblemWords,
  { subject, reason = "" }: { readonly subject: ImportSubject; readonly reason?: string },
): Promise<Verdict<Uint8Array<ArrayBuffer>, TakeOutRefusal>> {
  const [found, schema] = await inBulkWork(
    actor,
    async (sql) => [await stagedProblems(sql, batch.id, scope), await subject.schema(sql, batch.cityCode)] as const,
  );
  const opened = found.map((row) => rowOpened(batch.id, subject, row));
  const out = await takeOutRows(actor, batch, schema, opened, reason, subject.isPrivate);
  if (!out.ok) return out;
  const { rows, taken } = out.value;
  const look = batch.inspection.sheets?.find((sheet) => sheet.name === batch.sheet);
  const titles = look?.titles.length ? look.titles : [...new Set(rows.flatMap(({ raw }) => Object.keys(raw)))];
  const serious = (issues: readonly Issue[]) => issues.filter((issue) => issue.severity !== "note");
  const columns: ExportColumn<(typeof rows)[number]>[] = [
    { heading: words.row, value: ({ rowNumber }) => rowNumber },
    { heading: words.decision, value: ({ decision }) => words.decisionName(decision) },
    {
      heading: words.column,
      value: ({ issues }) =>
        serious(issues)
          .map(({ column }) => column ?? "")
          .join("\n"),
    },
    {
      heading: words.value,
      value: ({ issues }) =>
        asItStood(
          serious(issues)
            .map(({ value }) => value ?? "")
            .join("\n"),
        ),
    },
    { heading: words.problem, width: 60, value: ({ issues }) => serious(issues).map(words.issue).join("\n") },
    ...titles.map((title): ExportColumn<(typeof rows)[number]> => ({
      heading: title,
      value: ({ raw }) => asItStood(raw[title] ?? ""),
    })),
  ];
  const watermark = words.watermark(taken);
  if (format === "xlsx") return granted(await workbookInThread([{ ...sheetOf(words.problem, rows, columns), watermark }]));
  let text = "";
  for await (const piece of csvPieces(rows, columns, watermark)) text += piece;
  return granted(new TextEncoder().encode(text));
}

import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { takeOut, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { StagedRow } from "../data/staged-rows.server";
import type { ImportBatch } from "../domain/import-batch";
import type { RowSchema } from "../domain/row-schema";
import { maskedText } from "./masked-look.server";

type Problem = Pick<StagedRow, "rowNumber" | "raw" | "issues" | "decision">;

/** Who may have numbers in the file as they are, given a reason: whoever may open them in this city. */
export const mayOpenNumbers = (actor: Actor, batch: ImportBatch): boolean => mayIn(actor, "open:sensitive", batch.cityCode);

export const maySeeNumbers = (actor: Actor, batch: ImportBatch, reason: string): boolean =>
  isOpeningReason(reason) && mayOpenNumbers(actor, batch);

/** Rows of a file that is handed back: numbers of people are masked, in the columns that hold them and wherever they stand. */
export function maskedProblems(rows: readonly Problem[], batch: ImportBatch, { fields }: RowSchema): Problem[] {
  const sensitive = fields.filter(({ isSensitive }) => isSensitive).map(({ key }) => key);
  const columns = new Set(sensitive.flatMap((key) => batch.mapping[key]?.columns ?? []));
  const cell = (column: string, text: string) => (columns.has(column) ? text.replace(/.(?=.{2})/g, "*") : maskedText(text));
  return rows.map((row) => ({
    ...row,
    raw: Object.fromEntries(Object.entries(row.raw).map(([column, text]) => [column, cell(column, text)])),
    issues: row.issues.map((issue) => ({
      ...issue,
      ...(issue.value ? { value: sensitive.includes(issue.field ?? "") ? "****" : maskedText(issue.value) } : {}),
    })),
  }));
}

/** That the rows were taken out is on record before they leave. */
export const recordTakingOut = (actor: Actor, batch: ImportBatch, reason: string, rows: number): Promise<TakenOut> =>
  takeOut(actor, {
    ...{ action: "export:import-rows", subject: { kind: "import", id: batch.id }, areaCode: batch.cityCode, line: "" },
    ...(reason ? { why: reason } : {}),
    facts: { rows, masked: reason === "" },
  });

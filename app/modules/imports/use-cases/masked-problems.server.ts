import type { Actor } from "~/modules/accounts/domain/actor";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { takeOut, type TakenOut, takeOutValues, type TakeOutRefusal } from "~/modules/accounts/use-cases/take-out.server";
import { granted, type Verdict } from "~/shared/verdict";
import type { StagedRow } from "../data/staged-rows.server";
import type { ImportBatch } from "../domain/import-batch";
import type { RowSchema } from "../domain/row-schema";
import { mayOpenRows } from "./import-in-part.server";
import { maskedText } from "../domain/masked-text";

type Problem = Pick<StagedRow, "rowNumber" | "raw" | "issues" | "decision">;

/** Who may have numbers in the file as they are, given a reason: whoever may open them in this city, or brought the file. */
export const mayOpenNumbers = (actor: Actor, batch: ImportBatch): boolean => mayOpenRows(actor, batch);

export const maySeeNumbers = (actor: Actor, batch: ImportBatch, reason: string): boolean =>
  isOpeningReason(reason) && mayOpenNumbers(actor, batch);

/** Rows of a file that is handed back: numbers of people are masked, in the columns that hold them and wherever they stand. */
export function maskedProblems(
  rows: readonly Problem[],
  batch: ImportBatch,
  { fields }: RowSchema,
  isPrivate = false,
): Problem[] {
  const sensitive = fields.filter(({ isSensitive }) => isSensitive).map(({ key }) => key);
  const columns = new Set(sensitive.flatMap((key) => batch.mapping[key]?.columns ?? []));
  // Of people who are looked after, a column nobody has explained may hold anything.
  const plain = new Set(Object.entries(batch.mapping).flatMap(([key, of]) => (sensitive.includes(key) ? [] : of.columns)));
  const isHidden = (column: string) => columns.has(column) || (isPrivate && !plain.has(column));
  const cell = (column: string, text: string) => (isHidden(column) ? text.replace(/.(?=.{2})/gsu, "*") : maskedText(text));
  return rows.map((row) => ({
    ...row,
    raw: Object.fromEntries(Object.entries(row.raw).map(([column, text]) => [column, cell(column, text)])),
    issues: row.issues.map((issue) => ({
      ...issue,
      ...(issue.value ? { value: sensitive.includes(issue.field ?? "") ? "****" : maskedText(issue.value) } : {}),
    })),
  }));
}

/** How many rows say less once they are masked: whoever has them in full has opened that many. */
const openedBy = (found: readonly Problem[], masked: readonly Problem[]): number =>
  found.filter((row, at) => JSON.stringify(row) !== JSON.stringify(masked[at])).length;

/** Rows on their way into a file, masked unless whoever may open them says why; on record before they leave. */
export async function takeOutRows(
  actor: Actor,
  batch: ImportBatch,
  schema: RowSchema,
  found: readonly Problem[],
  reason: string,
  isPrivate = false,
): Promise<Verdict<{ readonly rows: readonly Problem[]; readonly taken: TakenOut }, TakeOutRefusal>> {
  const masked = maskedProblems(found, batch, schema, isPrivate);
  const isOpen = maySeeNumbers(actor, batch, reason);
  const deed = {
    ...{ action: "export:import-rows", subject: { kind: "import", id: batch.id }, areaCode: batch.cityCode, line: "" as const },
    facts: { rows: found.length, masked: !isOpen },
  };
  if (!isOpen) return granted({ rows: masked, taken: await takeOut(actor, deed) });
  const taken = await takeOutValues(actor, { ...deed, why: reason, field: "rows", values: openedBy(found, masked) });
  return taken.ok ? granted({ rows: found, taken: taken.value }) : taken;
}

import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { StagedRow } from "../data/staged-rows.server";
import type { ImportBatch } from "../domain/import-batch";
import type { RowSchema } from "../domain/row-schema";
import { maskedText } from "./masked-look.server";

type Problem = Pick<StagedRow, "rowNumber" | "raw" | "issues" | "decision">;

export interface TakenOut {
  /** who, when, under which number of the audit */
  readonly who: string;
  readonly at: string;
  readonly id: string;
}

/** Whether numbers may stand in the file as they are: for a reason of the list, by whoever may open them in this city. */
export const maySeeNumbers = (actor: Actor, batch: ImportBatch, reason: string): boolean =>
  isOpeningReason(reason) && mayIn(actor, "open:sensitive", batch.cityCode);

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
  inUnitOfWork(actor, async (uow) => {
    const id = await recordAudit(uow, {
      ...{
        action: "export:import-rows",
        subject: { kind: "import", id: batch.id },
        areaCode: batch.cityCode,
        line: "",
        result: "done",
      },
      ...(reason ? { why: reason } : {}),
      facts: { rows, masked: reason === "" },
    });
    return { who: actor.name, at: now().toISOString(), id };
  });

import type { Actor } from "~/modules/accounts/domain/actor";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { changeBatch, lockBatch, rememberedMapping } from "../data/import-batches.server";
import { suggestedMapping } from "../domain/column-mapping";
import { headingAt } from "../domain/heading";
import type { HeadingPlace, ImportBatch, StepRefusal } from "../domain/import-batch";
import { mayWorkOnImport } from "./import-in-part.server";
import type { ImportSubject } from "./import-subject.server";

/** Turns to another sheet, or says in which rows the headings stand; the columns are suggested anew. */
export async function chooseSheet(
  actor: Actor,
  subject: ImportSubject,
  { id, cityCode }: Pick<ImportBatch, "id" | "cityCode">,
  sheetName: string,
  heading: HeadingPlace | null,
): Promise<Verdict<null, StepRefusal>> {
  const schema = await inBulkWork(actor, (sql) => subject.schema(sql, cityCode));
  return inUnitOfWork(actor, async (uow) => {
    const batch = await lockBatch(uow, id);
    if (!batch) return refused({ kind: "no-such-batch" });
    if (!mayWorkOnImport(actor, batch)) return refused({ kind: "not-permitted" });
    if (!["inspected", "previewed"].includes(batch.status)) return refused({ kind: "not-now", status: batch.status });
    const look = batch.inspection.sheets?.find(({ name }) => name === sheetName);
    if (!look) return refused({ kind: "no-such-batch" });
    const remembered = await rememberedMapping(uow, batch.cityCode, batch.subject, batch.source);
    // The first look kept the top of the sheet: enough to read headings from, without opening the file again.
    const titles = heading
      ? headingAt({ name: sheetName, rows: look.top, merges: look.merges ?? [] }, heading.top, heading.layers).titles
      : look.titles;
    await changeBatch(uow, id, {
      status: "inspected",
      failure: null,
      sheet: sheetName,
      mapping: suggestedMapping(titles, schema, remembered),
      options: { ...batch.options, heading: heading ?? undefined },
      ...(heading
        ? {
            inspection: {
              ...batch.inspection,
              sheets: batch.inspection.sheets?.map((sheet) =>
                sheet.name === sheetName ? { ...sheet, heading, titles: titles.filter((title) => title !== "") } : sheet,
              ),
            },
          }
        : {}),
    });
    return granted(null);
  });
}

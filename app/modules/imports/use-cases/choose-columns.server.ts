import type { Actor } from "~/modules/accounts/domain/actor";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { changeBatch, lockBatch, rememberMapping } from "../data/import-batches.server";
import { type ColumnMapping, unmappedRequired } from "../domain/column-mapping";
import type { CoordinateSystem } from "../domain/coordinate-system";
import { hasCoordinates, type HeadingPlace, type ImportBatch, type StepRefusal } from "../domain/import-batch";
import { mayWorkOnImport } from "./import-in-part.server";
import type { ImportSubject } from "./import-subject.server";

export interface ColumnChoice {
  readonly sheet: string;
  readonly heading: HeadingPlace | null;
  readonly mapping: ColumnMapping;
  readonly coordinateSystem: CoordinateSystem;
  readonly asOf: string | null;
}

/** Says what the columns mean and asks for the preview. The choice is remembered for this city, subject and source. */
export async function chooseColumns(
  actor: Actor,
  subject: ImportSubject,
  { id, cityCode }: Pick<ImportBatch, "id" | "cityCode">,
  choice: ColumnChoice,
): Promise<Verdict<null, StepRefusal>> {
  const schema = await inBulkWork(actor, (sql) => subject.schema(sql, cityCode));
  return inUnitOfWork(actor, async (uow) => {
    const batch = await lockBatch(uow, id);
    if (!batch) return refused({ kind: "no-such-batch" });
    if (!mayWorkOnImport(actor, batch)) return refused({ kind: "not-permitted" });
    if (!["inspected", "previewed"].includes(batch.status)) return refused({ kind: "not-now", status: batch.status });
    const missing = unmappedRequired(schema, choice.mapping);
    const options = {
      ...batch.options,
      askedBy: actor.personId,
      heading: choice.heading ?? undefined,
      asOf: choice.asOf ?? undefined,
    };
    const { sheet, mapping, coordinateSystem } = choice;
    const said = { sheet, mapping, options, ...(hasCoordinates(batch.subject) ? { coordinateSystem } : {}) };
    if (missing.length > 0) {
      await changeBatch(uow, id, said);
      return refused({ kind: "required-unmapped", fields: missing.map(({ zh, en }) => ({ zh, en })) });
    }
    await changeBatch(uow, id, {
      ...said,
      status: "reading",
      failure: null,
      progress: 0,
      cancelRequested: false,
      heartbeatAt: new Date(),
    });
    await rememberMapping(uow, batch.cityCode, batch.subject, batch.source, choice.mapping);
    await enqueueJob(uow, "readImport", { batchId: id, step: "preview" }, `import-${id}`);
    return granted(null);
  });
}

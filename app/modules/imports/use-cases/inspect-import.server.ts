import { inBulkWork } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { changeBatch, findBatch, holdOwnBatch, rememberedMapping } from "../data/import-batches.server";
import { takeUp } from "../data/batch-pulse.server";
import { isKnownTitle, suggestedMapping, withoutStrangers } from "../domain/column-mapping";
import { systemOfCrs } from "../domain/coordinate-system";
import { headingAt, headingOf, likelihoodOf } from "../domain/heading";
import { hasCoordinates, type SheetLook } from "../domain/import-batch";
import type { RowSchema } from "../domain/row-schema";
import { type Sheet, shownCell } from "../domain/sheet";
import type { ImportSubject } from "./import-subject.server";
import { maskedLook, shapedLook } from "./masked-look.server";
import { openBatchFile } from "./opened-file.server";

const NOBODY = { personId: null, role: "system", cityCode: null } as const;
const SHOWN_ROWS = 16;
/** A first look reads no further: headings, samples and which sheet is the table are told by these. */
const FIRST_LOOK = 2000;
const SHOWN_COLUMNS = 300;

const shownRow = (row: readonly (string | number | boolean | null)[]): string[] =>
  row.slice(0, SHOWN_COLUMNS).map((cell) => shownCell(cell).slice(0, 120));

function lookAt(sheet: Sheet, schema: RowSchema): SheetLook {
  const heading = headingOf(sheet, isKnownTitle(schema));
  const samples: Record<string, string[]> = {};
  heading?.titles.forEach((title, column) => {
    if (title === "") return;
    const seen = sheet.rows.slice(heading.bodyTop, heading.bodyTop + 200).map((row) => shownCell(row[column]).slice(0, 40));
    samples[title] = [...new Set(seen.filter((text) => text !== ""))].slice(0, 3);
  });
  return {
    name: sheet.name,
    rows: sheet.rowsInAll ?? sheet.rows.length,
    isHidden: sheet.isHidden ?? false,
    heading: heading && { top: heading.top, layers: heading.bodyTop - heading.top },
    titles: heading?.titles.filter((title) => title !== "") ?? [],
    top: sheet.rows.slice(0, SHOWN_ROWS).map(shownRow),
    samples,
    merges: sheet.merges.filter((merge) => merge.top < SHOWN_ROWS),
  };
}

/**
 * The first look: which sheet, where the headings stand, what each column seems to be. A run that another took over from says
 * nothing: somebody may have chosen columns since.
 */
export async function inspectImport(subjects: readonly ImportSubject[], batchId: string): Promise<void> {
  const attempt = await takeUp(batchId, "uploaded");
  if (attempt === null) return;
  const batch = await inUnitOfWork(NOBODY, (uow) => findBatch(uow, batchId));
  const subject = subjects.find(({ key }) => key === batch?.subject);
  if (!batch || !subject) return;
  const opened = await openBatchFile(batch, FIRST_LOOK);
  if (!opened.ok) {
    await inUnitOfWork(NOBODY, async (uow) => {
      if (!(await holdOwnBatch(uow, batchId, attempt, "uploaded"))) return;
      await changeBatch(uow, batchId, { status: "failed", failure: { code: "file", facts: { ...opened.refusal } } });
    });
    return;
  }
  const { sheets, kind, encoding } = opened.value;
  const crs = hasCoordinates(batch.subject) ? opened.value.crs : null;
  const schema = await inBulkWork(NOBODY, (sql) => subject.schema(sql, batch.cityCode));
  const looks = sheets.map((sheet) => lookAt(sheet, schema));
  const knows = isKnownTitle(schema);
  const best = sheets
    .map((sheet) => ({ sheet, fit: likelihoodOf(sheet, knows) }))
    .reduce((a, b) => (b.fit > a.fit ? b : a)).sheet;
  const look = looks.find(({ name }) => name === best.name);
  const system = crs === null ? null : systemOfCrs(crs);
  const failure = crs !== null && system === null ? ({ code: "file", facts: { code: "unknown-crs", name: crs } } as const) : null;
  await inUnitOfWork(NOBODY, async (uow) => {
    if (!(await holdOwnBatch(uow, batchId, attempt, "uploaded"))) return;
    const remembered = await rememberedMapping(uow, batch.cityCode, batch.subject, batch.source);
    const suggested = look?.heading
      ? suggestedMapping(headingAt(best, look.heading.top, look.heading.layers).titles, schema, remembered)
      : {};
    const mapping = withoutStrangers(suggested, schema, look?.samples ?? {});
    await changeBatch(uow, batchId, {
      ...{ fileKind: kind, mapping, sheet: best.name, failure, status: failure ? "failed" : "inspected" },
      inspection: { encoding, crs, suggestedSheet: best.name, sheets: looks.map(subject.isPrivate ? shapedLook : maskedLook) },
      ...(system ? { coordinateSystem: system } : {}),
    });
  });
}

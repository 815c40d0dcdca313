import type { Actor } from "~/modules/accounts/domain/actor";
import { isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { type ColumnMapping, type FieldMapping, LEAVE_EMPTY } from "../domain/column-mapping";
import { isCoordinateSystem } from "../domain/coordinate-system";
import type { HeadingPlace, ImportBatch, StepRefusal, SubjectKey } from "../domain/import-batch";
import type { RowSchema } from "../domain/row-schema";
import { chooseColumns, type ColumnChoice } from "./choose-columns.server";
import { chooseSheet } from "./choose-sheet.server";
import { confirmImport, requestUndo } from "./confirm-import.server";
import { decideRow, type RowDecision } from "./decide-row.server";
import { answerDuplicates } from "./answer-duplicates.server";
import type { ImportSubject } from "./import-subject.server";
import { cancelImport, watchImport } from "./watch-import.server";

/** What a person sent from the page of one import; the value says whether the page stays where it is. */
export async function actOnBatch(
  actor: Actor,
  batchId: string,
  form: FormData,
  subjectOf: (key: SubjectKey) => ImportSubject,
): Promise<Verdict<"stay" | "go on", StepRefusal>> {
  const batch = await watchImport(actor, batchId);
  if (!batch) return refused({ kind: "no-such-batch" });
  const subject = subjectOf(batch.subject);
  const intent = String(form.get("intent") ?? "");
  const goOn = (verdict: Verdict<null, StepRefusal>) => (verdict.ok ? granted("go on" as const) : verdict);
  const stay = (verdict: Verdict<null, StepRefusal>) => (verdict.ok ? granted("stay" as const) : verdict);
  switch (intent) {
    case "sheet":
      return goOn(await chooseSheet(actor, subject, batch, String(form.get("sheet") ?? ""), headingSaid(form, batch)));
    case "columns":
      return goOn(await chooseColumns(actor, subject, batch, await columnChoice(actor, subject, batch, form)));
    case "write":
      return goOn(await confirmImport(actor, batchId, { leaveOutRefused: form.get("leaveOutRefused") === "yes" }));
    case "undo":
    case "undo-others":
      return goOn(await requestUndo(actor, batchId, { exceptEdited: intent === "undo-others" }));
    case "all-same":
    case "all-new":
      return stay(await answerDuplicates(actor, subject, batchId, intent === "all-same" ? "same" : "new"));
    case "words":
      return goOn(await chooseColumns(actor, subject, batch, withWords(batch, form)));
    case "cancel":
      return goOn(await cancelImport(actor, batchId));
    default: {
      const decision = rowDecision(intent, form);
      if (!decision) return refused({ kind: "not-now", status: batch.status });
      return stay(await decideRow(actor, subject, batchId, Number(form.get("row")), decision));
    }
  }
}

function rowDecision(intent: string, form: FormData): RowDecision | null {
  const [lon, lat] = [Number(form.get("lon")), Number(form.get("lat"))];
  if (intent === "row-skip") return { kind: "skip" };
  if (intent === "row-take") return { kind: "take" };
  if (intent === "row-new") return { kind: "new" };
  if (intent === "row-same") return { kind: "same", targetId: String(form.get("target") ?? "") };
  const isOnEarth = Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  return intent === "row-place" && isOnEarth ? { kind: "place", position: { lon, lat } } : null;
}

/** Another sheet has its headings elsewhere: they are looked for anew. */
function headingSaid(form: FormData, batch: ImportBatch): HeadingPlace | null {
  const [row, rows] = [Number(form.get("headingRow")), Number(form.get("headingRows"))];
  if (form.get("sheet") !== batch.sheet || !Number.isInteger(row) || !Number.isInteger(rows)) return null;
  return { top: Math.max(0, Math.min(29, row - 1)), layers: Math.max(1, Math.min(3, rows)) };
}

async function columnChoice(actor: Actor, subject: ImportSubject, batch: ImportBatch, form: FormData) {
  const schema = await inBulkWork(actor, (sql) => subject.schema(sql, batch.cityCode));
  const system = String(form.get("system") ?? "");
  const asOf = String(form.get("asOf") ?? "");
  const [top, layers] = [String(form.get("top") ?? ""), String(form.get("layers") ?? "")];
  return {
    sheet: String(form.get("sheet") ?? batch.sheet ?? ""),
    heading: top === "" || layers === "" ? null : { top: Number(top), layers: Number(layers) },
    mapping: mappingSaid(schema, batch, form),
    coordinateSystem: isCoordinateSystem(system) ? system : batch.coordinateSystem,
    asOf: isCalendarDay(asOf) ? asOf : null,
  };
}

function mappingSaid(schema: RowSchema, batch: ImportBatch, form: FormData): ColumnMapping {
  const mapping: Record<string, FieldMapping> = {};
  for (const { key } of schema.fields) {
    const columns = [form.get(`column.${key}`), form.get(`column2.${key}`)]
      .map((value) => String(value ?? ""))
      .filter((value, at, all) => value !== "" && all.indexOf(value) === at);
    const constant = String(form.get(`constant.${key}`) ?? "").trim();
    const values = { ...batch.mapping[key]?.values, ...wordsSaid(form).get(key) };
    if (columns.length > 0 || constant !== "")
      mapping[key] = { columns, ...(constant === "" ? {} : { constant }), ...(Object.keys(values).length > 0 ? { values } : {}) };
  }
  return mapping;
}

/** Words of the file and what a person says they mean: `word.1.field`, `word.1.text`, `word.1.means`; «-» leaves the cell empty. */
function wordsSaid(form: FormData): Map<string, Record<string, string>> {
  const said = new Map<string, Record<string, string>>();
  for (const name of form.keys()) {
    const at = /^word\.([\w-]+)\.means$/.exec(name)?.[1];
    if (at === undefined) continue;
    const part = (of: string) => String(form.get(`word.${at}.${of}`) ?? "");
    const [field, text, means] = [part("field"), part("text"), part("means")];
    if (means === "" || text === "") continue;
    said.set(field, { ...said.get(field), [text]: means === LEAVE_EMPTY ? "" : means });
  }
  return said;
}

/** The columns as they were, and the words as they are now understood. */
function withWords(batch: ImportBatch, form: FormData): ColumnChoice {
  const mapping: Record<string, FieldMapping> = { ...batch.mapping };
  for (const [key, values] of wordsSaid(form)) {
    const before = mapping[key];
    if (before) mapping[key] = { ...before, values: { ...before.values, ...values } };
  }
  const { heading, asOf } = batch.options;
  const { coordinateSystem } = batch;
  return { sheet: batch.sheet ?? "", heading: heading ?? null, mapping, coordinateSystem, asOf: asOf ?? null };
}

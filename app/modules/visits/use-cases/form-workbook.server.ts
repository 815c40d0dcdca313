import { FileRefused } from "~/platform/file-kind.server";
import { ZipParts } from "~/platform/zip-parts.server";
import type { FormSheet } from "../domain/month-form";
import { cellsOf, escaped, mergesOf, percentFormats, saysWhere, sharedTexts, withValues } from "../domain/workbook-cells";

/** Unpacked, a form of two megabytes holds no more in one part. */
const MOST_PART = 24 * 1024 * 1024;
const MOST_CELLS = 20_000;
const MOST_SHEETS = 20;
/** A form carries words and figures: no programs, no other files, no ways to them. */
const NOT_TAKEN = /vbaProject|\/macrosheets\/|\/activeX\/|\/embeddings\/|\/externalLinks\/|\/dialogsheets\//i;
const CORE = "docProps/core.xml";

export type FormLook =
  | { readonly ok: true; readonly sheets: readonly FormSheet[]; readonly hasProperties: boolean }
  | { readonly ok: false; readonly kind: "form-carries-programs" | "form-unreadable" };

/** The sheets of a form; runs in a thread. */
export function lookAtForm(bytes: Uint8Array): FormLook {
  return unlessRefused(() => {
    const parts = new ZipParts(bytes, MOST_PART);
    if (parts.names.some((name) => NOT_TAKEN.test(name)) || /macroEnabled/i.test(parts.text("[Content_Types].xml")))
      return { ok: false, kind: "form-carries-programs" } as const;
    const texts = sharedTexts(parts.text("xl/sharedStrings.xml"));
    const percent = percentFormats(parts.text("xl/styles.xml"));
    const sheets = sheetFiles(parts).map(({ name, file }): FormSheet | null => {
      const xml = parts.text(file);
      return saysWhere(xml) ? { name, cells: cellsOf(xml, texts, MOST_CELLS), merges: mergesOf(xml), percent } : null;
    });
    if (sheets.length === 0 || sheets.includes(null)) return { ok: false, kind: "form-unreadable" } as const;
    return { ok: true, sheets: sheets.filter((sheet) => sheet !== null), hasProperties: parts.has(CORE) } as const;
  });
}

export interface FormFilling {
  readonly bytes: Uint8Array;
  readonly sheet: string;
  readonly values: ReadonlyMap<string, string | number>;
  /** what the file says of itself in its properties */
  readonly description: string;
}

/** The same workbook with these cells filled; formulas are worked out anew when it is opened. Runs in a thread. */
export function fillForm({ bytes, sheet, values, description }: FormFilling): Uint8Array<ArrayBuffer> {
  const parts = new ZipParts(bytes, MOST_PART);
  const file = sheetFiles(parts).find(({ name }) => name === sheet)?.file;
  if (!file) throw new Error(`no sheet ${sheet} in a form that was looked at, expected one`);
  const changes = new Map([
    [file, withValues(parts.text(file), values)],
    ["xl/workbook.xml", reckonedAnew(parts.text("xl/workbook.xml"))],
  ]);
  if (parts.has(CORE)) changes.set(CORE, described(parts.text(CORE), description));
  return parts.with(changes);
}

function sheetFiles(parts: ZipParts): { readonly name: string; readonly file: string }[] {
  const targets = new Map(
    [...parts.text("xl/_rels/workbook.xml.rels").matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].map(([tag]) => [
      /\bId="([^"]*)"/.exec(tag)?.[1] ?? "",
      /\bTarget="([^"]*)"/.exec(tag)?.[1] ?? "",
    ]),
  );
  const tags = [...parts.text("xl/workbook.xml").matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].slice(0, MOST_SHEETS);
  return tags.flatMap(([tag]) => {
    const target = targets.get(/\b\w+:id="([^"]*)"/.exec(tag)?.[1] ?? "") ?? "";
    const file = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    const name = /\bname="([^"]*)"/.exec(tag)?.[1] ?? "";
    return /worksheets\//.test(file) && parts.has(file) ? [{ name: plain(name), file }] : [];
  });
}

const plain = (xml: string): string =>
  xml
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");

/** The sums a form makes of our figures are made when it is opened; what stands in them until then is of the empty form. */
function reckonedAnew(workbookXml: string): string {
  const said = /<((?:\w+:)?)calcPr\b([^>]*?)\/?>/;
  if (said.test(workbookXml))
    return workbookXml.replace(said, (_tag, prefix: string, rest: string) => {
      return `<${prefix}calcPr${rest.replace(/\s+fullCalcOnLoad="[^"]*"/, "")} fullCalcOnLoad="1"/>`;
    });
  const before = [...workbookXml.matchAll(/<\/((?:\w+:)?)(?:sheets|functionGroups|definedNames)>/g)].at(-1);
  if (!before) return workbookXml;
  const at = before.index + before[0].length;
  return `${workbookXml.slice(0, at)}<${before[1]}calcPr fullCalcOnLoad="1"/>${workbookXml.slice(at)}`;
}

function described(coreXml: string, description: string): string {
  const words = `<dc:description xmlns:dc="http://purl.org/dc/elements/1.1/">${escaped(description)}</dc:description>`;
  const said = /<dc:description\b[^>]*?(?:\/>|>[\s\S]*?<\/dc:description>)/;
  return said.test(coreXml)
    ? coreXml.replace(said, () => words)
    : coreXml.replace(/<\/(?:\w+:)?coreProperties>/, (end) => `${words}${end}`);
}

function unlessRefused(look: () => FormLook): FormLook {
  try {
    return look();
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, kind: "form-unreadable" };
    throw error;
  }
}

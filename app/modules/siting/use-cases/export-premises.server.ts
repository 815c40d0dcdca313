import type { Point } from "geojson";
import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { takeOut, takeOutValues, type TakenOut, type TakeOutRefusal } from "~/modules/accounts/use-cases/take-out.server";
import { areaNames, type AreaNames } from "~/modules/catalog/use-cases/area-names.server";
import { type City, DEMO_MARK } from "~/modules/places/domain/city";
import { csvPieces, type ExportColumn, geoJsonPieces } from "~/platform/spreadsheet-writer.server";
import { streamedText } from "~/platform/streamed-text.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { workbookInThread } from "~/platform/workbook-in-thread.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { ciphersOf, premisesPage } from "../data/premises-list.server";
import { openedPremisesContact } from "../data/premises-sealed.server";
import type { PremisesContact } from "../domain/premises/premises";
import type { PremisesQuery } from "../domain/premises/premises-filter";
import { type PremisesSheetRow, premisesSheet } from "../domain/premises/premises-sheet";
import type { PremisesRow } from "../domain/premises/premises-list";
import { mayOpenPremisesContact, mayReadPremises } from "./may-keep-premises.server";

export const EXPORT_FORMATS = ["xlsx", "csv", "geojson"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Everything of a city in one file: lists of idle premises have hundreds of lines, a few thousand at most. */
const MOST_LINES = 50_000;

export interface ExportWords {
  readonly language: "zh" | "en";
  readonly sheet: string;
  readonly watermark: (taken: TakenOut) => string;
}

export type ExportRefusal = { readonly kind: "not-permitted" } | TakeOutRefusal;
type ExportFile = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;

/**
 * The list under its filter, in the headings the import reads: brought in again it changes nothing.
 * @param reason why contacts stand in it; "" = they do not
 */
export async function exportPremises(
  actor: Actor,
  city: City,
  query: PremisesQuery,
  format: ExportFormat,
  words: ExportWords,
  reason = "",
): Promise<Verdict<ExportFile, ExportRefusal>> {
  if (!mayReadPremises(actor, city.code)) return refused({ kind: "not-permitted" });
  const lines = await inUnitOfWork(actor, (uow) => premisesPage(uow, city.code, { ...query, page: 1 }, MOST_LINES));
  const contacts = reason === "" ? null : await contactsFor(actor, lines);
  const deed = {
    ...{ action: "export:premises", subject: { kind: "city", id: city.code }, areaCode: city.code, line: "" as const },
    facts: { format },
  };
  const taken = contacts
    ? await takeOutValues(actor, {
        ...deed,
        subject: { kind: "premises", id: newId() },
        why: reason,
        field: "premises-contact",
        values: contacts.size,
      })
    : granted(await takeOut(actor, deed));
  if (!taken.ok) return taken;
  const names = await areaNames(lines.map(({ areaCode }) => areaCode));
  const rows = lines.map((line) => sheetRow(line, names, words.language, contacts?.get(line.id) ?? null));
  const mark = city.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : "";
  const columns = premisesSheet(words.language, contacts !== null, mark);
  return granted(await fileOf(rows, columns, format, words, words.watermark(taken.value), mark));
}

async function contactsFor(actor: Actor, lines: readonly PremisesRow[]): Promise<ReadonlyMap<string, PremisesContact>> {
  const theirs = lines.filter(({ hasContact, areaCode }) => hasContact && mayOpenPremisesContact(actor, areaCode));
  const ciphers = await inUnitOfWork(actor, (uow) =>
    ciphersOf(
      uow,
      theirs.map(({ id }) => id),
    ),
  );
  return new Map(
    ciphers.flatMap(({ id, cipher }) => {
      const contact = openedPremisesContact(id, cipher);
      return contact ? [[id, contact] as const] : [];
    }),
  );
}

const sheetRow = (
  row: PremisesRow,
  names: AreaNames,
  language: "zh" | "en",
  contact: PremisesContact | null,
): PremisesSheetRow => ({
  ...{ ...row, contact },
  areaName: names[row.areaCode]?.[language === "en" ? "nameEn" : "name"] ?? "",
});

async function fileOf(
  rows: readonly PremisesSheetRow[],
  columns: readonly ExportColumn<PremisesSheetRow>[],
  format: ExportFormat,
  { sheet }: ExportWords,
  watermark: string,
  mark: string,
): Promise<ExportFile> {
  if (format === "csv") return streamedText(csvPieces(rows, columns, watermark));
  if (format === "geojson")
    return streamedText(geoJsonPieces(rows, columns, positionOf, { ...(mark ? { note: mark } : {}), watermark }));
  return workbookInThread([
    {
      ...{ name: sheet, headings: columns.map(({ heading }) => heading), widths: columns.map(({ width }) => width), watermark },
      rows: rows.map((row) => columns.map(({ value }) => value(row))),
    },
  ]);
}

const positionOf = ({ position }: PremisesSheetRow): Point | null =>
  position && { type: "Point", coordinates: [position.lon, position.lat] };

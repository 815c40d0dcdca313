import { setImmediate as nextTurn } from "node:timers/promises";
import type { Point } from "geojson";
import type { Actor } from "~/modules/accounts/domain/actor";
import { takeOut, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import { DEMO_MARK, type City } from "~/modules/places/domain/city";
import { csvPieces, geoJsonPieces, type ExportColumn, type ExportValue } from "~/platform/spreadsheet-writer.server";
import { streamedText } from "~/platform/streamed-text.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { workbookInThread } from "~/platform/workbook-in-thread.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { readPage } from "../data/facility-list.server";
import { findBySearch } from "../data/facility-search.server";
import { listServiceTypes } from "../data/registry.server";
import { NOT_PERMITTED } from "../domain/catalog-refusal";
import type { FacilityQuery, PageTurn } from "../domain/facility-filter";
import type { FacilityRow } from "../domain/facility-row";
import { PLACE_FIGURES, placesByUnit } from "../domain/places-by-unit";
import { CAPACITY_UNITS, type ServiceType } from "../domain/service-type";
import { sheetColumns, sheetLines, type SheetLine, type SheetWords } from "./facility-sheet.server";
import { mayReadCatalog } from "./may-read-catalog.server";

export const EXPORT_FORMATS = ["csv", "xlsx", "geojson"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A workbook is made in memory, so it ends here and says so in its last line; CSV and GeoJSON have no end. */
const MOST_IN_WORKBOOK = 120_000;
/** Lines read at once: few enough that other requests get their turn in between. */
const PIECE = 250;

/** Words of the file, handed in by whoever knows the reader's language. */
export interface ExportWords extends SheetWords {
  readonly sheet: string;
  readonly kind: (key: string) => string;
  /** the last line of a workbook that could not hold everything */
  readonly cut: (lines: number) => string;
  /** the row below the headings, which no import reads as a facility */
  readonly watermark: (taken: TakenOut) => string;
}

/** The lines of the filter, in its order, piece by piece: each piece starts where the last one ended. */
async function* linesOf(actor: Actor, city: City, query: FacilityQuery): AsyncGenerator<SheetLine> {
  const found = await inUnitOfWork(actor, (uow) => findBySearch(uow, city.code, query.filter.search));
  let page: PageTurn | null = { turn: "first" };
  while (page) {
    const turn: PageTurn = page;
    const { lines, after } = await inUnitOfWork(actor, async (uow) => {
      const read = await readPage(uow, city.code, { ...query, page: turn }, found, PIECE);
      return { lines: await sheetLines(uow, city, read.rows, query.day), after: read.after };
    });
    yield* lines;
    await nextTurn();
    page = after ? { turn: "after", ...after } : null;
  }
}

export async function exportFacilities(
  actor: Actor,
  city: City,
  query: FacilityQuery,
  format: ExportFormat,
  words: ExportWords,
): Promise<Verdict<ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>, typeof NOT_PERMITTED>> {
  if (!mayReadCatalog(actor, city.code)) return refused(NOT_PERMITTED);
  const taken = await takeOut(actor, {
    ...{ action: "export:facilities", subject: { kind: "city", id: city.code }, areaCode: city.code, line: "" },
    facts: { format, day: query.day },
  });
  const columns = columnsOf(city, query, words, await inUnitOfWork(actor, (uow) => listServiceTypes(uow, city.code)));
  const lines = linesOf(actor, city, query);
  const mark = city.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : "";
  const watermark = words.watermark(taken);
  if (format === "csv") return granted(streamedText(csvPieces(lines, columns, watermark)));
  if (format === "geojson")
    return granted(streamedText(geoJsonPieces(lines, columns, positionOf, { ...(mark ? { note: mark } : {}), watermark })));
  const workbook = await workbookInThread([
    {
      name: words.sheet,
      headings: columns.map((column) => column.heading),
      widths: columns.map((column) => column.width),
      watermark,
      rows: cellsOf(lines, columns, words.cut),
    },
  ]);
  return granted(workbook);
}

/** The cells of a workbook; one that could not hold everything says so. */
async function* cellsOf(
  lines: AsyncIterable<SheetLine>,
  columns: readonly ExportColumn<SheetLine>[],
  cut: ExportWords["cut"],
): AsyncGenerator<readonly ExportValue[]> {
  let count = 0;
  for await (const line of lines) {
    if (count === MOST_IN_WORKBOOK) {
      yield [cut(MOST_IN_WORKBOOK)];
      return;
    }
    yield columns.map((column) => column.value(line));
    count++;
  }
}

const positionOf = ({ row: { lon, lat } }: SheetLine): Point | null =>
  lon === null || lat === null ? null : { type: "Point", coordinates: [lon, lat] };

function columnsOf(
  city: City,
  query: FacilityQuery,
  words: ExportWords,
  types: readonly ServiceType[],
): ExportColumn<SheetLine>[] {
  const made = (field: string, value: ExportColumn<SheetLine>["value"], width = 14) => ({
    ...{ heading: words.heading(field), value, width },
  });
  const column: MakeColumn = (field, value, width) => made(field, ({ row }) => value(row), width);
  return [
    column("name", (row) => row.name, 32),
    column("kind", (row) => words.kind(row.kindKey), 22),
    column("state", (row) => words.word("state", row.state)),
    column("asOf", () => query.day),
    column("line", (row) => words.word("line", row.line)),
    column("operatorName", (row) => row.operator?.name, 24),
    column("operatorKind", (row) => (row.operator ? words.word("operatorKind", row.operator.kind) : null)),
    column("areaCode", (row) => row.area?.code, 16),
    column("area", (row) => [row.area?.within, row.area?.name].filter(Boolean).join(" "), 28),
    column("address", (row) => row.address, 32),
    column("lon", (row) => row.lon),
    column("lat", (row) => row.lat),
    column("coordinateSystem", (row) => (row.lon === null ? null : "WGS-84")),
    column("quality", (row) => words.word("quality", row.positionQuality)),
    column("offers", (row) => row.offerings.map((offering) => words.type(offering.serviceType)).join("、"), 28),
    ...placeColumns(types, column),
    column("nextExpiry", (row) => row.nextExpiry),
    ...sheetColumns(city, words, made),
    column("id", (row) => row.id, 38),
    ...(city.isDemo ? [column("mark", () => `${DEMO_MARK.zh} / ${DEMO_MARK.en}`, 60)] : []),
  ];
}

type MakeColumn = (field: string, value: ExportColumn<FacilityRow>["value"], width?: number) => ExportColumn<SheetLine>;

/** Three figures a unit the city counts in. A cell is empty where not every class states the figure: a lower bound is no sum. */
function placeColumns(types: readonly ServiceType[], column: MakeColumn): ExportColumn<SheetLine>[] {
  const units = CAPACITY_UNITS.filter((unit) => types.some((type) => type.capacityUnit === unit));
  return units.flatMap((unit) =>
    PLACE_FIGURES.map((figure) =>
      column(`${unit}.${figure}`, ({ offerings }) => {
        const sum = placesByUnit(offerings, types).find((places) => places.unit === unit)?.[figure];
        return sum && !sum.isLeast ? sum.places : null;
      }),
    ),
  );
}

import type { Geometry } from "geojson";
import type { Actor } from "~/modules/accounts/domain/actor";
import { takeOut, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { csvPieces, geoJsonPieces, sheetOf, type ExportColumn, type ExportValue } from "~/platform/spreadsheet-writer.server";
import { streamedText } from "~/platform/streamed-text.server";
import { inThread } from "~/platform/threads.server";
import { workbookInThread } from "~/platform/workbook-in-thread.server";
import type { PrintedPage } from "~/shared/printed-page";
import type { FigureWords } from "../domain/page-figure";
import type { OnePageInView } from "./one-page-in-view.server";

export const PAGE_FORMATS = ["pdf", "docx", "png", "xlsx", "csv", "geojson"] as const;
export type PageFormat = (typeof PAGE_FORMATS)[number];

/** What stands in the files, in the reader's language: handed in by whoever knows it. */
export interface PageFileWords<Line> {
  readonly language: "zh" | "en";
  readonly words: PrintedPage;
  readonly figure: FigureWords;
  readonly lines: readonly Line[];
  readonly columns: readonly ExportColumn<Line>[];
  readonly place: (line: Line) => { readonly lon: number; readonly lat: number };
  readonly sheets: { readonly sites: string; readonly about: string };
  readonly about: readonly (readonly ExportValue[])[];
  readonly aboutHeadings: readonly [string, string];
  readonly watermark: (taken: TakenOut) => string;
}

/** The page as a file. That it leaves is on record before the first of it does, and the record's number stands in it. */
export async function writeOnePage<Line>(
  actor: Actor,
  { scenarioId, page, ground, made }: OnePageInView,
  as: PageFormat,
  file: PageFileWords<Line>,
  leaving?: AbortSignal,
): Promise<ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>> {
  const areaCode = page.question.areaCode || page.city.code;
  const subject = { kind: "siting-scenario", id: scenarioId } as const;
  const taken = await takeOut(actor, { action: "export:siting", subject, areaCode, line: "", facts: { format: as } });
  const watermark = file.watermark(taken);
  switch (as) {
    case "csv":
      return streamedText(csvPieces(file.lines, file.columns, watermark));
    case "geojson": {
      const members = {
        ...{ name: file.words.title, dataAsOf: page.date, computedAt: made.toISOString(), watermark },
        demo: page.city.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : null,
      };
      const at = (line: Line): Geometry => {
        const { lon, lat } = file.place(line);
        return { type: "Point", coordinates: [lon, lat] };
      };
      return streamedText(geoJsonPieces(file.lines, file.columns, at, members));
    }
    case "xlsx": {
      const sites = { ...sheetOf(file.sheets.sites, file.lines, file.columns), watermark };
      const about = { name: file.sheets.about, headings: file.aboutHeadings, widths: [24, 110], rows: file.about };
      return workbookInThread([sites, about], leaving);
    }
    default: {
      const words = { ...file.words, foot: `${file.words.foot} · ${watermark}` };
      const input = { as, words, page, ground, figure: file.figure, made };
      return new Uint8Array(await inThread<typeof input, Uint8Array>("write-one-page", input, leaving));
    }
  }
}

import type { OnePage, PageGround } from "~/modules/siting/domain/one-page";
import { pageFigure, type FigureWords } from "~/modules/siting/domain/page-figure";
import { pdfPicture } from "~/platform/pdf-picture.server";
import { printedDocx } from "~/platform/printed-docx.server";
import { wideOf } from "~/platform/printed-look.server";
import { drawnPdf, fittedPage, printedPdf } from "~/platform/printed-pdf.server";
import type { PrintedPage } from "~/shared/printed-page";

export interface PageToWrite {
  readonly as: "pdf" | "docx" | "png";
  readonly words: PrintedPage;
  readonly page: OnePage;
  readonly ground: PageGround;
  readonly figure: FigureWords;
  /** when the answer was computed */
  readonly made: Date;
}

/** In Word the picture does not grow with the room: what other letters and lines take is left to them. */
const IN_WORD = { most: 280, pixelsAPoint: 3 };

/** Worker thread: the one page as a PDF, a Word file or a picture. */
export async function run({ as, words, page, ground, figure, made }: PageToWrite): Promise<Uint8Array> {
  const draw = (width: number, height: number) => pageFigure(page, ground, figure, width, height);
  if (as === "docx") {
    const { layout, picture } = await fittedPage(words);
    const [width, height] = [wideOf(layout), Math.min(IN_WORD.most, picture)];
    const png = await pdfPicture(await drawnPdf(draw, width, height), IN_WORD.pixelsAPoint);
    return printedDocx(words, { png, width, height }, layout);
  }
  const pdf = await printedPdf(words, draw, made);
  return as === "pdf" ? pdf : pdfPicture(pdf);
}

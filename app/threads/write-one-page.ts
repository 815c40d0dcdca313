import type { OnePage, PageGround } from "~/modules/siting/domain/one-page";
import { pageFigure, type FigureWords } from "~/modules/siting/domain/page-figure";
import { pdfPicture } from "~/platform/pdf-picture.server";
import { printedDocx } from "~/platform/printed-docx.server";
import { WIDE } from "~/platform/printed-look.server";
import { drawnPdf, printedPdf } from "~/platform/printed-pdf.server";
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

/** In Word the picture does not grow with the room. */
const IN_WORD = { height: 280, pixelsAPoint: 3 };

/** Worker thread: the one page as a PDF, a Word file or a picture. */
export async function run({ as, words, page, ground, figure, made }: PageToWrite): Promise<Uint8Array> {
  const draw = (width: number, height: number) => pageFigure(page, ground, figure, width, height);
  if (as === "docx") {
    const png = await pdfPicture(await drawnPdf(draw, WIDE, IN_WORD.height), IN_WORD.pixelsAPoint);
    return printedDocx(words, { png, width: WIDE, height: IN_WORD.height });
  }
  const pdf = await printedPdf(words, draw, made);
  return as === "pdf" ? pdf : pdfPicture(pdf);
}

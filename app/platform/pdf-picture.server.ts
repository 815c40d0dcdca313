import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";

/** Two pixels of a screen for each of its points, 96 to the inch. */
export const TWICE = (2 * 96) / 72;
/** A picture longer than this no program opens gladly: what follows is left to the PDF. */
const MOST_PAGES = 4;

/**
 * Pages of a PDF as one PNG, one below the other. Drawn by PDFium from the letters inside the file, so that no font of the
 * machine is asked for; white behind.
 * @param scale pixels a point
 */
export async function pdfPicture(pdf: Uint8Array, scale: number = TWICE): Promise<Uint8Array<ArrayBuffer>> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    try {
      const pages: { readonly png: Buffer; readonly width: number; readonly height: number }[] = [];
      for (const page of document.pages()) {
        if (pages.length === MOST_PAGES) break;
        const { data, width, height } = await page.render({ scale, render: toPng });
        pages.push({ png: Buffer.from(data), width, height });
      }
      const [only, ...more] = pages;
      if (!only) throw new Error("the PDF has no page; at least one was expected");
      if (more.length === 0) return new Uint8Array(only.png);
      return await stacked(pages);
    } finally {
      document.destroy();
    }
  } finally {
    library.destroy();
  }
}

const toPng = ({ data, width, height }: { data: Uint8Array; width: number; height: number }): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: "#ffffff" })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();

async function stacked(pages: readonly { png: Buffer; width: number; height: number }[]): Promise<Uint8Array<ArrayBuffer>> {
  const width = Math.max(...pages.map((page) => page.width));
  const height = pages.reduce((sum, page) => sum + page.height, 0);
  let top = 0;
  const layers = pages.map((page) => {
    const layer = { input: page.png, left: 0, top };
    top += page.height;
    return layer;
  });
  const blank = sharp({ create: { width, height, channels: 3, background: "#ffffff" } });
  return new Uint8Array(await blank.composite(layers).png({ compressionLevel: 9 }).toBuffer());
}

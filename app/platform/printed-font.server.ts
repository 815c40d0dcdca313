import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * The letters of what we print, brought along: a server has no Chinese font of its own as often as not, and a page must not
 * turn into boxes. Noto Sans Hans knows every character of GB 2312, Unicode's first 20,902 and nearly all of extension A, Latin letters and digits.
 */
const folder = (): string => join(dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")), "..", "fonts");

export const printedFonts = (): { readonly regular: string; readonly bold: string } => ({
  regular: join(folder(), "NotoSansHans-Regular.otf"),
  bold: join(folder(), "NotoSansHans-Bold.otf"),
});

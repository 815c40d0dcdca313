import type { SheetLook } from "../domain/import-batch";
import { maskedText } from "../domain/masked-text";

/** What is kept of the first look for the screens shows whose number it is of nobody: mobile and identity numbers are masked. */
export const maskedLook = (look: SheetLook): SheetLook => ({
  ...look,
  top: look.top.map((row) => row.map(maskedText)),
  samples: Object.fromEntries(Object.entries(look.samples).map(([title, cells]) => [title, cells.map(maskedText)])),
});

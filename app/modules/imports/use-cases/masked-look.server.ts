import type { SheetLook } from "../domain/import-batch";
import { maskedText, textShape } from "../domain/masked-text";

/** What is kept of the first look for the screens shows whose number it is of nobody: mobile and identity numbers are masked. */
export const maskedLook = (look: SheetLook): SheetLook => ({
  ...look,
  top: look.top.map((row) => row.map(maskedText)),
  samples: Object.fromEntries(Object.entries(look.samples).map(([title, cells]) => [title, cells.map(maskedText)])),
});

/** Of people who are looked after only headings are kept as they stand; of everything below them how it is written. */
export function shapedLook(look: SheetLook): SheetLook {
  const bodyTop = look.heading ? look.heading.top + look.heading.layers : 3;
  return {
    ...look,
    top: look.top.map((row, at) => row.map(at < bodyTop ? maskedText : textShape)),
    samples: Object.fromEntries(
      Object.entries(look.samples).map(([title, cells]) => [title, [...new Set(cells.map(textShape))]]),
    ),
  };
}

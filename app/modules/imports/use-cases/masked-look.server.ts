import { maskOf } from "~/modules/accounts/domain/sensitive-field";
import type { SheetLook } from "../domain/import-batch";

/** What is kept of the first look for the screens shows whose number it is of nobody: mobile and identity numbers are masked. */
export const maskedLook = (look: SheetLook): SheetLook => ({
  ...look,
  top: look.top.map((row) => row.map(maskedText)),
  samples: Object.fromEntries(Object.entries(look.samples).map(([title, cells]) => [title, cells.map(maskedText)])),
});

export const maskedText = (text: string): string =>
  text
    .replace(/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g, (number) => maskOf("identity-number", number) ?? "****")
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (number) => maskOf("phone", number) ?? "****");

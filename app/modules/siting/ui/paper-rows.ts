import type { PrintedPage } from "~/shared/printed-page";

/** More rows than this share a sheet with the rest only in fewer words and below a lower picture. */
const FEW = 6;

export const hasManyRows = ({ tables }: PrintedPage): boolean => tables.some(({ rows }) => rows.length > FEW);

/** Points of the picture of a sheet, as wide as paper leaves it, so that its letters are as large as they say. English takes more lines. */
export const sheetPicture = (page: PrintedPage): { readonly width: number; readonly height: number } => ({
  width: 520,
  height: !hasManyRows(page) ? 205 : page.language === "en" ? 135 : 165,
});

import ExcelJS from "exceljs";

/** A superior's form of one unit: «应访» beside the cell that it goes into. */
export async function madeForm(): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("Sheet1").getCell("A1").value = "应访";
  return new Uint8Array(await book.xlsx.writeBuffer());
}

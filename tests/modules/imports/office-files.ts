import { utils, write, type BookType, type WorkSheet } from "@e965/xlsx";

type Grid = readonly (readonly (string | number | boolean | null)[])[];

/** A workbook as an office would send it. */
export function workbook(
  sheets: Readonly<Record<string, { grid: Grid; merges?: WorkSheet["!merges"] }>>,
  bookType: BookType = "xlsx",
): Uint8Array {
  const pages = Object.fromEntries(
    Object.entries(sheets).map(([name, { grid, merges }]) => {
      const page = utils.aoa_to_sheet(grid.map((row) => [...row]));
      if (merges) page["!merges"] = merges;
      return [name, page];
    }),
  );
  return new Uint8Array(write({ SheetNames: Object.keys(sheets), Sheets: pages }, { type: "array", bookType }) as ArrayBuffer);
}

export const csv = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join("\r\n"));

/** The GBK bytes of a text, found by asking the decoder for every pair of bytes once. */
let table: Map<string, [number, number]> | undefined;
export function gbk(text: string): Uint8Array {
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder("gbk");
    for (let high = 0x81; high <= 0xfe; high++) {
      for (let low = 0x40; low <= 0xfe; low++) {
        const sign = decoder.decode(new Uint8Array([high, low]));
        if ([...sign].length === 1 && sign !== "\uFFFD" && !table.has(sign)) table.set(sign, [high, low]);
      }
    }
  }
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 63;
    bytes.push(...(code < 128 ? [code] : (table.get(sign) ?? [63])));
  }
  return new Uint8Array(bytes);
}

/** Title row, headings in two rows of merged cells, sums in between, remarks below. */
export const MERGED: Grid = [
  ["金水区养老服务机构情况统计表（截至2025年6月）", null, null, null, null, null, null],
  ["序号", "机构名称", "床位（张）", null, "地址", "开业时间", "类型"],
  [null, null, "核定", "在住", null, null, null],
  [1, "花园路街道综合养老服务中心", "约30张", 12, "金水区花园路１２０号", "2021.6", "街道综合养老服务中心"],
  [2, "文化路社区日间照料中心", "30-40", "无", "文化路80号", "2020年6月", "社区日间照料中心"],
  ["小计", null, 60, 12, null, null, null],
  [3, "东风路养老院", "/", null, "东风路1号", 44197, "养老机构"],
  ["合计", "3家", 120, 24, null, null, null],
  ["填表人：张三", null, null, null, "审核：李四", null, null],
];
export const MERGES: WorkSheet["!merges"] = [
  { s: { r: 0, c: 0 }, e: { r: 0, c: 6 } },
  { s: { r: 1, c: 2 }, e: { r: 1, c: 3 } },
  ...[0, 1, 4, 5, 6].map((c) => ({ s: { r: 1, c }, e: { r: 2, c } })),
];

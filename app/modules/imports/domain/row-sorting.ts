import { comparable, textOf } from "./cell-text";
import type { Heading } from "./heading";
import { type Cell, isBlank, isEmptyRow } from "./sheet";

/** Rows that carry no record. Empty ones are only counted, the others are listed so that nobody wonders where they went. */
export type LeftOut = "empty" | "sum" | "note" | "heading" | "example";

const SUM_START = /^(本页|全市|全区|全县|总)?(合计|小计|总计|共计|累计|合計|小計|総計)/;
const SUM_END = /(合计|小计|总计|合計|小計)$/;
const SUM_ENGLISH = /^(grand|sub)?total$/;
const NOTE =
  /^(注|备注|说明|填表|填报|制表|审核|审批|单位负责人|负责人签|联系人|联系电话|附|数据来源|资料来源|水印|note|source|remark|watermark)s?/i;
const EXAMPLE = /^(示例|例[:：]|example)/i;
const isExampleMark = (text: string) => EXAMPLE.test(text) && /忽略|不导入|ignored|not imported/i.test(text);
/** A shape's own cells (longitude, latitude, what it is) stand before the first of its properties. */
const MARKED_WITHIN = 4;

/** 合计：, 金水区小计, Total: in one of the first cells that say anything. */
function isSum(row: readonly Cell[]): boolean {
  let looked = 0;
  for (const cell of row) {
    if (isBlank(cell)) continue;
    if (typeof cell === "string" && cell.length <= 30) {
      const text = comparable(cell);
      if (text.length <= 14 && (SUM_START.test(text) || SUM_END.test(text) || SUM_ENGLISH.test(text))) return true;
    }
    if (++looked >= 3) return false;
  }
  return false;
}

export function leftOutAs(row: readonly Cell[], heading: Heading): LeftOut | null {
  if (isEmptyRow(row)) return "empty";
  const filled = row.filter((cell) => !isBlank(cell));
  const first = textOf(filled[0]);
  if (filled.slice(0, MARKED_WITHIN).some((cell) => typeof cell === "string" && isExampleMark(cell))) return "example";
  if (isSum(row)) return "sum";
  const wide = heading.titles.filter((title) => title !== "").length >= 3;
  if (wide && filled.length <= 2 && typeof filled[0] === "string" && NOTE.test(first)) return "note";
  if (filled.length >= 2 && filled.every((cell) => typeof cell === "string" && comparableTitles(heading).has(comparable(cell))))
    return "heading";
  return null;
}

const titlesOf = new WeakMap<Heading, ReadonlySet<string>>();

function comparableTitles(heading: Heading): ReadonlySet<string> {
  const known = titlesOf.get(heading);
  if (known) return known;
  const titles = new Set(heading.titles.flatMap((title) => [title, ...title.split("/")]).map(comparable));
  titlesOf.set(heading, titles);
  return titles;
}

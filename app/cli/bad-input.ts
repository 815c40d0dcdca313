import { LONGEST_WALK, type WalkProblem } from "~/modules/places/domain/sampled-walk";
import type { StreetFileRefusal } from "~/modules/places/use-cases/read-streets.server";
import type { FileRefusal } from "~/platform/file-kind.server";
import { type SitingRefusal, sitingRefusalWords } from "./siting-refusal";
import { streetFileWords } from "./street-file-words";

/** What a person typed or a file holds that cannot be used; each becomes one sentence and exit code 2. */
export type BadInput =
  | { readonly kind: "option-missing" | "option-twice"; readonly option: string }
  | { readonly kind: "option-not-one-of"; readonly option: string; readonly value: string; readonly known: readonly string[] }
  | { readonly kind: "option-not-positive"; readonly option: string; readonly value: string }
  | { readonly kind: "option-too-small"; readonly option: string; readonly value: string; readonly least: number }
  | { readonly kind: "option-too-large"; readonly option: string; readonly value: string; readonly most: number }
  | { readonly kind: "streets-refused"; readonly file: string; readonly refusal: StreetFileRefusal }
  | { readonly kind: "siting"; readonly refusal: SitingRefusal }
  | { readonly kind: "out-not-writable"; readonly folder: string; readonly code: string }
  | { readonly kind: "option-without-use"; readonly option: string; readonly needs: string }
  | { readonly kind: "options-exclude"; readonly options: readonly [string, string] }
  | { readonly kind: "all-outside-streets"; readonly option: string }
  | { readonly kind: "words-left-over"; readonly words: readonly string[] }
  | { readonly kind: "no-such-city"; readonly city: string }
  | { readonly kind: "walk-impossible"; readonly file: string; readonly line: number; readonly problem: WalkProblem }
  | { readonly kind: "file-missing"; readonly file: string }
  | { readonly kind: "file-is-a-folder"; readonly file: string }
  | { readonly kind: "file-unreadable"; readonly file: string; readonly code: string }
  | { readonly kind: "file-refused"; readonly file: string; readonly refusal: FileRefusal }
  | { readonly kind: "quotes-broken"; readonly file: string; readonly line: number }
  | { readonly kind: "column-missing"; readonly file: string; readonly column: string; readonly present: readonly string[] }
  | { readonly kind: "column-twice"; readonly file: string; readonly column: string; readonly present: readonly string[] }
  | {
      readonly kind: "not-a-number";
      readonly file: string;
      readonly line: number;
      readonly column: string;
      readonly value: string;
    }
  | { readonly kind: "negative"; readonly file: string; readonly line: number; readonly column: string; readonly value: string }
  | {
      readonly kind: "uncountable";
      readonly file: string;
      readonly line: number;
      readonly column: string;
      readonly value: string;
      readonly most: number;
    }
  | { readonly kind: "id-empty"; readonly file: string; readonly line: number; readonly column: string }
  | { readonly kind: "id-twice"; readonly file: string; readonly lines: readonly [number, number]; readonly id: string }
  | {
      readonly kind: "id-unknown";
      readonly file: string;
      readonly line: number;
      readonly column: string;
      readonly id: string;
      readonly among: string;
    }
  | {
      readonly kind: "pair-twice";
      readonly file: string;
      readonly lines: readonly [number, number];
      readonly pair: readonly [string, string];
    };

/** Thrown by whoever reads words and files for a command, caught once by the command. */
export class InputRefused extends Error {
  constructor(readonly bad: BadInput) {
    super(`input refused: ${bad.kind}`);
  }
}

/** What the machine says of a place that was named to write to. */
export const outNotWritable = (folder: string, error: unknown): string => {
  if (!(error instanceof Error && "code" in error)) throw error;
  return sentenceFor({ kind: "out-not-writable", folder, code: String(error.code) });
};

export function sentenceFor(bad: BadInput): string {
  switch (bad.kind) {
    case "option-missing":
      return `缺少 ${bad.option} · ${bad.option} is missing`;
    case "option-twice":
      return `${bad.option} 写了不止一次 · ${bad.option} is given more than once: say which is meant`;
    case "option-not-one-of":
      return `${bad.option} 不认识“${short(bad.value)}” · ${bad.option} is «${short(bad.value)}»: use one of ${bad.known.join(", ")}`;
    case "option-not-positive":
      return `${bad.option} 应为大于 0 的数字 · ${bad.option} is «${short(bad.value)}»: a number greater than 0 is expected`;
    case "option-too-small":
      return `${bad.option} 至少为 ${bad.least} · ${bad.option} is ${short(bad.value)}: at least ${bad.least} is expected`;
    case "option-too-large":
      return `${bad.option} 最多为 ${bad.most} · ${bad.option} is ${short(bad.value)}: at most ${bad.most} is expected`;
    case "streets-refused":
      return streetFileWords(bad.refusal, bad.file);
    case "siting":
      return sitingRefusalWords(bad.refusal);
    case "out-not-writable":
      return `无法写入 ${bad.folder} · ${bad.folder} cannot be written to (${bad.code})`;
    case "option-without-use":
      return `${bad.option} 只用于 ${bad.needs} · ${bad.option} has a meaning only with ${bad.needs}`;
    case "options-exclude":
      return `${bad.options.join("、")} 不能同时使用 · ${bad.options.join(" and ")} cannot be used together`;
    case "all-outside-streets":
      return `区域不对：${bad.option} 的点全部在路网之外 · wrong area: every point of ${bad.option} lies outside the streets of --streets`;
    case "no-such-city":
      return `没有城市 ${short(bad.city)} · there is no city ${short(bad.city)}: see qh city list`;
    case "walk-impossible":
      return `${at(bad)[0]}${WALKS[bad.problem][0]} · ${at(bad)[1]}${WALKS[bad.problem][1]}`;
    case "words-left-over":
      return `多余的内容 · nothing is done with «${short(bad.words.join(" "))}»: options begin with --`;
    case "file-missing":
      return `找不到文件 ${bad.file} · there is no file ${bad.file}`;
    case "file-is-a-folder":
      return `${bad.file} 是文件夹 · ${bad.file} is a folder: name a CSV file in it`;
    case "file-unreadable":
      return `无法读取 ${bad.file} · ${bad.file} cannot be read (${bad.code})`;
    case "file-refused":
      return refusedFile(bad.file, bad.refusal);
    case "quotes-broken":
      return `${at(bad)[0]}引号不成对 · ${at(bad)[1]}the quotes do not pair up`;
    case "column-missing":
      return `${bad.file} 缺少 ${bad.column} 列 · ${bad.file} has no column ${bad.column}: its columns are ${names(bad.present)}`;
    case "column-twice":
      return `${bad.file} 有多个 ${bad.column} 列 · ${bad.file} has more than one column ${bad.column}: ${names(bad.present)}`;
    case "not-a-number":
      return `${at(bad)[0]}${bad.column} 不是数字 · ${at(bad)[1]}${bad.column} is «${short(bad.value)}», a number is expected`;
    case "negative":
      return `${at(bad)[0]}${bad.column} 为负数 · ${at(bad)[1]}${bad.column} is ${short(bad.value)}, it cannot be negative`;
    case "uncountable":
      return `${at(bad)[0]}${bad.column} 过大 · ${at(bad)[1]}${bad.column} is ${short(bad.value)}: at most ${bad.most} is counted`;
    case "id-empty":
      return `${at(bad)[0]}${bad.column} 为空 · ${at(bad)[1]}${bad.column} is empty`;
    case "id-twice":
      return `${bad.file} 编号 ${short(bad.id)} 重复 · ${bad.file} has the id ${short(bad.id)} twice, on lines ${bad.lines.join(" and ")}`;
    case "id-unknown":
      return `${at(bad)[0]}${bad.column} ${short(bad.id)} 不在 ${bad.among} 中 · ${at(bad)[1]}${bad.column} ${short(bad.id)} is not in ${bad.among}`;
    case "pair-twice":
      return `${bad.file} 重复给出 ${bad.pair.map((id) => short(id)).join(" → ")} · ${bad.file} gives ${bad.pair.map((id) => short(id)).join(" → ")} twice, on lines ${bad.lines.join(" and ")}`;
  }
}

const WALKS: Record<WalkProblem, readonly [string, string]> = {
  "no-position": ["没有这样的经纬度", "there is no such longitude or latitude"],
  "no-length": ["步行米数应大于 0", "metres walked must be greater than 0"],
  "too-long": [`步行米数超过 ${LONGEST_WALK}`, `metres walked are more than ${LONGEST_WALK}`],
  "shorter-than-straight": ["步行米数比直线还短", "metres walked are fewer than the straight line"],
  "outside-city": ["起点或终点不在城市里", "an end lies outside the city"],
};

const at = ({ file, line }: { file: string; line: number }): [string, string] => [
  `${file} 第 ${line} 行：`,
  `${file} line ${line}: `,
];

const names = (present: readonly string[]): string => short(present.map((name) => name || "(empty)").join(", "), 200);

/** One sentence stays one line, whatever a cell holds. */
const short = (text: string, most = 60): string => {
  const oneLine = text.replace(/\s+/g, " ");
  return oneLine.length > most ? `${oneLine.slice(0, most)}…` : oneLine;
};

function refusedFile(file: string, refusal: FileRefusal): string {
  switch (refusal.code) {
    case "empty":
      return `${file} 是空文件 · ${file} is empty`;
    case "too-large":
      return `${file} 过大 · ${file} is larger than ${Math.round(refusal.limit / 1024 / 1024)} MB`;
    default:
      return `${file} 不是 CSV 文本 · ${file} is not a CSV text: save it as CSV first`;
  }
}

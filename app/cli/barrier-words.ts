import type { Issue, IssueCode } from "~/modules/imports/domain/issue";
import { MOST_CORNERS } from "~/modules/places/domain/barrier-record";
import { CROSSING_WITHIN } from "~/modules/places/domain/barrier";
import type { FileRefusal } from "~/platform/file-kind.server";

const WORDS: Partial<Record<IssueCode, readonly [zh: string, en: string]>> = {
  missing: ["缺少类型（河流水面、铁路、高速路、其他屏障）", "its kind is missing: river, railway, expressway or other"],
  "unknown-choice": ["不认识的类型", "its kind is not known"],
  "kind-of-crossing": ["线的类型应为屏障", "a line is a barrier: its kind is river, railway, expressway or other"],
  "too-few-corners": ["线至少要有两个不同的点", "a line needs at least two different points"],
  "too-many-corners": [`线的点超过 ${MOST_CORNERS} 个`, `the line has more than ${MOST_CORNERS} points`],
  "outside-city": ["不在城市里", "it lies outside the city"],
  "not-degrees": ["没有这样的经纬度", "there is no such longitude or latitude"],
  "shape-unknown": ["图形不是线也不是点", "its shape is neither a line nor a point"],
  "no-shape": ["没有图形", "it has no shape"],
  "stray-crossing": [`${CROSSING_WITHIN} 米内没有屏障`, `no barrier of the file or the city within ${CROSSING_WITHIN} m`],
  "same-key-in-file": ["图形重复", "its shape stands in the file before"],
};

export function barrierProblemWords({ code, value }: Issue, file: string, feature: number): string {
  const [zh, en] = WORDS[code] ?? [code, code];
  const said = value === null ? "" : ` «${value.slice(0, 40)}»`;
  return `${file} 第 ${feature} 个要素：${zh}${said} · ${file} feature ${feature}: ${en}${said}`;
}

/** One sentence on why a file holds no shapes we can read. */
export function notShapesWords(
  refusal: FileRefusal | { readonly code: "no-heading" } | { readonly code: "unknown-crs"; readonly name: string },
  file: string,
): string {
  switch (refusal.code) {
    case "empty":
      return `${file} 是空文件 · ${file} is empty`;
    case "unknown-crs":
      return `不认识 ${file} 的坐标系 · ${file} names a coordinate system that is not read`;
    case "damaged":
      return `${file} 没有下载完整或不是 GeoJSON · ${file} is cut short or no GeoJSON`;
    case "no-features":
      return `${file} 没有要素 · ${file} holds no features`;
    default:
      return `${file} 不是 GeoJSON · ${file} is not GeoJSON (${refusal.code})`;
  }
}

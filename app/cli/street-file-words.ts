import type { ExtractGaps } from "~/modules/places/domain/streets/extract-gaps";
import type { StreetFileRefusal } from "~/modules/places/use-cases/read-streets.server";

const LOOKS_LIKE = {
  "osm-xml": "OSM XML (.osm)：请先转换为 .osm.pbf · convert it to .osm.pbf first",
  zip: "压缩包或 Excel 文件 · a zip archive or an Excel file: an archive must be unpacked first",
  gzip: "gzip 压缩：请先解压 · unpack it first",
  json: "JSON/GeoJSON",
  picture: "图片 a picture",
  text: "文本 text",
  empty: "空文件 an empty file",
  folder: "文件夹：请写出其中的文件 · a folder: name a file in it",
  "something-else": "其他格式 another format",
} as const;

/** One sentence on what is wrong with a street file and what to do. */
export function streetFileWords(refusal: StreetFileRefusal, file: string): string {
  switch (refusal.kind) {
    case "no-such-file":
      return `没有这个文件 · there is no file ${file}`;
    case "file-unreadable":
      return `无法读取 ${file} · ${file} cannot be read (${refusal.code})`;
    case "not-osm-pbf":
      return `${file} 不是 OpenStreetMap 的 .osm.pbf 文件，看起来是 · is not an .osm.pbf file, it looks like: ${LOOKS_LIKE[refusal.looksLike]}`;
    case "damaged":
      return `${file} 不完整或已损坏，请重新下载 · is cut short or damaged (near byte ${refusal.atByte} of ${refusal.size}): download it again`;
    case "packing-unknown":
      return `${file} 用了不支持的压缩方式，请用 zlib 重新打包 · is packed in a way that cannot be read (only zlib): repack it, for example with osmium cat`;
    case "no-walkable-ways":
      return refusal.ways === 0 && refusal.nodes > 0
        ? `${file} 只有 ${refusal.nodes} 个点、没有道路，可能没有下载完整 · has ${refusal.nodes} points and no way: it was probably cut short, download it again`
        : `${file} 中没有可步行的道路（共 ${refusal.ways} 条线）· has no walkable street among its ${refusal.ways} ways`;
    case "points-missing":
      return `${file} 缺少道路所需的大部分点（${lacking(refusal.gaps)}），请重新下载或用“完整道路”方式裁剪 · lacks too many of the points its streets are drawn by (${lacking(refusal.gaps)}): download it again, or cut it out with complete ways`;
    case "looks-cut-short":
      return (
        `${file} 可能没有下载完整：${percent(refusal.gaps.loosePart ?? 0)} 的点不属于任何道路或建筑，也没有关系数据；请重新下载，若确实只要这一部分，请加 --partly · ` +
        `was probably cut short: ${percent(refusal.gaps.loosePart ?? 0)} of its points belong to no street, building or other way, and it ends without relations; download it again, or add --partly if this part is meant`
      );
  }
}

const percent = (part: number): string => `${(100 * part).toFixed(part < 0.1 ? 1 : 0)} %`;
const lacking = ({ points, missingPoints }: ExtractGaps): string =>
  `${missingPoints} / ${points}, ${percent(points === 0 ? 0 : missingPoints / points)}`;

/** What a file that was taken lacks, a line each; nothing where it is whole. */
export function gapLines(gaps: ExtractGaps): string[] {
  const { missingPoints, brokenStreets, lostStreets, relations, loosePart } = gaps;
  const lines: string[] = [];
  if (missingPoints > 0)
    lines.push(
      `缺点 missing points：${lacking(gaps)}；${brokenStreets} 条道路在此断开，其中 ${lostStreets} 条无法画出（常见于裁剪边界）· ${brokenStreets} streets are broken off there, ${lostStreets} of them cannot be drawn (usual at the border of a cut-out)`,
    );
  if (relations === 0)
    lines.push(
      `文件没有关系数据${loosePart ? `，${percent(loosePart)} 的点不属于任何线` : ""}：若非特意筛选过，请核对文件大小是否与下载页一致 · the file holds no relations${loosePart ? ` and ${percent(loosePart)} of its points belong to no way` : ""}: unless it was filtered so, compare its size with the download page`,
    );
  return lines;
}

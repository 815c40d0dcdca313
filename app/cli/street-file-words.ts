import type { StreetFileRefusal } from "~/modules/places/use-cases/read-streets.server";

const LOOKS_LIKE = {
  "osm-xml": "OSM XML (.osm)：请先转换为 .osm.pbf · convert it to .osm.pbf first",
  zip: "压缩包 zip：请先解压 · unpack it first",
  gzip: "gzip 压缩：请先解压 · unpack it first",
  json: "JSON/GeoJSON",
  text: "文本 text",
  empty: "空文件 an empty file",
  "something-else": "其他格式 another format",
} as const;

/** One sentence on what is wrong with a street file and what to do. */
export function streetFileWords(refusal: StreetFileRefusal, file: string): string {
  switch (refusal.kind) {
    case "no-such-file":
      return `没有这个文件 · there is no file ${file}`;
    case "not-osm-pbf":
      return `${file} 不是 OpenStreetMap 的 .osm.pbf 文件，看起来是 · is not an .osm.pbf file, it looks like: ${LOOKS_LIKE[refusal.looksLike]}`;
    case "damaged":
      return `${file} 不完整或已损坏，请重新下载 · is cut short or damaged (near byte ${refusal.atByte} of ${refusal.size}): download it again`;
    case "packing-unknown":
      return `${file} 用了不支持的压缩方式，请用 zlib 重新打包 · is packed in a way that cannot be read (only zlib): repack it, for example with osmium cat`;
    case "no-walkable-ways":
      return `${file} 中没有可步行的道路（共 ${refusal.ways} 条线）· has no walkable street among its ${refusal.ways} ways`;
  }
}

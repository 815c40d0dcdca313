// Places people name when they say where they are, as a list says them: stations, hospitals, estates, markets.
import { LANDMARK_KINDS, MOST_ALIASES, type Landmark, type LandmarkKind } from "~/modules/places/domain/landmark";
import { isWithin, type Bounds } from "~/modules/places/domain/outline";
import type { Choice } from "./cell-words";
import { type CoordinateSystem, toWgs84 } from "./coordinate-system";
import type { Issue } from "./issue";
import { textIn, type ReadRow } from "./row-reading";
import type { Field, RowSchema } from "./row-schema";

const KINDS: readonly (Choice & { readonly key: LandmarkKind })[] = [
  {
    key: "station",
    zh: "车站",
    en: "station",
    synonyms: ["地铁站", "公交站", "火车站", "地铁口", "metro", "bus stop", "subway"],
  },
  { key: "hospital", zh: "医院", en: "hospital", synonyms: ["诊所", "卫生院", "社区卫生服务中心", "clinic"] },
  {
    key: "school",
    zh: "学校",
    en: "school",
    synonyms: ["小学", "中学", "大学", "幼儿园", "university", "college", "kindergarten"],
  },
  { key: "park", zh: "公园", en: "park", synonyms: ["广场", "square", "绿地"] },
  { key: "market", zh: "商场、市场", en: "market", synonyms: ["商场", "超市", "市场", "菜市场", "mall", "supermarket"] },
  { key: "estate", zh: "小区", en: "estate", synonyms: ["住宅小区", "家属院", "花园", "residential"] },
  {
    key: "office",
    zh: "单位、写字楼",
    en: "office",
    synonyms: ["单位", "写字楼", "机关", "大厦", "园区", "building", "government"],
  },
  { key: "road", zh: "路口", en: "road", synonyms: ["道路", "路", "街", "crossroads", "street"] },
  { key: "other", zh: "其他", en: "other", synonyms: ["景点", "寺庙", "sight"] },
];

const degrees = (key: string, zh: string, en: string, synonyms: readonly string[], example: number): Field => ({
  ...{ key, kind: "degrees", group: "place", required: true, zh, en, synonyms, example },
});

export const landmarkImportSchema: RowSchema = {
  fields: [
    {
      ...{ key: "name", kind: "text", group: "identity", required: true, maxLength: 120, zh: "名称", en: "name" },
      ...{ synonyms: ["地名", "地标", "landmark", "title"], example: "示例火车站" },
    },
    {
      ...{ key: "aliases", kind: "text", group: "identity", maxLength: 400, zh: "别名、简称", en: "other names" },
      ...{ synonyms: ["别名", "简称", "俗称", "aliases", "alias", "abbreviation"], example: "示例站；老车站" },
    },
    {
      ...{ key: "nameEn", kind: "text", group: "identity", maxLength: 160, zh: "英文名称", en: "english name" },
      ...{ synonyms: ["英文", "name_en"], example: "Example railway station" },
    },
    {
      ...{ key: "kind", kind: "choice", group: "identity", zh: "类型", en: "kind", choices: KINDS, example: "车站" },
      synonyms: ["类别", "种类", "type", "category"],
    },
    degrees("lon", "经度", "longitude", ["lon", "lng", "x"], 113.6253),
    degrees("lat", "纬度", "latitude", ["lat", "y"], 34.7466),
    {
      ...{ key: "areaCode", kind: "code", group: "place", zh: "所在区划代码", en: "area code" },
      ...{ synonyms: ["区划代码", "社区代码", "街道代码", "area_code"], example: "410105001001" },
    },
  ],
};

type Said = Omit<Landmark, "id" | "source">;

/** What a row says, converted once, and what is to be said of it. Null: it says no place at all. */
export function landmarkSaid(
  row: ReadRow,
  system: CoordinateSystem,
  bounds: Bounds | null,
): { readonly landmark: Said | null; readonly issues: readonly Issue[] } {
  const { lon, lat } = row.values;
  const name = textIn(row, "name");
  if (name === undefined || typeof lon !== "number" || typeof lat !== "number") return { landmark: null, issues: [] };
  if (Math.abs(lat) > 85 || Math.abs(lon) > 180) return { landmark: null, issues: [] };
  const at = toWgs84(lon, lat, system);
  const kind = LANDMARK_KINDS.find((known) => known === textIn(row, "kind")) ?? "other";
  const aliases = otherNames(textIn(row, "aliases") ?? "", name);
  const landmark: Said = {
    ...at,
    name,
    nameEn: textIn(row, "nameEn") ?? "",
    aliases,
    kind,
    areaCode: textIn(row, "areaCode") ?? null,
  };
  const isOutside = bounds !== null && !isWithin(at, bounds);
  return {
    landmark,
    issues: isOutside ? [{ severity: "error", code: "outside-city", column: "lon", field: "lon", value: null }] : [],
  };
}

/** «郑大一附院；一附院、大一附» → three names, none twice, none the name itself. */
const otherNames = (written: string, name: string): string[] =>
  [...new Set(written.split(/[;；,，、|/\n]+/).map((part) => part.trim()))]
    .filter((part) => part !== "" && part !== name)
    .slice(0, MOST_ALIASES);

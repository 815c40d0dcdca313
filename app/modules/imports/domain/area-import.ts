// What a row about an area says, and the area it means: level and parent follow from the code where the file is silent.
import type { Geometry } from "geojson";
import type { AreaRecord } from "~/modules/places/domain/area-record";
import type { CoordinateSystem } from "./coordinate-system";
import { geometryToWgs84 } from "./coordinate-system";
import type { AreaLevel } from "./gazetteer";
import type { Issue, IssueCode, Severity } from "./issue";
import { centreOf, isOutline, isSoundOutline, type Outline } from "~/modules/places/domain/outline";
import type { Choice } from "./cell-words";
import type { Placed } from "./placing";
import type { ReadRow } from "./row-reading";
import type { Field, RowSchema } from "./row-schema";

const LEVEL_CHOICES: readonly Choice[] = [
  { key: "city", zh: "市", en: "city", synonyms: ["城市", "地级市"] },
  { key: "district", zh: "区县", en: "district", synonyms: ["区", "县", "市辖区", "县级"] },
  { key: "street", zh: "街道", en: "street", synonyms: ["乡镇", "镇", "乡", "街道办", "乡级"] },
  { key: "community", zh: "社区", en: "community", synonyms: ["村", "居委会", "村委会", "社区（村）", "村级"] },
];
const CLASS_CHOICES: readonly Choice[] = [
  { key: "urban", zh: "城镇", en: "urban", synonyms: ["城市", "主城区", "111", "112", "121"] },
  { key: "rural", zh: "乡村", en: "rural", synonyms: ["农村", "210", "220"] },
  { key: "development-zone", zh: "开发区", en: "development zone", synonyms: ["功能区"] },
  { key: "unknown", zh: "未知", en: "unknown" },
];

const text = (key: string, zh: string, en: string, synonyms: readonly string[], more: Partial<Field> = {}): Field => ({
  key,
  kind: "text",
  group: "identity",
  zh,
  en,
  synonyms,
  maxLength: 80,
  ...more,
});

export const areaImportSchema: RowSchema = {
  fields: [
    {
      key: "code",
      kind: "code",
      group: "identity",
      zh: "区划代码",
      en: "area code",
      required: true,
      synonyms: ["代码", "行政区划代码", "统计用区划代码", "社区代码", "街道代码", "编码", "adcode", "code"],
      example: "410105001001",
    },
    text("name", "名称", "name", ["区划名称", "社区名称", "街道名称", "单位名称", "社区", "村居名称"], {
      example: "示例社区居民委员会",
    }),
    text("nameEn", "英文名称", "english name", ["英文名"]),
    {
      key: "level",
      kind: "choice",
      group: "identity",
      zh: "级别",
      en: "level",
      synonyms: ["层级", "区划级别"],
      choices: LEVEL_CHOICES,
      example: "社区",
    },
    {
      key: "parent",
      kind: "code",
      group: "identity",
      zh: "上级代码",
      en: "parent code",
      synonyms: ["上级区划代码", "父级代码", "所属街道代码", "parent"],
    },
    {
      key: "areaClass",
      kind: "choice",
      group: "identity",
      zh: "城乡分类",
      en: "area class",
      synonyms: ["城乡分类代码", "城乡属性"],
      choices: CLASS_CHOICES,
    },
    { key: "host", kind: "code", group: "identity", zh: "所在区代码", en: "host code", synonyms: ["托管区代码"] },
    {
      key: "lon",
      kind: "degrees",
      group: "place",
      zh: "经度",
      en: "longitude",
      synonyms: ["geometry lon", "lng", "lon", "x", "中心经度"],
      example: 113.66,
    },
    {
      key: "lat",
      kind: "degrees",
      group: "place",
      zh: "纬度",
      en: "latitude",
      synonyms: ["geometry lat", "lat", "y", "中心纬度"],
      example: 34.78,
    },
    {
      key: "lonlat",
      kind: "degree-pair",
      group: "place",
      zh: "经纬度",
      en: "longitude and latitude",
      synonyms: ["坐标", "中心点"],
      isHiddenInTemplate: true,
    },
    text("codeSystem", "代码体系", "code system", ["区划体系"], { group: "edition" }),
    {
      key: "codeYear",
      kind: "number",
      whole: true,
      min: 1980,
      max: 2100,
      group: "edition",
      zh: "代码年份",
      en: "code year",
      synonyms: ["年份", "区划年份"],
    },
  ],
};

export interface AreaContext {
  readonly cityCode: string;
  readonly edition: { readonly system: string; readonly year: number };
  readonly source: string;
  readonly system: CoordinateSystem;
  readonly newId: () => string;
}

const LEVEL_OF_LENGTH: Readonly<Record<number, AreaLevel>> = { 4: "city", 6: "district", 9: "street", 12: "community" };
const LENGTHS = [9, 6, 4] as const;

const said = (row: ReadRow, key: string): string | undefined => {
  const value = row.values[key];
  return typeof value === "string" ? value : undefined;
};

export const editionOf = (row: ReadRow, edition: AreaContext["edition"]) => ({
  system: said(row, "codeSystem") ?? edition.system,
  year: typeof row.values["codeYear"] === "number" ? row.values["codeYear"] : edition.year,
});

export function areaAfter(
  row: ReadRow,
  geometry: Geometry | null,
  placed: Placed,
  known: AreaRecord | null,
  context: AreaContext,
): { after: AreaRecord; issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const say = (severity: Severity, code: IssueCode, field: string, facts?: Issue["facts"]) =>
    issues.push({ severity, code, column: field, field, value: String(row.values[field] ?? ""), ...(facts ? { facts } : {}) });

  const code = said(row, "code") ?? "";
  if (!code.startsWith(context.cityCode)) say("error", "parent-not-prefix", "code", { parent: context.cityCode });
  const level = (said(row, "level") as AreaLevel | undefined) ?? known?.level ?? LEVEL_OF_LENGTH[code.length];
  if (!level) say("error", "level-unknown", "level", { length: code.length });
  const name = said(row, "name") ?? known?.name;
  if (name === undefined) say("error", "missing", "name");
  const parentCode = parentOf(row, code, known, context, say);
  const edition = editionOf(row, context.edition);

  const outline = outlineSaid(geometry, context.system, say) ?? known?.outline ?? null;
  const point = placed.position ?? (isOutline(geometry) && outline ? centreOf(outline) : null);
  const quality = placed.position ? "exact" : "approximate";
  const isSamePoint =
    point !== null &&
    known?.lon !== null &&
    known?.lon !== undefined &&
    known.lat !== null &&
    Math.abs(point.lon - known.lon) < 1e-6 &&
    Math.abs(point.lat - known.lat) < 1e-6;
  const position =
    point && !isSamePoint
      ? { lon: point.lon, lat: point.lat, positionQuality: quality }
      : { lon: known?.lon ?? null, lat: known?.lat ?? null, positionQuality: known?.positionQuality ?? "unplaced" };
  return {
    after: {
      id: known?.id ?? context.newId(),
      code,
      codeSystem: edition.system,
      codeYear: edition.year,
      level: level ?? "community",
      parentCode,
      name: name ?? "",
      nameEn: said(row, "nameEn") ?? known?.nameEn ?? null,
      areaClass: said(row, "areaClass") ?? known?.areaClass ?? "unknown",
      hostCode: said(row, "host") ?? known?.hostCode ?? null,
      ...position,
      outline,
      source: known ? known.source : context.source,
    },
    issues,
  };
}

/** The parent a column names, else the one the code names; the city's own area has none. Whether it exists is asked at the end. */
function parentOf(
  row: ReadRow,
  code: string,
  known: AreaRecord | null,
  context: AreaContext,
  say: (severity: Severity, code: IssueCode, field: string, facts?: Issue["facts"]) => void,
): string | null {
  const stated = said(row, "parent");
  if (stated !== undefined) {
    if (code.startsWith(stated) && stated !== code) return stated;
    say("error", "parent-not-prefix", "parent", { parent: stated });
    return null;
  }
  if (known?.parentCode) return known.parentCode;
  if (code === context.cityCode || code.length <= 4) return null;
  return code.slice(0, LENGTHS.find((length) => length < code.length) ?? 4);
}

/** A row that would be written, and what it would hang under. */
export interface StagedArea {
  readonly rowNumber: number;
  readonly code: string;
  readonly parent: string | null;
}

/** Rows whose parent is neither in the city nor among the rows that can be written; what hangs under them falls with them. */
export function orphans(rows: readonly StagedArea[], cityCode: string, inCity: ReadonlySet<string>): readonly StagedArea[] {
  const found: StagedArea[] = [];
  const left = new Set(rows);
  for (let fell = true; fell;) {
    fell = false;
    const known = new Set([...left].map(({ code }) => code));
    for (const row of left) {
      if (row.parent === null || row.parent === cityCode || known.has(row.parent) || inCity.has(row.parent)) continue;
      left.delete(row);
      found.push(row);
      fell = true;
    }
  }
  return found;
}

function outlineSaid(
  geometry: Geometry | null,
  system: CoordinateSystem,
  say: (severity: Severity, code: IssueCode, field: string) => void,
): Outline | null {
  if (!isOutline(geometry)) return null;
  if (!isSoundOutline(geometry)) {
    say("error", "outline-broken", "code");
    return null;
  }
  const turned = geometryToWgs84(geometry, system);
  return isOutline(turned) ? turned : null;
}

/** Whether two records say the same; keys and the order of members do not matter. */
export const isSameArea = (a: AreaRecord, b: AreaRecord): boolean =>
  (Object.keys(a) as (keyof AreaRecord)[]).every((key) =>
    key === "outline" ? JSON.stringify(sorted(a.outline)) === JSON.stringify(sorted(b.outline)) : a[key] === b[key],
  );

const sorted = (outline: Outline | null) => outline && { type: outline.type, coordinates: outline.coordinates };

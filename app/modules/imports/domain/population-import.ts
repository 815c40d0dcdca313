// People by area and group: one row an area with a column a group (wide), or one row an area and group (long).
import type { Choice } from "./cell-words";
import type { Issue } from "./issue";
import type { ReadRow } from "./row-reading";
import type { Field, RowSchema } from "./row-schema";

const BAND_STARTS = Array.from({ length: 16 }, (_, at) => (at + 1) * 5);

interface Group {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly synonyms: readonly string[];
}

const atLeast = (age: number): Group => ({
  key: `${age}plus`,
  zh: `${age}岁及以上`,
  en: `${age} and over`,
  synonyms: [
    `${age}岁以上`,
    `${age}+`,
    `${age}岁及以上人口`,
    `${age}岁以上人口`,
    `${age}岁及以上老年人`,
    `${age}岁以上老人`,
    `≥${age}岁`,
    `${age}岁+`,
  ],
});

/** The groups figures are kept by. */
export const POPULATION_GROUPS: readonly Group[] = [
  {
    key: "all",
    zh: "总人口",
    en: "all",
    synonyms: ["人口", "人口数", "常住人口", "户籍人口", "人口总数", "合计", "总人数", "总计", "total", "population"],
  },
  atLeast(60),
  atLeast(65),
  atLeast(75),
  atLeast(80),
  { key: "0-2", zh: "0–2岁", en: "0 to 2", synonyms: ["0-2岁", "0至2岁", "3岁以下", "三岁以下", "0-3岁婴幼儿", "婴幼儿"] },
  { key: "age-0", zh: "0岁", en: "age 0", synonyms: ["不满1岁"] },
  { key: "age-1-4", zh: "1–4岁", en: "ages 1 to 4", synonyms: ["1-4岁", "1至4岁"] },
  ...BAND_STARTS.map((from): Group => ({
    key: `age-${from}-${from + 4}`,
    zh: `${from}–${from + 4}岁`,
    en: `ages ${from} to ${from + 4}`,
    synonyms: [`${from}-${from + 4}岁`, `${from}至${from + 4}岁`, `${from}-${from + 4}`],
  })),
  { key: "age-85plus", zh: "85岁及以上", en: "85 and over", synonyms: ["85岁以上", "85+", "85岁+"] },
];

const GROUP_CHOICES: readonly Choice[] = POPULATION_GROUPS;
const BASIS_CHOICES: readonly Choice[] = [
  { key: "resident", zh: "常住", en: "resident", synonyms: ["常住人口"] },
  { key: "registered", zh: "户籍", en: "registered", synonyms: ["户籍人口", "在册"] },
];

const text = (key: string, zh: string, en: string, synonyms: readonly string[], example?: string): Field => ({
  key,
  kind: "text",
  group: "area",
  zh,
  en,
  synonyms,
  maxLength: 80,
  ...(example ? { example } : {}),
});

export const populationImportSchema: RowSchema = {
  fields: [
    {
      key: "areaCode",
      kind: "code",
      group: "area",
      zh: "区划代码",
      en: "area code",
      synonyms: ["代码", "行政区划代码", "社区代码", "街道代码", "adcode", "code"],
      example: "410105001001",
    },
    text("district", "区县", "district", ["区", "县区", "行政区", "所属区"], "金水区"),
    text("street", "街道", "street office", ["乡镇街道", "镇街", "乡镇", "办事处"], "文化路街道"),
    text("community", "社区", "community", ["社区村", "村社区", "社区名称", "社区（村）", "村居", "居委会"], "示例社区"),
    text("areaName", "地区", "area", ["区划名称", "名称", "地区名称", "name"]),
    {
      key: "year",
      kind: "number",
      whole: true,
      min: 1950,
      max: 2100,
      group: "figures",
      zh: "年份",
      en: "year",
      required: true,
      synonyms: ["统计年份", "年度"],
      example: 2024,
    },
    {
      key: "basis",
      kind: "choice",
      group: "figures",
      zh: "人口口径",
      en: "basis",
      required: true,
      synonyms: ["口径", "常住户籍", "人口类型"],
      choices: BASIS_CHOICES,
      example: "常住",
    },
    { key: "isEstimate", kind: "yes-no", group: "figures", zh: "是否估算", en: "is estimate", synonyms: ["估算"] },
    {
      key: "group",
      kind: "choice",
      group: "long",
      zh: "年龄组",
      en: "group",
      synonyms: ["人群", "年龄段", "分组"],
      choices: GROUP_CHOICES,
      isHiddenInTemplate: true,
    },
    {
      key: "people",
      kind: "number",
      whole: true,
      group: "long",
      zh: "人数",
      en: "people",
      synonyms: ["数量", "人口数量"],
      isHiddenInTemplate: true,
    },
    ...POPULATION_GROUPS.map(({ key, zh, en, synonyms }): Field => ({
      key: `group.${key}`,
      kind: "number",
      whole: true,
      group: "groups",
      zh,
      en,
      synonyms,
      ...(key === "all" ? { example: 5200 } : key === "60plus" ? { example: 910 } : {}),
    })),
  ],
};

export interface PeopleOfGroup {
  readonly group: string;
  readonly people: number;
}

/** What a row says of how many groups; a row without any says nothing. */
export function peopleSaid(row: ReadRow): { people: readonly PeopleOfGroup[]; issues: readonly Issue[] } {
  const people: PeopleOfGroup[] = POPULATION_GROUPS.flatMap(({ key }) => {
    const value = row.values[`group.${key}`];
    return typeof value === "number" ? [{ group: key, people: value }] : [];
  });
  const [group, count] = [row.values["group"], row.values["people"]];
  if (typeof group === "string" && typeof count === "number") people.push({ group, people: count });
  if (people.length === 0)
    return { people, issues: [{ severity: "error", code: "no-group", column: "people", field: "people", value: null }] };
  return { people, issues: [] };
}

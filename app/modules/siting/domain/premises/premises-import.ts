// What a row of a district's list of idle premises can say, with the headings districts use, and what it means. Rents and costs come in
// yuan or in ten thousands of yuan, by the heading; what looks like the other unit is pointed out, never changed.
import { dateOf } from "~/modules/imports/domain/cell-date";
import type { Choice } from "~/modules/imports/domain/cell-words";
import type { Issue, IssueCode, Severity } from "~/modules/imports/domain/issue";
import type { Placed } from "~/modules/imports/domain/placing";
import { textIn, type ReadRow } from "~/modules/imports/domain/row-reading";
import type { Field, RowSchema } from "~/modules/imports/domain/row-schema";
import { FIRES, isPhone, LIFTS, MOST_FEN, MOST_M2, MOST_PLACES, type PremisesContact, type PremisesFacts } from "./premises";
import { isStage, LONGEST_REASON, type Stage } from "./premises-stage";

export const LIFT_CHOICES: readonly Choice[] = [
  { key: "yes", zh: "有", en: "yes", synonyms: ["是", "有电梯", "已装", "1", "√", "✓"] },
  { key: "no", zh: "无", en: "no", synonyms: ["否", "没有", "无电梯", "未装", "需加装", "0", "×", "✗"] },
  { key: "unknown", zh: "不清楚", en: "not known", synonyms: ["不详", "未知", "待查", "待核实"] },
];
export const FIRE_CHOICES: readonly Choice[] = [
  {
    key: "passed",
    zh: "已通过",
    en: "passed",
    synonyms: ["通过", "合格", "已验收", "验收合格", "已备案", "符合", "达标", "是", "有", "√", "✓"],
  },
  {
    ...{ key: "can-be-made", zh: "整改后可通过", en: "can be put right" },
    synonyms: ["可整改", "需整改", "待整改", "整改中", "可改造", "需改造", "可通过", "整改", "未验收", "待验收"],
  },
  {
    key: "no",
    zh: "不能通过",
    en: "cannot pass",
    synonyms: ["不合格", "未通过", "不符合", "不达标", "无法通过", "无法整改", "否", "无", "×", "✗"],
  },
  { key: "unknown", zh: "不清楚", en: "not known", synonyms: ["不详", "未知", "待查", "待核实"] },
];
export const STAGE_CHOICES: readonly Choice[] = [
  { key: "survey", zh: "摸排", en: "survey", synonyms: ["排查", "普查", "调查", "摸底"] },
  { key: "selection", zh: "选址", en: "selection", synonyms: ["初选", "比选", "拟选"] },
  { key: "negotiation", zh: "协商", en: "negotiation", synonyms: ["洽谈", "谈判", "商谈"] },
  { key: "approval", zh: "立项", en: "approval", synonyms: ["已立项", "审批", "报批"] },
  { key: "building", zh: "建设", en: "building", synonyms: ["在建", "施工", "装修", "改造中", "建设中"] },
  { key: "acceptance", zh: "验收", en: "acceptance", synonyms: ["待验收", "验收中"] },
  { key: "operating", zh: "运营", en: "operating", synonyms: ["已运营", "运营中", "开业", "投用"] },
];
export const QUALITY_CHOICES: readonly Choice[] = [
  { key: "exact", zh: "准确", en: "exact" },
  { key: "approximate", zh: "约略", en: "approximate", synonyms: ["大致", "近似"] },
  { key: "unplaced", zh: "未定位", en: "not placed" },
];

type More = Partial<Omit<Field, "key" | "kind" | "group">>;
const field = (
  kind: Field["kind"],
  group: string,
  key: string,
  zh: string,
  en: string,
  synonyms: readonly string[],
  more: More = {},
): Field => ({
  ...{ key, kind, group, zh, en, synonyms },
  ...more,
});
const text = field.bind(null, "text");
const MOST_YUAN = MOST_FEN / 100;

/** An amount as offices write it: in yuan, or in ten thousands of yuan under a heading of its own. */
const money = (key: string, zh: string, en: string, names: readonly string[], example: number): readonly Field[] => [
  field("number", "money", key, `${zh}（元）`, `${en} (yuan)`, [zh, en, ...names, ...names.map((name) => `${name}（元）`)], {
    ...{ max: MOST_YUAN, example },
  }),
  field(
    "number",
    "money",
    `${key}Wan`,
    `${zh}（万元）`,
    `${en} (10,000 yuan)`,
    [
      `${en} in 10,000 yuan`,
      ...[zh, ...names].flatMap((name) => [
        `${name}（万元）`,
        `${name}（万）`,
        `${name}（万元/年）`,
        `${name}万元`,
        `${name}/万元`,
      ]),
    ],
    { max: MOST_YUAN / 10_000, isHiddenInTemplate: true },
  ),
];

export const premisesImportSchema: RowSchema = {
  fields: [
    text(
      "identity",
      "externalId",
      "编号",
      "external id",
      ["房源编号", "用房编号", "房屋编号", "资产编号", "id", "ref", "code", "no"],
      {
        ...{ maxLength: 100, example: "JS-001" },
      },
    ),
    text("identity", "premisesId", "系统编号", "Quarterhour id", ["quarterhour id"], { maxLength: 36, isHiddenInTemplate: true }),
    text(
      "identity",
      "name",
      "名称",
      "name",
      ["房屋名称", "用房名称", "闲置用房名称", "闲置用房", "闲置房屋", "项目名称", "房源名称", "房屋", "premises", "title"],
      { required: true, maxLength: 120, example: "示例路12号一层用房" },
    ),
    field("code", "place", "areaCode", "区划代码", "area code", ["行政区划代码", "社区代码", "统计用区划代码"]),
    text("place", "district", "区县", "district", ["所属区县", "所在区", "区", "县区", "行政区", "所属区"], {
      maxLength: 60,
      example: "金水区",
    }),
    text(
      "place",
      "street",
      "街道",
      "street office",
      ["乡镇街道", "所属街道", "街道乡镇", "镇街", "办事处", "乡镇", "街道（乡镇）"],
      {
        ...{ maxLength: 60, example: "文化路街道" },
      },
    ),
    text("place", "community", "社区", "community", ["社区村", "所属社区", "所在社区", "村社区", "社区（村）", "居委会"], {
      maxLength: 60,
    }),
    text(
      "place",
      "address",
      "地址",
      "address",
      ["详细地址", "房屋地址", "坐落", "房屋坐落", "坐落位置", "具体位置", "所在地", "地点", "location"],
      {
        ...{ maxLength: 200, joins: true, example: "示例路12号" },
      },
    ),
    field("degrees", "place", "lon", "经度", "longitude", ["lng", "lon", "long", "x", "经度x", "东经", "x坐标", "geometry lon"], {
      example: 113.66,
    }),
    field("degrees", "place", "lat", "纬度", "latitude", ["lat", "y", "纬度y", "北纬", "y坐标", "geometry lat"], {
      example: 34.78,
    }),
    field(
      "degree-pair",
      "place",
      "lonlat",
      "经纬度",
      "longitude and latitude",
      ["坐标", "地理坐标", "经纬度坐标", "coordinates"],
      {
        isHiddenInTemplate: true,
      },
    ),
    field("choice", "place", "positionQuality", "位置质量", "position quality", [], {
      choices: QUALITY_CHOICES,
      isHiddenInTemplate: true,
    }),
    field(
      "number",
      "building",
      "areaM2",
      "面积（平方米）",
      "area (m²)",
      [
        "面积",
        "建筑面积",
        "使用面积",
        "房屋面积",
        "可用面积",
        "面积（㎡）",
        "面积（m2）",
        "面积（m²）",
        "平方米",
        "area m2",
        "floor area",
      ],
      { max: MOST_M2, example: 260 },
    ),
    text("building", "floor", "楼层", "floor", ["所在楼层", "层数", "层", "房屋楼层", "floors"], {
      maxLength: 40,
      example: "1层",
    }),
    field("choice", "building", "lift", "电梯", "lift", ["有无电梯", "是否有电梯", "电梯情况", "elevator"], {
      choices: LIFT_CHOICES,
    }),
    text(
      "building",
      "ownership",
      "权属",
      "ownership",
      ["产权", "权属单位", "产权单位", "产权人", "权属性质", "权属情况", "产权性质", "owner"],
      {
        ...{ maxLength: 60, example: "街道办事处" },
      },
    ),
    text(
      "building",
      "lease",
      "租期至",
      "lease until",
      ["租期", "租赁期限", "租赁期", "租约到期", "租期止", "租赁到期日", "可租期限", "使用期限", "lease end"],
      {
        ...{ maxLength: 100, example: "2030-12-31" },
      },
    ),
    field(
      "choice",
      "building",
      "fire",
      "消防",
      "fire safety",
      ["消防情况", "消防验收", "消防条件", "是否通过消防", "消防是否达标", "fire"],
      {
        choices: FIRE_CHOICES,
      },
    ),
    ...money("rent", "年租金", "rent a year", ["租金", "租金/年", "每年租金", "年租"], 60_000),
    field(
      "number",
      "money",
      "rentMonth",
      "月租金（元）",
      "rent a month (yuan)",
      ["月租金", "月租", "租金（元/月）", "每月租金", "rent a month"],
      {
        ...{ max: MOST_YUAN / 12, isHiddenInTemplate: true },
      },
    ),
    ...money(
      "build",
      "建设费用",
      "cost to build",
      ["建设成本", "改造费用", "改造成本", "改造投资", "装修费用", "建设投资", "估算投资", "投资估算"],
      800_000,
    ),
    ...money("yearly", "年运营费用", "cost to run a year", ["运营费用", "年运营成本", "运营成本", "年运行费用"], 300_000),
    field(
      "number",
      "building",
      "places",
      "可设数量",
      "possible places",
      ["可设床位", "可设托位", "可设餐位", "可容纳人数", "可服务人数", "可设座位", "places"],
      {
        ...{ whole: true, max: MOST_PLACES, example: 40 },
      },
    ),
    text("contact", "contactName", "联系人", "contact", ["联系人姓名", "负责人", "对接人", "经办人"], {
      maxLength: 60,
      isSensitive: true,
      example: "示例联系人",
    }),
    text("contact", "phone", "联系电话", "phone", ["电话", "联系方式", "电话号码", "手机", "手机号", "tel", "telephone"], {
      ...{ maxLength: 60, isSensitive: true, example: "0371-60000000" },
    }),
    field("choice", "stage", "stage", "阶段", "stage", ["进度", "进展", "当前阶段", "推进阶段", "状态", "status"], {
      choices: STAGE_CHOICES,
      example: "摸排",
    }),
    text("stage", "droppedBecause", "放弃原因", "dropped because", ["不可用原因", "终止原因"], { maxLength: LONGEST_REASON }),
    text("stage", "note", "备注", "note", ["说明", "memo", "remarks"], { maxLength: 2000, joins: true }),
  ],
};

/** What a row says; what it leaves out is undefined, and an empty cell erases nothing. */
export interface PremisesSaid {
  readonly facts: Partial<PremisesFacts> & Pick<PremisesFacts, "name">;
  readonly contact: Partial<PremisesContact>;
  readonly stage: Stage | null;
  readonly droppedBecause: string;
}

/** Below this a yearly rent or a cost of building is more likely in ten thousands. */
const LEAST_LIKELY_YUAN = 1000;

export function premisesSaid(row: ReadRow, placed: Placed): { readonly said: PremisesSaid; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const say = (severity: Severity, code: IssueCode, at: string, facts?: Issue["facts"]) =>
    issues.push({ severity, code, column: at, field: at, value: String(row.values[at] ?? ""), ...(facts ? { facts } : {}) });
  const number = (key: string): number | undefined => {
    const value = row.values[key];
    return typeof value === "number" ? value : undefined;
  };
  const fen = (key: string): number | undefined => {
    const [yuan, wan, month] = [number(key), number(`${key}Wan`), key === "rent" ? number("rentMonth") : undefined];
    if (yuan !== undefined && yuan > 0 && yuan < LEAST_LIKELY_YUAN) say("warning", "money-looks-small", key, { yuan });
    const all = yuan ?? (wan === undefined ? undefined : wan * 10_000) ?? (month === undefined ? undefined : month * 12);
    return all === undefined ? undefined : Math.round(all * 100);
  };
  const lease = leaseSaid(textIn(row, "lease"));
  if (lease.leaseWords) say("warning", "lease-in-words", "lease");
  const areaM2 = number("areaM2");
  const stage = textIn(row, "stage") ?? "";
  const phone = textIn(row, "phone");
  if (phone !== undefined && !phone.includes("****") && !isPhone(phone))
    issues.push({ severity: "warning", code: "phone-shape", column: "phone", field: "phone", value: null });
  const facts: Partial<PremisesFacts> = {
    ...(placed.areaCode === null ? {} : { areaCode: placed.areaCode }),
    ...defined({
      address: textIn(row, "address"),
      floor: floorSaid(row),
      ownership: textIn(row, "ownership"),
      note: textIn(row, "note"),
    }),
    ...defined({ lift: among(LIFTS, textIn(row, "lift")), fire: among(FIRES, textIn(row, "fire")) }),
    ...defined({ rentFen: fen("rent"), buildFen: fen("build"), yearlyFen: fen("yearly"), places: number("places") }),
    ...(areaM2 ? { areaM2 } : {}),
    ...lease,
    ...positionSaid(row, placed),
  };
  return {
    said: {
      facts: { ...facts, name: textIn(row, "name") ?? "" },
      // A mask says nothing.
      contact: defined({ name: textIn(row, "contactName"), phone: phone?.includes("****") ? undefined : phone }),
      stage: isStage(stage) ? stage : null,
      droppedBecause: textIn(row, "droppedBecause") ?? "",
    },
    issues,
  };
}

function positionSaid(row: ReadRow, { position, quality, raw }: Placed): Partial<PremisesFacts> {
  if (!position || quality === "unplaced") return {};
  const isRough = quality === "approximate" || row.values["positionQuality"] === "approximate";
  return { position: { ...position, quality: isRough ? "approximate" : "exact", raw } };
}

/** A day where there is one: «2028.4», «2023.5-2028.4», «2028年4月30日止»; else the words themselves. */
function leaseSaid(words: string | undefined): Partial<Pick<PremisesFacts, "leaseUntil" | "leaseWords">> {
  if (words === undefined) return {};
  const last = words.split(/\s*(?:至|到|—|–|~|～|(?<=[\d日])-(?=\d{4}))\s*/).at(-1) ?? words;
  for (const tried of [words, last]) {
    const { value } = dateOf(tried, { endOfPeriod: true });
    if (value !== null) return { leaseUntil: value, leaseWords: "" };
  }
  return { leaseWords: words };
}

/** Excel makes a day of «1-2»: the floors are its month and its day. */
function floorSaid(row: ReadRow): string | undefined {
  const said = textIn(row, "floor");
  const [, month, day] = /^\d{4}-(\d{2})-(\d{2})$/.exec(said ?? "") ?? [];
  return month && day ? `${Number(month)}-${Number(day)}` : said;
}

const among = <T extends string>(all: readonly T[], word: string | undefined): T | undefined => all.find((one) => one === word);

const defined = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

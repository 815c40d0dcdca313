// What a row about a facility can say, with the headings real files use. One facility a row.
import type { Choice } from "~/modules/imports/domain/cell-words";
import type { Field, RowSchema } from "~/modules/imports/domain/row-schema";
import type { AccessFact } from "./facility";
import type { FacilityKind, ServiceType } from "./service-type";

/** The service a class of places belongs to. «general» follows the row's first service. */
export const SERVICE_OF_CLASS: Readonly<Record<string, string>> = {
  "day-place": "day-care",
  "nursing-bed": "residential",
  "general-bed": "residential",
  "meal-seat": "meals",
  infant: "nursery",
  "toddler-12": "nursery",
  "toddler-24": "nursery",
  mixed: "nursery",
};

/** What a kind of facility offers where its row does not say; a person sees the assumption in the preview. */
export const SERVICE_OF_KIND: Readonly<Record<string, string>> = {
  "street-centre": "day-care",
  "community-centre": "day-care",
  "private-institution": "residential",
  "residential-institution": "residential",
  "nursery-institution": "nursery",
  "family-nursery": "nursery",
  "employer-nursery": "nursery",
  "kindergarten-class": "toddler-class",
  "child-protection-institution": "child-protection",
  "job-station": "job-station",
};

const CLASS_NAMES: readonly (readonly [kind: string, zh: string, en: string, synonyms: readonly string[]])[] = [
  ["day-place", "日间照料", "day places", ["日托", "日间照料床位", "日照", "日托位"]],
  ["nursing-bed", "护理型床位", "nursing beds", ["护理床位", "护理型", "护理床"]],
  ["general-bed", "普通床位", "general beds", ["非护理型床位", "一般床位", "自理床位"]],
  ["meal-seat", "助餐座位", "meal seats", ["餐位", "就餐座位", "助餐餐位"]],
  ["infant", "乳儿班", "infant class", ["乳儿班托位", "乳儿"]],
  ["toddler-12", "托小班", "younger toddlers", ["托小班托位", "托小"]],
  ["toddler-24", "托大班", "older toddlers", ["托大班托位", "托大"]],
  ["mixed", "混龄班", "mixed-age class", ["混龄编班", "混龄班托位", "混龄"]],
];

const FIGURES = [
  ["licensed", "核定", "licensed", ["设计", "备案", "批准", "规划"]],
  ["staffed", "可收托", "staffed", ["可入住", "开放", "实际可用", "运营", "实有"]],
  ["taken", "在托", "taken", ["在住", "入住", "实际入住", "已入住", "已收托", "在园"]],
] as const;

const ACCESS_NAMES: readonly (readonly [key: AccessFact, zh: string, en: string, synonyms: readonly string[]])[] = [
  ["stepFree", "无台阶出入", "step-free entrance", ["无障碍出入口", "无障碍通道", "坡道"]],
  ["lift", "有电梯", "has a lift", ["电梯", "无障碍电梯"]],
  ["pramParking", "可停婴儿车", "pram parking", ["婴儿车停放", "婴儿车停放处"]],
  ["accessibleToilet", "无障碍卫生间", "accessible toilet", ["无障碍厕所"]],
];
const ACCESS_FIELDS: readonly Field[] = ACCESS_NAMES.map(([key, zh, en, synonyms]) => ({
  ...{ key, kind: "yes-no", group: "place", zh, en, synonyms },
}));

const capacityFields: readonly Field[] = [
  {
    key: "licensed",
    kind: "number",
    whole: true,
    max: 100_000,
    group: "capacity",
    zh: "核定数",
    en: "licensed places",
    example: 120,
    synonyms: [
      "核定",
      "核定床位",
      "核定床位数",
      "床位数",
      "床位总数",
      "总床位",
      "床位",
      "托位",
      "托位数",
      "托位总数",
      "核定托位",
      "核定托位数",
      "核定人数",
      "设计床位",
      "设计床位数",
      "备案托位",
      "建设床位",
      "定员",
      "full",
      "capacity",
      "beds",
      "places",
      "licensed",
    ],
  },
  {
    key: "staffed",
    kind: "number",
    whole: true,
    max: 100_000,
    group: "capacity",
    zh: "可收托数",
    en: "staffed places",
    example: 100,
    synonyms: [
      "可收托",
      "可入住",
      "可入住床位",
      "可入住数",
      "开放床位",
      "开放床位数",
      "实有床位",
      "实有",
      "实际床位",
      "可用床位",
      "可用托位",
      "运营床位",
      "staffed",
      "open places",
    ],
  },
  {
    key: "taken",
    kind: "number",
    whole: true,
    max: 100_000,
    group: "capacity",
    zh: "在托数",
    en: "taken places",
    example: 86,
    synonyms: [
      "在托",
      "在住",
      "在住人数",
      "入住人数",
      "入住数",
      "已入住",
      "实际入住",
      "在托人数",
      "在托儿童",
      "在院人数",
      "收住人数",
      "occupied",
      "enrolled",
      "taken",
    ],
  },
  ...CLASS_NAMES.flatMap(([kind, zh, en, names]) =>
    FIGURES.map(([figure, figureZh, figureEn, figureNames]): Field => ({
      key: `${kind}.${figure}`,
      kind: "number",
      whole: true,
      max: 100_000,
      group: "classes",
      zh: `${zh}${figureZh}数`,
      en: `${en} ${figureEn}`,
      synonyms: [
        ...[zh, ...names].flatMap((name) => [
          `${name}${figureZh}`,
          `${figureZh}${name}`,
          ...figureNames.flatMap((word) => [`${name}${word}`, `${word}${name}`]),
        ]),
        ...(figure === "licensed" ? [zh, ...names, `${zh}数`, `${zh}床位`] : []),
      ],
    })),
  ),
];

export const STATE_CHOICES: readonly Choice[] = [
  { key: "planned", zh: "拟建", en: "planned", synonyms: ["规划", "筹建", "规划中"] },
  { key: "building", zh: "在建", en: "building", synonyms: ["建设中", "施工"] },
  {
    key: "operating",
    zh: "运营",
    en: "operating",
    synonyms: ["运营中", "正常", "正常运营", "开业", "营业", "在营", "已运营", "open"],
  },
  { key: "suspended", zh: "暂停", en: "suspended", synonyms: ["停业", "歇业", "停业整顿", "暂停运营"] },
  { key: "closed", zh: "关闭", en: "closed", synonyms: ["已关闭", "注销", "撤销", "关停", "终止"] },
];

const OPERATOR_CHOICES: readonly Choice[] = [
  { key: "public", zh: "公办公营", en: "public", synonyms: ["公办", "公立", "公", "国有", "市", "市立"] },
  {
    key: "public-built-private-run",
    zh: "公建民营",
    en: "public, privately run",
    synonyms: ["公办民营", "公建民营", "委托运营", "指", "built publicly, run privately"],
  },
  { key: "private", zh: "民办", en: "private", synonyms: ["私", "私立", "私营", "民营", "企业", "营利性"] },
  {
    key: "nonprofit",
    zh: "社会组织",
    en: "nonprofit",
    synonyms: ["民办非企业", "民非", "非营利", "非营利性", "普惠民办", "社会福利法人"],
  },
  { key: "village-collective", zh: "村集体", en: "village collective", synonyms: ["集体", "农村集体"] },
];

const QUALITY_CHOICES: readonly Choice[] = [
  { key: "exact", zh: "准确", en: "exact", synonyms: ["位置准确", "精确"] },
  { key: "approximate", zh: "约略", en: "approximate", synonyms: ["位置约略", "位置大致", "近似", "大致", "位置为近似"] },
  { key: "unplaced", zh: "未定位", en: "unplaced", synonyms: ["尚未定位", "无位置", "not placed", "not on the map"] },
];

const PATTERN_CHOICES: readonly Choice[] = [
  { key: "full-day", zh: "全日托", en: "full day", synonyms: ["全日", "全托", "全日制"] },
  { key: "half-day", zh: "半日托", en: "half day", synonyms: ["半日"] },
  { key: "hourly", zh: "计时托", en: "hourly", synonyms: ["计时"] },
  { key: "temporary", zh: "临时托", en: "temporary", synonyms: ["临时"] },
];

const UNIT_CHOICES: readonly Choice[] = [
  { key: "month", zh: "每月", en: "a month", synonyms: ["月", "元/月"] },
  { key: "day", zh: "每日", en: "a day", synonyms: ["天", "日", "元/天"] },
  { key: "hour", zh: "每小时", en: "an hour", synonyms: ["小时", "元/小时"] },
  { key: "meal", zh: "每餐", en: "a meal", synonyms: ["餐", "元/餐"] },
];

const text = (
  group: string,
  key: string,
  zh: string,
  en: string,
  synonyms: readonly string[],
  more: Partial<Field> = {},
): Field => ({ key, kind: "text", group, zh, en, synonyms, ...more });

const document = (kind: string, zh: string, en: string, names: readonly string[]): readonly Field[] => [
  text(
    "documents",
    `${kind}Number`,
    `${zh}编号`,
    `${en} number`,
    names.flatMap((name) => [`${name}号`, `${name}编号`, `${name}证号`, name]),
    { maxLength: 100 },
  ),
  {
    key: `${kind}Expires`,
    kind: "expiry",
    group: "documents",
    zh: `${zh}有效期至`,
    en: `${en} valid until`,
    synonyms: names.flatMap((name) => [`${name}有效期`, `${name}有效期至`, `${name}到期`, `${name}到期日`]),
  },
];

/** The schema for one city: its own kinds and service types are the choices. */
export function facilityImportSchema(
  kinds: readonly Pick<FacilityKind, "key" | "nameZh" | "nameEn">[],
  types: readonly ServiceType[],
): RowSchema {
  return {
    fields: [
      text(
        "identity",
        "externalId",
        "编号",
        "external id",
        ["序号编码", "机构编号", "机构代码", "统一社会信用代码", "设施编号", "hid", "id", "ref", "code", "no"],
        { maxLength: 100, example: "ZZ-0001" },
      ),
      text("identity", "facilityId", "系统编号", "Quarterhour id", ["quarterhour id"], { maxLength: 36 }),
      text(
        "identity",
        "name",
        "名称",
        "name",
        [
          "机构名称",
          "设施名称",
          "单位名称",
          "养老机构名称",
          "托育机构名称",
          "中心名称",
          "站点名称",
          "园所名称",
          "名前",
          "施設名",
          "facility",
          "facility name",
        ],
        { required: true, maxLength: 120, example: "文化路街道综合养老服务中心" },
      ),
      {
        key: "kind",
        kind: "choice",
        group: "identity",
        zh: "设施类型",
        en: "kind",
        required: true,
        synonyms: ["类型", "机构类型", "类别", "设施类别", "机构类别", "type", "facility kind"],
        choices: kinds.map(({ key, nameZh, nameEn }) => ({ key, zh: nameZh, en: nameEn })),
        example: kinds[0]?.nameZh ?? "",
      },
      text(
        "identity",
        "operatorName",
        "运营单位",
        "operator",
        ["运营机构", "运营主体", "举办单位", "主办单位", "承办单位", "owner", "法人"],
        { maxLength: 120 },
      ),
      {
        key: "operatorKind",
        kind: "choice",
        group: "identity",
        zh: "运营性质",
        en: "operator kind",
        synonyms: ["运营主体类型", "kind of operator", "性质", "机构性质", "经营性质", "举办性质", "所有制", "ownership"],
        choices: OPERATOR_CHOICES,
      },
      text("identity", "note", "备注", "note", ["memo", "remarks"], { maxLength: 2000, joins: true }),

      {
        key: "areaCode",
        kind: "code",
        group: "place",
        zh: "区划代码",
        en: "area code",
        synonyms: ["行政区划代码", "社区代码", "统计用区划代码"],
      },
      text("place", "district", "区县", "district", ["所属区县", "所在区", "区", "县区", "行政区", "所属区", "ward"], {
        maxLength: 60,
        example: "金水区",
      }),
      text(
        "place",
        "street",
        "街道",
        "street office",
        ["乡镇街道", "所属街道", "街道乡镇", "镇街", "办事处", "乡镇", "街道（乡镇）"],
        { maxLength: 60, example: "文化路街道" },
      ),
      text("place", "community", "社区", "community", ["社区村", "所属社区", "村社区", "社区（村）", "居委会"], {
        maxLength: 60,
      }),
      text(
        "place",
        "address",
        "地址",
        "address",
        ["详细地址", "机构地址", "设施地址", "所在地", "地点", "住所", "所在地址", "住址", "add1", "location"],
        { maxLength: 200, joins: true, example: "文化路80号" },
      ),
      {
        key: "lon",
        kind: "degrees",
        group: "place",
        zh: "经度",
        en: "longitude",
        synonyms: ["geometry lon", "lng", "lon", "long", "x", "经度x", "东经", "x坐标"],
        example: 113.66,
      },
      {
        key: "lat",
        kind: "degrees",
        group: "place",
        zh: "纬度",
        en: "latitude",
        synonyms: ["geometry lat", "lat", "y", "纬度y", "北纬", "y坐标"],
        example: 34.78,
      },
      {
        key: "positionQuality",
        kind: "choice",
        group: "place",
        zh: "位置质量",
        en: "position quality",
        choices: QUALITY_CHOICES,
        isHiddenInTemplate: true,
      },
      {
        key: "lonlat",
        kind: "degree-pair",
        group: "place",
        zh: "经纬度",
        en: "longitude and latitude",
        synonyms: ["坐标", "地理坐标", "经纬度坐标", "coordinates", "位置"],
        isHiddenInTemplate: true,
      },

      {
        key: "state",
        kind: "choice",
        group: "life",
        zh: "状态",
        en: "state",
        synonyms: ["运营状态", "运营情况", "机构状态", "status"],
        choices: STATE_CHOICES,
        example: "运营",
      },
      {
        key: "since",
        kind: "date",
        group: "life",
        zh: "成立日期",
        en: "since",
        synonyms: [
          "开业日期",
          "开业时间",
          "运营日期",
          "投入使用时间",
          "投入运营时间",
          "成立时间",
          "建成时间",
          "登记日期",
          "启用时间",
          "opened",
        ],
        example: "2021-06-01",
      },
      {
        key: "stateFrom",
        kind: "date",
        group: "life",
        zh: "状态起始日期",
        en: "in this state since",
        synonyms: ["状态日期", "关闭日期", "停业日期", "注销日期"],
      },

      {
        key: "services",
        kind: "choices",
        group: "services",
        zh: "服务项目",
        en: "services",
        synonyms: ["服务内容", "服务类型", "服务", "提供服务"],
        choices: types.map(({ key, nameZh, nameEn }) => ({ key, zh: nameZh, en: nameEn })),
        example: types
          .slice(0, 2)
          .map(({ nameZh }) => nameZh)
          .join("、"),
      },
      ...capacityFields,
      {
        key: "ageFrom",
        kind: "age-from",
        group: "services",
        zh: "收托月龄起",
        en: "from age",
        synonyms: ["最小月龄", "起始月龄", "入托月龄", "ages", "min age", "ageS"],
      },
      {
        key: "ageTo",
        kind: "age-to",
        group: "services",
        zh: "收托月龄止",
        en: "to age",
        synonyms: ["最大月龄", "截止月龄", "max age", "ageE"],
      },
      {
        key: "carePattern",
        kind: "choice",
        group: "services",
        zh: "收托形式",
        en: "care pattern",
        synonyms: ["托育形式", "服务形式"],
        choices: PATTERN_CHOICES,
      },
      {
        key: "isInclusive",
        kind: "yes-no",
        group: "services",
        zh: "是否普惠",
        en: "inclusive",
        synonyms: ["普惠", "普惠性", "是否普惠性"],
      },
      {
        key: "peoplePerCarer",
        kind: "number",
        whole: true,
        group: "services",
        zh: "每名照护人员照护人数",
        en: "people per carer",
        min: 1,
        max: 100,
        synonyms: ["师生比", "照护比", "staff ratio"],
      },
      {
        key: "price",
        kind: "number",
        group: "services",
        zh: "收费（元）",
        en: "price (yuan)",
        max: 1_000_000,
        synonyms: ["收费", "收费标准", "价格", "保育费", "保育费（元）", "月收费", "收费标准（元/月）", "care fee"],
      },
      {
        key: "priceUnit",
        kind: "choice",
        group: "services",
        zh: "收费单位",
        en: "price unit",
        synonyms: ["计费单位", "保育费单位", "care fee unit"],
        choices: UNIT_CHOICES,
      },
      {
        key: "mealPrice",
        kind: "number",
        group: "services",
        zh: "餐费（元）",
        en: "meal fee (yuan)",
        max: 1_000_000,
        synonyms: ["餐费", "伙食费", "膳食费", "meal fee"],
      },
      {
        key: "mealPriceUnit",
        kind: "choice",
        group: "services",
        zh: "餐费单位",
        en: "meal fee unit",
        synonyms: ["伙食费单位"],
        choices: UNIT_CHOICES,
      },
      text("services", "priceTier", "收费档次", "price tier", ["收费类别"], { maxLength: 60 }),
      ...ACCESS_FIELDS,

      text("contact", "phone", "联系电话", "phone", ["电话", "联系方式", "电话号码", "手机", "咨询电话", "tel", "telephone"], {
        maxLength: 60,
        example: "0371-60000000",
        isSensitive: true,
      }),
      {
        key: "phonePublic",
        kind: "yes-no",
        group: "contact",
        zh: "电话公开",
        en: "phone is public",
        synonyms: ["电话是否公开", "是否公开电话", "是否公开", "phone public"],
        example: "是",
      },
      text("contact", "publicPhone", "公开电话", "public phone", ["服务电话", "服务热线", "对外电话", "热线电话", "hotline"], {
        maxLength: 60,
      }),
      text("contact", "contactName", "联系人", "contact", ["负责人", "联系人姓名", "法定代表人"], { maxLength: 60 }),
      {
        key: "opensAt",
        kind: "time",
        group: "contact",
        zh: "开放时间",
        en: "opens at",
        synonyms: ["开始时间", "开门时间", "open", "opens"],
        example: "08:00",
      },
      {
        key: "closesAt",
        kind: "time",
        group: "contact",
        zh: "结束时间",
        en: "closes at",
        synonyms: ["关门时间", "闭馆时间", "close", "closes"],
        example: "18:00",
      },
      {
        key: "hours",
        kind: "hours",
        group: "contact",
        zh: "服务时间",
        en: "hours",
        synonyms: ["营业时间", "服务时段", "开放时段"],
        isHiddenInTemplate: true,
      },
      text("contact", "days", "开放日", "days", ["开放日期", "营业日"], { maxLength: 40, example: "MO,TU,WE,TH,FR" }),

      ...document("licence", "许可证", "licence", ["许可证", "设立许可证", "执照", "营业执照", "登记证"]),
      ...document("filing", "备案", "filing", ["备案", "备案回执", "备案证明"]),
      ...document("fire", "消防", "fire certificate", ["消防", "消防验收", "消防备案"]),
      ...document("food", "食品许可", "food licence", ["食品许可", "食品经营许可证", "食品经营许可"]),
    ],
  };
}

// What a row of an office's list of elders may say, with the headings such lists are seen with.
import type { Choice } from "~/modules/imports/domain/cell-words";
import type { Field, RowSchema } from "~/modules/imports/domain/row-schema";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "./isolation-category";

type Names = readonly [zh: string, en: string, synonyms?: readonly string[]];
const named = ([zh, en, synonyms = []]: Names) => ({ zh, en, synonyms });
const choices = (of: Readonly<Record<string, Names>>): Choice[] =>
  Object.entries(of).map(([key, names]) => ({ key, ...named(names) }));

const SEX_CHOICES = choices({ female: ["女", "female", ["女性", "f"]], male: ["男", "male", ["男性", "m"]] });

export const CATEGORY_CHOICES: readonly (Choice & { readonly key: IsolationCategory })[] = ISOLATION_CATEGORIES.map((key) => ({
  key,
  ...named(
    (
      {
        "living-alone": ["独居", "living alone", ["独居老人", "单独居住"]],
        "empty-nest": ["空巢", "empty nest", ["空巢老人"]],
        "left-behind": ["留守", "left behind", ["留守老人"]],
        "cannot-care-for-self": ["失能", "cannot care for self", ["失能老人", "半失能", "失智", "生活不能自理"]],
        "severely-disabled": ["重残", "severely disabled", ["重度残疾", "重残老人"]],
        "family-planning-special": [
          "计划生育特殊家庭",
          "family-planning special household",
          ["计生特殊家庭", "失独", "失独家庭", "计生特扶"],
        ],
      } satisfies Record<IsolationCategory, Names>
    )[key],
  ),
}));

const GRADE_CHOICES = choices({
  "0": ["能力完好", "able", ["0级", "完好", "自理", "能力完好0级"]],
  "1": ["轻度失能", "mildly unable", ["1级", "轻度", "轻度失能1级"]],
  "2": ["中度失能", "moderately unable", ["2级", "中度", "中度失能2级"]],
  "3": ["重度失能", "severely unable", ["3级", "重度", "重度失能3级"]],
  "4": ["完全失能", "fully unable", ["4级", "完全", "完全失能4级"]],
});

const RELATION_CHOICES = choices({
  child: ["子女", "child", ["儿子", "女儿", "长子", "长女", "次子", "次女", "父子", "父女", "母子", "母女"]],
  spouse: ["配偶", "spouse", ["丈夫", "妻子", "老伴", "夫妻"]],
  sibling: ["兄弟姐妹", "sibling", ["兄弟", "姐妹", "哥哥", "弟弟", "姐姐", "妹妹"]],
  relative: ["亲属", "relative", ["亲戚", "孙子", "孙女", "外孙", "侄子", "侄女", "儿媳", "女婿"]],
  neighbour: ["邻居", "neighbour", ["邻里"]],
  guardian: ["监护人", "guardian", []],
  other: ["其他", "other", ["朋友", "同事"]],
});

const LANGUAGE_CHOICES = choices({
  henan: ["河南话", "Henan dialect", ["中原官话", "豫语"]],
  cantonese: ["粤语", "Cantonese", ["广东话", "白话"]],
  wu: ["吴语", "Wu", ["上海话"]],
  min: ["闽语", "Min", ["闽南话"]],
  hakka: ["客家话", "Hakka", []],
  uyghur: ["维吾尔语", "Uyghur", ["维语"]],
  tibetan: ["藏语", "Tibetan", []],
  mongolian: ["蒙古语", "Mongolian", ["蒙语"]],
  sign: ["手语", "sign language", []],
  "no-putonghua": ["不会普通话", "no Putonghua", ["不懂普通话", "听不懂普通话"]],
  putonghua: ["普通话", "Putonghua", ["国语", "汉语"]],
});

const CONSENT_CHOICES = choices({
  register: ["登记建档", "keeping a file", ["登记", "建档"]],
  visits: ["上门探访", "visits", ["探访", "上门"]],
  health: ["健康信息", "health", ["健康"]],
  photos: ["拍照留存", "photos", ["拍照"]],
  position: ["住址定位", "home position", ["定位"]],
  family: ["告知家属", "telling the family", ["家属"]],
});

type Said = Partial<Omit<Field, "key" | "kind" | "group" | "zh" | "en" | "synonyms">>;
const field = (group: string, key: string, kind: Field["kind"], names: Names, said: Said = {}): Field => ({
  ...{ key, kind, group, ...named(names) },
  ...said,
});
const SEALED = { isSensitive: true } as const;

const contactFields = (n: number): Field[] => {
  const of = (zh: string, en: string, synonyms: readonly string[] = []): Names =>
    n === 1 ? [zh, en, synonyms] : [`${zh}${n}`, `${en} ${n}`, synonyms.map((one) => `${one}${n}`)];
  return [
    field(
      "contacts",
      `contact${n}Name`,
      "text",
      of("紧急联系人", "contact", ["紧急联系人姓名", "联系人", "联系人姓名", "亲属姓名"]),
      {
        ...{ maxLength: 60 },
        ...(n === 1 ? { example: "示例子女" } : {}),
      },
    ),
    field("contacts", `contact${n}Relation`, "choice", of("与联系人关系", "contact is", ["联系人关系", "与老人关系", "关系"]), {
      choices: RELATION_CHOICES,
    }),
    field(
      "contacts",
      `contact${n}Phone`,
      "text",
      of("紧急联系人电话", "contact phone", ["联系人电话", "紧急联系电话", "亲属电话"]),
      {
        ...{ maxLength: 40, ...SEALED },
      },
    ),
  ];
};

/** Whether and since when: «是», or the day itself. */
const categoryField = ({ key, zh, en, synonyms }: (typeof CATEGORY_CHOICES)[number]): Field =>
  field(
    "categories",
    `category.${key}`,
    "text",
    [`${zh}（是/起始日期）`, `${en} (yes or since)`, [`是否${zh}`, `${zh}起始日期`, ...(synonyms ?? [])]],
    {
      ...{ maxLength: 40, isHiddenInTemplate: true },
    },
  );

export const CONTACTS = 2;

export const residentImportSchema: RowSchema = {
  fields: [
    field("person", "registerNumber", "text", ["登记编号", "register number", ["本系统编号"]], {
      maxLength: 32,
      isHiddenInTemplate: true,
    }),
    field("person", "externalId", "text", ["编号", "external id", ["序列号", "老人编号", "档案号"]], { maxLength: 60 }),
    field("person", "name", "text", ["姓名", "name", ["老人姓名", "服务对象", "服务对象姓名"]], {
      ...{ required: true, maxLength: 60, example: "示例老人" },
    }),
    field("person", "sex", "choice", ["性别", "sex"], { choices: SEX_CHOICES }),
    field("person", "bornOn", "date", ["出生日期", "born on", ["出生年月", "生日", "出生年月日"]], { example: "1940-05-06" }),
    field(
      "person",
      "identityNumber",
      "text",
      ["身份证号", "identity number", ["身份证", "身份证号码", "公民身份号码", "证件号码", "证件号"]],
      {
        ...{ maxLength: 40, ...SEALED },
      },
    ),
    field("person", "phone", "text", ["联系电话", "phone", ["电话", "手机", "手机号", "手机号码", "本人电话", "老人电话"]], {
      ...{ maxLength: 40, ...SEALED },
    }),
    field("area", "areaCode", "code", ["区划代码", "area code", ["社区代码", "行政区划代码"]], { example: "410105001001" }),
    field("area", "district", "text", ["区县", "district", ["区", "县区", "所属区"]], { maxLength: 80 }),
    field("area", "street", "text", ["街道", "street office", ["乡镇街道", "镇街", "乡镇", "办事处"]], { maxLength: 80 }),
    field("area", "community", "text", ["社区", "community", ["社区村", "村社区", "社区名称", "村居", "居委会"]], {
      maxLength: 80,
    }),
    field("area", "cell", "text", ["网格", "grid cell", ["网格编号", "网格号"]], { maxLength: 40, example: "G01" }),
    field("area", "address", "text", ["住址", "address", ["地址", "家庭住址", "居住地址", "现住址", "详细地址"]], {
      ...{ maxLength: 300, joins: true, ...SEALED },
    }),
    field("area", "lon", "degrees", ["经度", "longitude", ["lng", "lon", "x"]], SEALED),
    field("area", "lat", "degrees", ["纬度", "latitude", ["lat", "y"]], SEALED),
    field(
      "categories",
      "categories",
      "choices",
      ["特殊困难类别", "categories", ["困难类别", "类别", "人员类别", "老人类别", "对象类别"]],
      {
        ...{ choices: CATEGORY_CHOICES, example: "独居、空巢" },
      },
    ),
    field("categories", "categoriesFrom", "date", ["类别起始日期", "in these categories since", ["认定日期", "纳入日期"]]),
    ...CATEGORY_CHOICES.map(categoryField),
    field(
      "ability",
      "grade",
      "choice",
      ["能力等级", "ability grade", ["能力", "能力评估等级", "能力评估结果", "失能等级", "失能程度", "自理能力", "评估等级"]],
      {
        choices: GRADE_CHOICES,
      },
    ),
    field("ability", "assessedOn", "date", ["评估日期", "assessed on"]),
    field("ability", "expiresOn", "expiry", ["评估有效期至", "assessment expires", ["有效期至", "有效期"]]),
    ...contactFields(1),
    ...contactFields(2),
    field("visits", "languages", "choices", ["语言", "languages", ["方言", "常用语言"]], { choices: LANGUAGE_CHOICES }),
    field(
      "visits",
      "responsible",
      "text",
      ["包保责任人", "responsible visitor", ["包保人", "包保干部", "包联人", "责任人", "探访员", "责任人账号", "包保责任人账号"]],
      {
        ...{ maxLength: 80 },
      },
    ),
    field("visits", "deputy", "text", ["协同责任人", "deputy", ["协助人", "协同人", "B角"]], { maxLength: 80 }),
    field("visits", "needsTwo", "yes-no", ["需两人上门", "needs two visitors", ["双人上门"]]),
    field("visits", "health", "text", ["健康情况", "health", ["健康状况", "病史", "患病情况"]], { maxLength: 500, ...SEALED }),
    field("visits", "accessNote", "text", ["上门提示", "access note", ["门禁", "门禁密码"]], { maxLength: 500, ...SEALED }),
    field("consent", "consentOn", "date", ["知情同意日期", "consent given on", ["同意日期", "签订日期"]]),
    field("consent", "consentTo", "choices", ["同意范围", "consent to", ["知情同意范围"]], { choices: CONSENT_CHOICES }),
    field("consent", "consentBy", "choice", ["同意人", "consent given by"], {
      choices: choices({ resident: ["本人", "the resident", []], guardian: ["监护人", "a guardian", ["代理人"]] }),
    }),
  ],
};

// What a row of a list of published results says: a quality grade or an inspection of one facility. The facility is named by our key,
// by its own id or by its name; what the list leaves open is taken from what is known, never erased. One result a facility, day and
// standard (grades) or day, kind and inspecting office (inspections): assumes that one office does not come twice a day for the same.
import type { Choice } from "~/modules/imports/domain/cell-words";
import { comparable } from "~/modules/imports/domain/cell-text";
import { hasError, type Issue } from "~/modules/imports/domain/issue";
import { textIn, type ReadRow } from "~/modules/imports/domain/row-reading";
import type { Field, RowSchema } from "~/modules/imports/domain/row-schema";
import type { CalendarDay } from "~/shared/calendar-day";
import { checkResult, GRADES, USUAL_STANDARD, type PublishedResult, type ResultField } from "./published-result";

export type ResultKind = PublishedResult["kind"];
/** A result on record, or about to be. */
export type FiledResult = PublishedResult & { readonly id: string; readonly facilityId: string };

const HOW: readonly Choice[] = [
  { key: "routine", zh: "日常检查", en: "routine", synonyms: ["日常", "例行检查", "日常监督检查", "常规检查"] },
  { key: "unannounced", zh: "突击检查", en: "unannounced", synonyms: ["四不两直", "突击", "飞行检查", "暗访", "双随机"] },
  { key: "special", zh: "专项检查", en: "special", synonyms: ["专项", "联合检查"] },
  { key: "follow-up", zh: "复查", en: "follow-up", synonyms: ["回头看", "整改复查", "follow up"] },
];
const RESULT: readonly Choice[] = [
  {
    key: "passed",
    zh: "没有发现问题",
    en: "nothing found",
    synonyms: ["合格", "通过", "未发现问题", "无问题", "passed", "pass"],
  },
  {
    key: "put-right",
    zh: "有问题，都已整改",
    en: "found, all put right",
    synonyms: ["已整改", "整改完成", "整改到位", "put right"],
  },
  {
    ...{ key: "to-put-right", zh: "有问题，尚未整改完", en: "found, not all put right" },
    synonyms: ["待整改", "整改中", "限期整改", "责令整改", "未整改", "to put right"],
  },
  { key: "failed", zh: "不合格", en: "failed", synonyms: ["未通过", "不通过", "fail"] },
];
const GRADE: readonly Choice[] = GRADES.map((key) => ({ key, zh: `${key}级`, en: key, synonyms: [`${key}等`, `grade ${key}`] }));

const WHICH: readonly Field[] = [
  {
    ...{ key: "externalId", kind: "text", group: "identity", zh: "编号", en: "external id", maxLength: 100, example: "ZZ-0001" },
    synonyms: ["机构编号", "设施编号", "机构代码", "统一社会信用代码", "备案编号", "id", "ref", "code", "no"],
  },
  {
    ...{ key: "facilityId", kind: "text", group: "identity", zh: "系统编号", en: "Quarterhour id", maxLength: 36 },
    synonyms: ["quarterhour id"],
  },
  {
    ...{ key: "name", kind: "text", group: "identity", zh: "名称", en: "name", maxLength: 120, example: "示例托育园" },
    synonyms: [
      "机构名称",
      "设施名称",
      "单位名称",
      "托育机构名称",
      "养老机构名称",
      "被检查单位",
      "被检查机构",
      "facility",
      "facility name",
    ],
  },
  {
    ...{ key: "address", kind: "text", group: "identity", zh: "地址", en: "address", maxLength: 200, joins: true },
    synonyms: ["详细地址", "机构地址", "设施地址", "所在地址", "location"],
  },
];
const WHERE_PUBLISHED: Field = {
  ...{ key: "source", kind: "text", group: "list", zh: "公布在哪里", en: "published where", maxLength: 300 },
  synonyms: ["出处", "来源", "公布文件", "文号", "公示链接", "source", "published at"],
};

const GRADE_FIELDS: readonly Field[] = [
  ...WHICH,
  {
    ...{
      key: "grade",
      kind: "choice",
      group: "result",
      zh: "质量等级",
      en: "grade",
      required: true,
      choices: GRADE,
      example: "B级",
    },
    synonyms: ["等级", "评定等级", "评估等级", "评定结果", "quality grade"],
  },
  {
    ...{ key: "standard", kind: "text", group: "result", zh: "依据标准", en: "standard", maxLength: 80, example: USUAL_STANDARD },
    synonyms: ["标准", "评定标准", "评估标准"],
  },
  {
    ...{ key: "on", kind: "date", group: "result", zh: "评定日期", en: "graded on", required: true, example: "2026-05-20" },
    synonyms: ["评估日期", "日期", "等级日期", "date", "day"],
  },
  {
    ...{ key: "validTo", kind: "expiry", group: "result", zh: "有效至", en: "valid until" },
    synonyms: ["有效期至", "有效期", "到期", "到期日", "expires"],
  },
  {
    ...{ key: "by", kind: "text", group: "result", zh: "评定单位", en: "graded by", maxLength: 120 },
    synonyms: ["评估单位", "评定机构", "评估机构"],
  },
  WHERE_PUBLISHED,
];
const count = (key: string, zh: string, en: string, synonyms: readonly string[]): Field => ({
  ...{ key, kind: "number", group: "result", whole: true, max: 10_000, zh, en, synonyms },
});
const INSPECTION_FIELDS: readonly Field[] = [
  ...WHICH,
  {
    ...{ key: "on", kind: "date", group: "result", zh: "检查日期", en: "inspected on", required: true, example: "2026-05-20" },
    synonyms: ["日期", "检查时间", "date", "day"],
  },
  {
    ...{ key: "how", kind: "choice", group: "result", zh: "检查方式", en: "kind of inspection", required: true, choices: HOW },
    ...{ synonyms: ["检查类型", "检查类别", "方式", "kind"], example: "日常检查" },
  },
  {
    ...{ key: "result", kind: "choice", group: "result", zh: "检查结果", en: "result", required: true, choices: RESULT },
    ...{ synonyms: ["结果", "检查结论", "结论", "整改情况"], example: "有问题，都已整改" },
  },
  { ...count("findings", "发现几项", "findings", ["问题数", "发现问题数", "问题项数", "问题数量"]), example: 2 },
  { ...count("openFindings", "未整改几项", "still open", ["未整改数", "未整改问题数", "待整改数", "open findings"]), example: 0 },
  {
    ...{ key: "summary", kind: "text", group: "result", zh: "概要", en: "in short", maxLength: 500 },
    synonyms: ["问题描述", "主要问题", "检查情况", "说明", "summary"],
  },
  {
    ...{ key: "by", kind: "text", group: "result", zh: "检查单位", en: "inspected by", maxLength: 120 },
    synonyms: ["检查机关", "执法单位", "检查部门"],
  },
  WHERE_PUBLISHED,
];

export const resultImportSchema = (kind: ResultKind): RowSchema => ({
  fields: kind === "grade" ? GRADE_FIELDS : INSPECTION_FIELDS,
});

/** What results are told apart within: a facility, a day and the standard or the kind. */
export const occasionOf = (facilityId: string, said: PublishedResult): string =>
  JSON.stringify([facilityId, said.on, said.kind === "grade" ? comparable(said.standard) : said.how]);

/** Results by occasion. */
export function byOccasion(results: readonly FiledResult[]): Map<string, FiledResult[]> {
  const sorted = new Map<string, FiledResult[]>();
  for (const one of results) {
    const occasion = occasionOf(one.facilityId, one);
    sorted.set(occasion, [...(sorted.get(occasion) ?? []), one]);
  }
  return sorted;
}

const officeOf = (said: PublishedResult): string => (said.kind === "grade" ? "" : comparable(said.by));

/**
 * The one of an occasion that a result is, come again: of the same office, or, where one of the two leaves open which office came,
 * the only one there is.
 */
export function resultMeant<R extends PublishedResult>(said: PublishedResult, ofOccasion: readonly R[]): R | null {
  const office = officeOf(said);
  const same = ofOccasion.find((one) => officeOf(one) === office);
  if (same) return same;
  const [only, ...others] = ofOccasion;
  return only && others.length === 0 && (office === "" || officeOf(only) === "") ? only : null;
}

/** What a list calls it: whose it is, which day's, and the grade. */
export const resultLabel = (name: string, said: PublishedResult): string =>
  [name, said.on, ...(said.kind === "grade" ? [said.grade] : [])].join(" · ");

/** All but the key and whose it is. */
const contentOf = (said: PublishedResult): string =>
  JSON.stringify(
    said.kind === "grade"
      ? [said.grade, said.standard, said.on, said.validTo, said.by, said.source]
      : [said.how, said.result, said.on, said.findings, said.openFindings, said.summary, said.by, said.source],
  );
export const isSameResult = (a: PublishedResult, b: PublishedResult): boolean => contentOf(a) === contentOf(b);

export interface ResultSaid {
  /** null where the row does not say enough to be one */
  readonly said: PublishedResult | null;
  readonly issues: readonly Issue[];
}

/**
 * What a row says, and what is wrong with it.
 * @param source where the whole list was published: stands in for a row that does not say
 */
export function resultSaid(kind: ResultKind, row: ReadRow, source: string, today: CalendarDay): ResultSaid {
  const issues: Issue[] = [];
  const text = (field: string): string => textIn(row, field) ?? "";
  const say = (severity: Issue["severity"], code: Issue["code"], field: string, facts?: Issue["facts"]) =>
    issues.push({
      severity,
      code,
      column: field,
      field,
      value: String(row.values[field] ?? "") || null,
      ...(facts ? { facts } : {}),
    });
  const number = (field: string): number | null => {
    const value = row.values[field];
    return typeof value === "number" ? value : null;
  };
  if (hasError(row.issues)) return { said: null, issues };
  const named = { on: text("on"), by: text("by"), source: text("source") || source };
  let said: PublishedResult;
  if (kind === "grade") {
    if (text("standard") === "") say("note", "standard-assumed", "standard", { standard: USUAL_STANDARD });
    const standard = text("standard") || USUAL_STANDARD;
    said = { kind, ...named, grade: text("grade"), standard, validTo: text("validTo") || null };
  } else {
    const result = text("result");
    const findings = number("findings") ?? (result === "passed" ? 0 : null);
    const openFindings = number("openFindings") ?? (result === "passed" || result === "put-right" ? 0 : null);
    if (findings === null) say("error", "missing", "findings");
    if (openFindings === null) say("error", "missing", "openFindings");
    if (findings === null || openFindings === null) return { said: null, issues };
    said = { kind, ...named, how: text("how"), result, findings, openFindings, summary: text("summary") };
  }
  const checked = checkResult(said, today);
  if (checked.ok) return { said, issues };
  const slip: Partial<Record<ResultField, () => void>> = {
    on: () => say("error", "day-to-come", "on"),
    validTo: () => say("error", "period-runs-backwards", "validTo", { from: said.on, to: text("validTo") }),
    findings: () => say("error", "findings-disagree", "findings"),
    openFindings: () => say("error", "open-disagree", "openFindings"),
  };
  for (const field of checked.refusal) (slip[field] ?? (() => say("error", "missing", field)))();
  return { said: null, issues };
}

/** An empty cell never erases what is known, and a list of another name does not change where a result was published. */
export function withKnown(said: PublishedResult, before: PublishedResult | null, isSourceSaid: boolean): PublishedResult {
  if (before === null) return said;
  const kept = { by: said.by || before.by, source: isSourceSaid ? said.source : before.source };
  if (said.kind === "grade" && before.kind === "grade") return { ...said, ...kept, validTo: said.validTo ?? before.validTo };
  if (said.kind === "inspection" && before.kind === "inspection")
    return { ...said, ...kept, summary: said.summary || before.summary };
  return said;
}

import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { templateWorkbook } from "~/platform/template-workbook.server";
import { hasCoordinates } from "../domain/import-batch";
import type { Field } from "../domain/row-schema";
import { bilingualTitle } from "../domain/row-schema";
import type { ImportSubject } from "./import-subject.server";

const listOf = (field: Field): readonly string[] =>
  field.kind === "yes-no" ? ["是", "否"] : field.kind === "choice" ? (field.choices ?? []).map(({ zh }) => zh) : [];

const hintOf = (field: Field): string =>
  ({
    date: "2025-06-01 / 2025.6 / 2025年6月",
    expiry: "2027-12-31",
    number: "整数 whole number",
    "yes-no": "是/否 yes/no",
    choices: `${(field.choices ?? []).map(({ zh }) => zh).join("、")}`,
    time: "08:00",
    degrees: "113.6253",
    code: "410105001001",
    "age-from": "18 / 1岁半",
    "age-to": "36 / 3岁",
  })[field.kind as string] ?? "";

const COORDINATES_NOTE = [
  "坐标请在上传时声明坐标系：WGS-84、GCJ-02（高德、腾讯）或 BD-09（百度）。没有坐标时请填区县、街道、社区或地址。",
  "Declare the coordinate system when uploading: WGS-84, GCJ-02 (Amap, Tencent) or BD-09 (Baidu). Without coordinates, fill in district, street, community or address.",
] as const;

/** An empty table to fill in: headings in both languages, drop-downs, one example row that is never imported, notes. */
export async function importTemplate(subject: ImportSubject, cityCode: string): Promise<Uint8Array<ArrayBuffer>> {
  const schema = await inBulkWork(NOBODY, (sql) => subject.schema(sql, cityCode));
  const fields = schema.fields.filter((field) => !field.isHiddenInTemplate);
  const columns = fields.map((field) => ({
    heading: `${bilingualTitle(field)}${field.required ? " *" : ""}`,
    list: listOf(field),
    example: field.example ?? (field.choices?.[0] && field.kind === "choice" ? field.choices[0].zh : ""),
    note: [field.required ? "必填 required" : "", hintOf(field), listOf(field).join("、")].filter(Boolean).join(" · "),
    isText: field.kind === "text" || field.kind === "code",
  }));
  const notes: readonly (readonly [zh: string, en: string])[] = [
    [
      "一行一条记录；带 * 的列必填，其余可空。空格不会抹去已有内容。",
      "One record a row; columns with * are required. An empty cell never erases what is known.",
    ],
    [
      "第二行是示例，以“示例”开头，导入时自动忽略；合计、小计行也会忽略。",
      "Row 2 is an example and is ignored, as are rows of sums.",
    ],
    ...(hasCoordinates(subject.key) ? [COORDINATES_NOTE] : []),
    [
      "编号保持不变，再次导入即为更新；同一文件导入两次不会产生变化。",
      "Keep the external id: importing again updates. The same file twice changes nothing.",
    ],
  ];
  return templateWorkbook({
    sheet: "导入 import",
    columns,
    notes,
    notesSheet: "说明 notes",
    listsSheet: "选项 lists",
    exampleMark: "示例（导入时忽略） example, ignored",
  });
}

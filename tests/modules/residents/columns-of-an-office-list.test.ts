import { beforeAll, expect, test } from "vitest";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { suggestedMapping } from "~/modules/imports/domain/column-mapping";
import { importSubjects } from "~/modules/oversight/use-cases/import-subjects.server";
import { residentImportSchema } from "~/modules/residents/domain/resident-import-schema";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { strings as en } from "~/ui/languages/en";
import { strings as zh } from "~/ui/languages/zh";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

const records = withTestDatabase();
beforeAll(() => makeTown(records));

test("the columns of an office's list are recognised by the headings it uses", () => {
  const mapping = suggestedMapping(["序号", "姓名", "能力", "能力评估日期", "包保人", "社区"], residentImportSchema);
  expect(Object.entries(mapping).map(([field, { columns }]) => `${field}=${columns.join()}`)).toEqual(
    expect.arrayContaining(["name=姓名", "grade=能力", "assessedOn=能力评估日期", "responsible=包保人", "community=社区"]),
  );
});

test("every section of every kind of file has its name in both languages", async () => {
  const groups = await inBulkWork(systemActor("import", { areaCode: TOWN.code }), async (sql) =>
    (await Promise.all(importSubjects.map((one) => one.schema(sql, TOWN.code)))).flatMap(({ fields }) =>
      fields.map((field) => field.group),
    ),
  );
  expect(groups).toContain("ability");
  for (const strings of [zh, en])
    expect(Object.keys((strings["imports"] as { group: object }).group)).toEqual(expect.arrayContaining([...new Set(groups)]));
});

import { beforeAll, expect, test } from "vitest";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { problemFile } from "~/modules/imports/use-cases/read-preview.server";
import { openValue } from "~/platform/sealed-value.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, PLANNER, previewed, undone, written } from "./running-import";

const records = withTestDatabase();
beforeAll(() => emptyCity("4199", "新城市"));

test("a number is public only where the file says so", async () => {
  const file = csv([
    "名称,设施类型,联系电话,联系人,电话公开,服务电话",
    "甲中心,社区日间照料中心,13800000001,张三,,",
    "乙中心,社区日间照料中心,0371-2,前台,是,",
    "丙中心,社区日间照料中心,13800000003,李四,否,0371-3",
  ]);
  await written((await previewed(file, { city: "4199", source: "民政" })).id);
  const contacts = await records.sql`
    SELECT f.id, f.name, c.phone, c.role, c.is_public AS open FROM contact c JOIN facility f ON f.id = c.facility_id`;
  const read = contacts.map(({ id, name, phone, role, open }) => [
    ...[name, open ? phone : openValue(phone, `contact.phone.${id}`), role, open],
  ]);
  expect(read.sort()).toEqual(
    [
      ["甲中心", "13800000001", "张三", false],
      ["丙中心", "13800000003", "李四", false],
      ["丙中心", "0371-3", "", true],
      ["乙中心", "0371-2", "前台", true],
    ].sort(),
  );
});

/** Everything the database holds of an import, as one text. */
const kept = async (): Promise<string> => {
  const tables = ["contact", "revision", "import_change", "import_batch", "staging.import_row", "facility"];
  const texts = await Promise.all(tables.map((table) => records.sql.unsafe(`SELECT t::text AS row FROM ${table} t`)));
  return texts.flatMap((rows) => rows.map(({ row }) => String(row))).join("\n");
};

test("once it is written, no private number of the file stands anywhere in the database: not in rows left out either", async () => {
  const head = "编号,名称,设施类型,联系电话,备注";
  const rows = [
    "P1,一中心,社区日间照料中心,13955550001,",
    "P2,二中心,没有这种,13955550002,也可打13955550003",
    "P3,三中心,没有这种,0371-65555004,",
  ];
  const batch = await previewed(csv([head, ...rows]), { city: "4199", source: "电话" });
  await written(batch.id, { leaveOutRefused: true });
  expect(await kept()).not.toMatch(/1395555000|65555004/);
  const [left] = await records.sql`SELECT raw FROM staging.import_row WHERE batch_id = ${batch.id} AND raw->>'编号' = 'P2'`;
  expect(left?.["raw"]).toMatchObject({ 联系电话: "*********02", 备注: "也可打139****0003" });

  const again = await previewed(csv([head, rows[0]!]), { city: "4199", source: "电话" });
  expect(again.counts, "the same number is no change").toMatchObject({ same: 1, update: 0 });
  await records.sql`DELETE FROM staging.import_row WHERE batch_id = ${again.id}`;
  const changed = await previewed(csv([head, rows[0]!.replace("0001", "0009")]), { city: "4199", source: "电话" });
  expect(changed.counts).toMatchObject({ update: 1 });
  await written(changed.id);
  expect(await kept()).not.toMatch(/1395555000/);
  const masked = await previewed(csv([head, "P1,一中心,社区日间照料中心,139****0009,"]), { city: "4199", source: "电话" });
  expect(masked.counts, "a mask says nothing").toMatchObject({ same: 1 });
  expect((await undone(changed.id)).status).toBe("undone");
  expect((await previewed(csv([head, rows[0]!]), { city: "4199", source: "电话" })).counts).toMatchObject({ same: 1 });
});

test("the file of problem rows masks numbers before the import is written too, unless whoever may open them says why", async () => {
  const head = "编号,名称,设施类型,联系电话,备注";
  const batch = await previewed(
    csv([head, "Q1,某中心,没有这种,13955557001,或13955557002", "Q2,又一中心,社区日间照料中心,13955557003,"]),
    { city: "4199", source: "导出" },
  );
  const words = {
    ...{ row: "", decision: "", problem: "", column: "", value: "" },
    issue: () => "",
    decisionName: (decision: string) => decision,
    watermark: ({ id }: { id: string }) => id,
  };
  const textFor = async (reason: string) => {
    const file = await problemFile(PLANNER, batch, "all", "csv", words, { subject: subjectOf("facilities"), reason });
    return new TextDecoder().decode(file.ok ? file.value : undefined);
  };
  for (const reason of ["", "curiosity"]) expect(await textFor(reason)).not.toMatch(/1395555700/);
  expect(await textFor("correct-record")).toContain("13955557001");
  const events = await records.sql`SELECT why, facts FROM audit_event WHERE subject_id = ${batch.id} ORDER BY at`;
  expect(events.map(({ why, facts }) => [why, facts.masked])).toEqual([
    [null, true],
    [null, true],
    ["correct-record", false],
  ]);
  await records.sql`DELETE FROM staging.import_row WHERE batch_id = ${batch.id}`;
});

test("a row that names an operator's other kind says so and changes no other facility", async () => {
  const head = "编号,名称,设施类型,运营机构,机构性质";
  const mapping = { operatorName: { columns: ["运营机构"] }, operatorKind: { columns: ["机构性质"] } };
  await written((await previewed(csv([head, "B1,甲院,养老机构,康乐集团,民办"]), { city: "4199", source: "登记", mapping })).id);
  const again = await previewed(csv([head, "B2,乙院,养老机构,康乐集团,公办"]), { city: "4199", source: "登记", mapping });
  const [row] = await records.sql`SELECT issues FROM staging.import_row WHERE batch_id = ${again.id}`;
  expect(row?.["issues"]).toEqual(
    expect.arrayContaining([expect.objectContaining({ severity: "warning", code: "operator-kind-kept" })]),
  );
  await written(again.id);
  expect([...(await records.sql`SELECT name, kind FROM operator WHERE name = '康乐集团'`)]).toEqual([
    { name: "康乐集团", kind: "private" },
  ]);
});

import { beforeAll, expect, test } from "vitest";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, previewed, written } from "./running-import";

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
    SELECT f.name, c.phone, c.role, c.is_public AS open FROM contact c JOIN facility f ON f.id = c.facility_id ORDER BY c.phone DESC`;
  expect(contacts.map(({ name, phone, role, open }) => [name, phone, role, open])).toEqual(
    [
      ["甲中心", "13800000001", "张三", false],
      ["丙中心", "13800000003", "李四", false],
      ["丙中心", "0371-3", "", true],
      ["乙中心", "0371-2", "前台", true],
    ].sort((a, b) => (String(a[1]) < String(b[1]) ? 1 : -1)),
  );
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

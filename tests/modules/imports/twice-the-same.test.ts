import { beforeEach, expect, test } from "vitest";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { answerDuplicates } from "~/modules/imports/use-cases/answer-duplicates.server";
import { decideRow } from "~/modules/imports/use-cases/decide-row.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, PLANNER, previewed, seen, written } from "./running-import";

const records = withTestDatabase();
const FACILITIES = subjectOf("facilities");
const HEAD = "编号,名称,设施类型,成立日期,地址,经度,纬度";
let city = 4100;

beforeEach(() => emptyCity(String(++city), `城${city}`));

const look = (source: string, rows: readonly string[]) => previewed(csv([HEAD, ...rows]), { city: String(city), source });
const ids = async () =>
  (await records.sql`SELECT external_id AS id FROM facility WHERE city_code = ${String(city)} ORDER BY 1`).map(({ id }) => id);

test("the same name at the same address under another id waits for an answer, also without coordinates", async () => {
  await written((await look("民政", ["A1,花园路养老院,养老机构,2020-05-01,花园路1号,113.66,34.78"])).id);
  const batch = await look("卫健", [
    "X7,花园路养老院,养老机构,2020-05-01,花园路1号,,",
    "X8,别处养老院,养老机构,2020-05-01,远路9号,,",
  ]);
  expect(batch.counts).toMatchObject({ ask: 1, create: 1, update: 0, duplicates: 1 });
  await answerDuplicates(PLANNER, FACILITIES, batch.id, "same");
  expect((await seen(batch.id)).counts).toMatchObject({ ask: 0, create: 1, skip: 0 });
  await written(batch.id);
  expect(await ids()).toEqual(["A1", "X8"]);
  const again = await look("卫健", ["X7,花园路养老院,养老机构,2020-05-01,花园路1号,,"]);
  expect(again.counts).toMatchObject({ ask: 0, same: 1 });
});

test("two rows of one file at one spot under two ids wait for an answer; the same place is taken once", async () => {
  const rows = [
    "B1,东风托育园,托育机构,2020-05-01,东风路3号,113.7,34.8",
    "B2,东风托育园,托育机构,2020-05-01,东风路5号,113.70001,34.8",
  ];
  const batch = await look("卫健", rows);
  expect(batch.counts).toMatchObject({ create: 1, ask: 1, duplicates: 1 });
  await decideRow(PLANNER, FACILITIES, batch.id, 3, { kind: "skip" });
  await written(batch.id);
  expect(await ids()).toEqual(["B1"]);
  // The row that is the known place by its id keeps it; its double is still a question.
  const again = await look("卫健", rows.toReversed());
  expect(again.counts).toMatchObject({ same: 1, ask: 1 });
  await answerDuplicates(PLANNER, FACILITIES, again.id, "new");
  await written(again.id);
  expect(await ids()).toEqual(["B1", "B2"]);
});

test("a row's double in the file is asked about, whatever other place stands beside it", async () => {
  const columns = "名称,设施类型,成立日期,地址,经度,纬度";
  const beside = ",养老机构,2020-05-01,花园路1号,113.66033,34.78";
  await written((await previewed(csv([columns, `花园路第二养老院${beside}`]), { city: String(city), source: "民政" })).id);
  const others = (from: number, many: number) =>
    Array.from({ length: many }, (_, at) => `第${from + at}托育园,托育机构,2020-05-01,远路${from + at}号,113.7${from + at},34.8`);
  const batch = await previewed(
    csv([
      columns,
      ...others(0, 1),
      "花园路养老院,养老机构,2020-05-01,花园路8号,113.66,34.78",
      ...others(1, 3),
      `花园路第二养老院${beside}`,
      ...others(4, 5),
      "花园路养老院,养老机构,2020-05-01,,113.66,34.78",
    ]),
    { city: String(city), source: "民政" },
  );
  expect(batch.counts).toMatchObject({ create: 10, same: 1, ask: 1 });
  const [, row] = await records.sql`
    SELECT decision, candidates, issues FROM staging.import_row WHERE batch_id = ${batch.id} AND label = '花园路养老院' ORDER BY row_number`;
  expect(row).toMatchObject({ decision: "ask", candidates: [{ row: 3, name: "花园路养老院" }] });
  expect(row?.["issues"]).toContainEqual(
    expect.objectContaining({ code: "similar-in-file", facts: { row: 3, name: "花园路养老院" } }),
  );
  await answerDuplicates(PLANNER, FACILITIES, batch.id, "same");
  expect((await written(batch.id)).counts).toMatchObject({ ask: 0, create: 10 });
});

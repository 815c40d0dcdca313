import ExcelJS from "exceljs";
import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { MONTH_BASIS } from "~/modules/visits/domain/month-figures";
import { stepMonth } from "~/modules/visits/use-cases/hand-in-month.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { loader as exported } from "~/routes/visits.month_.export";
import { loader as filled } from "~/routes/visits.month_.form_.file";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { madeForm } from "../../factories/made-form";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, WARDEN, warden } from "./visiting-town";

/** The files of a month say by which definition they count, and of which month, apart. */
const records = withTestDatabase();
beforeAll(async () => {
  await makeVisitingTown(records);
  await records.sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES (${newId()}, ${WARDEN.personId}, 'supervisor', 'civil-affairs', '990101', '2024-01-01')`;
  const mapping = { isSaid: true, kind: "unit", sheet: "Sheet1", cells: { due: "B1" }, firstName: "" };
  await records.sql`
    INSERT INTO month_form (id, city_code, line, area_code, file_name, workbook, mapping)
    VALUES (${newId()}, ${TOWN.code}, 'civil-affairs', '990101', 'made.xlsx', ${Buffer.from(await madeForm())}, ${records.sql.json(mapping)})`;
  await madeElder(records);
});

async function marked(file: typeof exported, of: (book: ExcelJS.Workbook) => string): Promise<string> {
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId: WARDEN.personId, kind: "desk", stage: "open" }, madeArrival()),
  );
  const url = `http://quarterhour.invalid/visits/month/file?city=${TOWN.code}&area=${EAST}&month=2026-03`;
  const answer = await file({ request: new Request(url, await requestWith(begun)), params: {}, context: {} } as never);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await answer.arrayBuffer()) as never);
  return of(book);
}
const summary = (book: ExcelJS.Workbook) => JSON.stringify(book.worksheets[0]!.getSheetValues());
const both = async () => [await marked(exported, summary), await marked(filled, (book) => book.description)];

test("a file names its definition, the one it was handed in by once it was, and its month apart", async () => {
  for (const words of await both()) {
    expect(words).toContain(`口径 ${MONTH_BASIS}：`);
    expect(words).toContain("统计月 2026-03");
  }
  const place = { line: "civil-affairs", areaCode: EAST, month: "2026-03-01" } as const;
  expect(await stepMonth(warden, TOWN, place, { kind: "submit", despite: null })).toMatchObject({ ok: true });
  await records.sql`UPDATE month_report SET basis = '2019-07'`;
  for (const words of await both()) expect(words).toContain("口径 2019-07：");
});

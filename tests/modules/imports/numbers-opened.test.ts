import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import { openingAlerts } from "~/modules/accounts/use-cases/opening-alerts.server";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import type { ImportBatch } from "~/modules/imports/domain/import-batch";
import { mayOpenNumbers } from "~/modules/imports/use-cases/masked-problems.server";
import { readBatchPage } from "~/modules/imports/use-cases/read-batch-page.server";
import { problemFile } from "~/modules/imports/use-cases/read-preview.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, onRecord, PLANNER, previewed } from "./running-import";

const records = withTestDatabase();
const made = (n: number, over: Parameters<typeof madeActor>[0]) =>
  madeActor({ personId: `00000000-0000-7000-8000-0000000f000${n}`, areaCode: "4199", ...over });
const everyLine = made(1, { name: "示例全线规划" });
const elders = made(2, { name: "示例民政规划", line: "civil-affairs" });
const nurseries = made(3, { name: "示例卫健规划", line: "health" });
const overseer = made(4, { name: "示例督查", role: "overseer" });
const readers = [everyLine, elders, nurseries, overseer];

beforeAll(async () => {
  await emptyCity("4199", "新城市");
  await Promise.all(readers.map(onRecord));
});
beforeEach(async () => {
  await records.sql`DELETE FROM sensitive_opening`;
  await records.sql`DELETE FROM opening_alert`;
});

const HEAD = "编号,名称,设施类型,联系电话,备注";
const phone = (n: number) => `1395556${String(n).padStart(4, "0")}`;
const KIND = { kind: { columns: ["设施类型"] } };
/** So many rows that are refused and hold a number each, and one that holds none. */
const fileOf = async (rows: number, source: string): Promise<ImportBatch> =>
  previewed(
    csv([HEAD, ...Array.from({ length: rows }, (_, n) => `N${n},某园${n},没有这种,${phone(n)},`), "X,无号园,没有这种,,"]),
    {
      ...{ city: "4199", source, mapping: KIND },
    },
  );

const words = {
  ...{ row: "", decision: "", problem: "", column: "", value: "", issue: () => "", decisionName: () => "" },
  watermark: ({ id }: { id: string }) => id,
};
async function takenOut(by: Actor, batch: ImportBatch): Promise<string> {
  const file = await problemFile(by, batch, "all", "csv", words, { subject: subjectOf("facilities"), reason: "correct-record" });
  return file.ok ? new TextDecoder().decode(file.value) : file.refusal.kind;
}
const openings = async (by: Actor) =>
  (
    await records.sql`SELECT subject_kind, subject_id, field, line, reason, how_many, is_unusual FROM sensitive_opening WHERE person_id = ${by.personId} ORDER BY opened_at`
  ).map((row) => ({ ...row }));

test("numbers of an import are for whoever opens those of every line of the city, and for whoever brought the file", async () => {
  const batch = await fileOf(2, "各线");
  expect([PLANNER, everyLine, elders, nurseries, overseer].map((by) => mayOpenNumbers(by, batch))).toEqual([
    ...[true, true, false, false, false],
  ]);
  expect(mayOpenNumbers(nurseries, { ...batch, createdBy: nurseries.personId })).toBe(true);
  for (const by of [elders, nurseries, overseer]) {
    expect(await takenOut(by, batch)).not.toContain(phone(0));
    expect(await openings(by)).toEqual([]);
  }
});

test("each row that leaves in full is an opening: beyond twenty somebody is told, beyond sixty an hour it is refused", async () => {
  const few = await fileOf(15, "少");
  expect(await takenOut(everyLine, few)).toContain(phone(14));
  const opened = { subject_kind: "import", subject_id: few.id, field: "rows", line: "", reason: "correct-record" };
  expect(await openings(everyLine)).toEqual([{ ...opened, how_many: 15, is_unusual: false }]);
  expect(await openingAlerts(overseer)).toEqual([]);

  expect(await takenOut(everyLine, few)).toContain(phone(14));
  expect((await openings(everyLine)).at(-1)).toEqual({ ...opened, how_many: 15, is_unusual: true });
  expect(await openingAlerts(made(5, { role: "overseer" }))).toMatchObject([{ personId: everyLine.personId, openings: 30 }]);

  const more = await fileOf(31, "多");
  expect(await takenOut(everyLine, more), "thirty and thirty-one").toBe("too-many-openings");
  const many = await fileOf(61, "极多");
  expect(await takenOut(PLANNER, many), "whoever brought it, too").toBe("too-many-in-file");
  const refused = await records.sql`SELECT facts->>'because' AS because FROM audit_event WHERE result = 'refused' ORDER BY at`;
  expect(refused.map(({ because }) => because as string)).toEqual(["too-many-openings", "too-many-in-file"]);
  expect(await openings(everyLine)).toHaveLength(2);
});

test("the preview's page holds no number of anybody, in rows, in remarks or in names", async () => {
  const note = `注：联系人电话${phone(6)}`;
  const lines = [note, `Z1,园 ${phone(7)},没有这种,${phone(8)},`, `Z2,二园,没有这种,电话不详${phone(9)}不详,${phone(9)}`];
  const batch = await previewed(csv([HEAD, ...lines]), { city: "4199", source: "预览", mapping: KIND });
  const page = await readBatchPage(everyLine, batch.id, new URLSearchParams(), subjectOf);
  expect(page?.preview?.rows).toHaveLength(2);
  expect(page?.batch.leftOut).toMatchObject([{ text: expect.stringContaining("注：联系人电话139****0006") }]);
  expect(JSON.stringify(page)).not.toMatch(/1395556\d{4}/);
});

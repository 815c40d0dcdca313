import { beforeAll, expect, test } from "vitest";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { changeFacilityState } from "~/modules/catalog/use-cases/change-facility-state.server";
import { editFacilitiesTogether } from "~/modules/catalog/use-cases/edit-facilities-together.server";
import { editFacility } from "~/modules/catalog/use-cases/edit-facility.server";
import { findFacility } from "~/modules/catalog/data/facility-record.server";
import { draftOf } from "~/modules/catalog/domain/facility-draft";
import type { ImportBatch } from "~/modules/imports/domain/import-batch";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, PLANNER, previewed, written } from "./running-import";

const records = withTestDatabase();
const CITY = "4101";
const HEAD = "编号,名称,设施类型,成立日期,服务项目,核定床位,可入住,在住,地址,经度,纬度,运营机构,运营主体类型";
const row = (id: string, note: string) =>
  `${id},${id}养老院,养老机构,2020-05-01,机构养老,120,100,${note},花园路${id}号,113.66,34.78,康乐养老,民办`;
const OFFERED_ON = "2025-03-01";

beforeAll(async () => {
  await emptyCity(CITY, "郑州市");
  await written(
    (await previewed(csv([HEAD, row("A1", "80"), row("A2", "80"), row("B1", "80")]), { city: CITY, asOf: "2025-01-01" })).id,
  );
});

const revision = async (): Promise<number> =>
  (await records.sql`SELECT revision FROM city WHERE code = ${CITY}`)[0]?.["revision"] as number;
const idOf = async (externalId: string): Promise<string> =>
  (await records.sql`SELECT id FROM facility WHERE external_id = ${externalId}`)[0]?.["id"] as string;

async function edit(externalId: string, name: string) {
  const id = await idOf(externalId);
  const facility = await inUnitOfWork(PLANNER, (uow) => findFacility(uow, CITY, id));
  if (!facility) throw new Error(`${externalId} is gone`);
  const draft = { ...draftOf(facility, OFFERED_ON), name };
  return editFacility(PLANNER, CITY, { id, version: facility.version, draft, effectiveOn: OFFERED_ON });
}

/** Writes the batch in two pieces and hands over between them, everything of the first piece written and nothing committed. */
async function writeInTwo(batch: ImportBatch, between: () => Promise<void>): Promise<void> {
  await records.sql`UPDATE staging.import_row SET row_number = 9000 WHERE batch_id = ${batch.id} AND label = 'A2养老院'`;
  let pieces = 0;
  await inBulkWork(PLANNER, (sql) =>
    subjectOf("facilities").write(sql, {
      ...{ batch, actor: PLANNER, behind: PLANNER },
      pulse: async () => {
        if (pieces++ === 0) await between();
      },
    }),
  );
  expect(pieces).toBe(2);
}

test("half way through an import others are edited at once, and who edits what it holds is told so and loses nothing", async () => {
  const batch = await previewed(csv([HEAD, row("A1", "90"), row("A2", "90")]), { city: CITY, asOf: "2025-02-01" });
  expect(batch.counts).toMatchObject({ update: 2 });
  const start = await revision();
  await writeInTwo(batch, async () => {
    expect(await edit("B1", "旁边的养老院")).toMatchObject({ ok: true, value: { name: "旁边的养老院" } });
    expect(await revision()).toBe(start + 1);
    const [early, late] = [await idOf("A1"), await idOf("A2")];
    const suspended = { to: "suspended", on: OFFERED_ON, reason: "装修" } as const;
    const answers = await Promise.all([
      edit("A1", "新名一"),
      edit("A2", "新名二"),
      changeFacilityState(PLANNER, CITY, late, suspended),
      editFacilitiesTogether(PLANNER, CITY, [early, late], { of: "line", line: "health" }),
    ]);
    const busy = { kind: "others-write" };
    const told = { ok: false, refusal: busy };
    expect(answers).toEqual([told, told, told, { ok: false, refusal: { facility: null, why: busy } }]);
  });
  expect(await revision()).toBe(start + 2);
  expect(await edit("A2", "新名二")).toMatchObject({ ok: true, value: { version: 3 } });
  expect(await revision()).toBe(start + 3);
  expect([...(await records.sql`SELECT count(*)::int AS n FROM staging.city_change`)]).toEqual([{ n: 0 }]);
});

test("an edit that waits until an import commits is shown what the import wrote", async () => {
  const batch = await previewed(csv([HEAD, row("A1", "95"), row("A2", "95")]), { city: CITY, asOf: "2025-02-15" });
  let early: ReturnType<typeof edit> | undefined;
  let late: ReturnType<typeof edit> | undefined;
  await writeInTwo(batch, async () => {
    early = edit("A1", "等候者一");
    late = edit("A2", "等候者二");
    const waiting = async () =>
      (
        await records.sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      )[0]?.["n"];
    await expect.poll(waiting).toBe(2);
  });
  const met = { ok: false, refusal: { kind: "changed-meanwhile" } };
  expect(await early).toMatchObject(met);
  expect(await late).toMatchObject(met);
  expect(await edit("A1", "等候者一")).toMatchObject({ ok: true, value: { name: "等候者一" } });
});

test("a city goes with all that is noted about it", async () => {
  await emptyCity("4102", "邻市");
  await records.sql`DELETE FROM city WHERE code = '4102'`;
  expect([...(await records.sql`SELECT code FROM city`)]).toEqual([{ code: CITY }]);
  expect([...(await records.sql`SELECT count(*)::int AS n FROM staging.city_change`)]).toEqual([{ n: 0 }]);
});

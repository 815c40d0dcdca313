import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { jobs } from "~/jobs/registry";
import { actOnResident } from "~/modules/residents/use-cases/act-on-resident.server";
import { editResident } from "~/modules/residents/use-cases/edit-resident.server";
import { mergeResidents, undoMerge } from "~/modules/residents/use-cases/merge-residents.server";
import { proposeResident, registerResident } from "~/modules/residents/use-cases/register-resident.server";
import { stepInLife } from "~/modules/residents/use-cases/resident-life.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { madeFile } from "../../factories/made-residents";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { makeVisitingTown, visitor, warden } from "./visiting-town";

/** Whatever one person does to one file, the queue works out anew who is owed a visit: nobody has to ask for it. */
const records = withTestDatabase();
const { sql } = records;
const DAY = today(TOWN.timeZone);

beforeAll(async () => {
  await makeVisitingTown(records);
  await sql`
    INSERT INTO visit_rule (id, city_code, risks, times, per, hours_after_change, minutes, source, valid_from) VALUES
      (gen_random_uuid(), ${TOWN.code}, ARRAY['high'], 2, 'week', NULL, 20, '示例', '2024-01-01'),
      (gen_random_uuid(), ${TOWN.code}, '{}', 0, NULL, 24, 20, '示例', '2024-01-01')`;
});
afterAll(closeBulkWork);
beforeEach(() => sql`DELETE FROM graphile_worker._private_jobs`);

let made = 0;
const fresh = () => madeFile({ name: `示例第${++made}人`, bornOn: "1960-05-06" });
/** Somebody on the register, and nothing waiting in the queue. */
async function settled(): Promise<string> {
  const done = await registerResident(warden, TOWN, fresh());
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  await worked();
  return done.value.id;
}
/** Runs what waits in the queue, as a worker does; how many jobs there were. */
async function worked(): Promise<number> {
  const waiting = await sql`
    DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
    WHERE t.id = j.task_id RETURNING t.identifier AS name, j.payload, j.key`;
  for (const { name, payload } of waiting) await jobs[String(name)]!(payload, {} as never);
  return waiting.filter(({ key }) => key === `due-${TOWN.code}`).length;
}
const owed = async (id: string) =>
  [
    ...(await sql`SELECT opens_on::text AS opens, cause, area_code AS area FROM due_visit WHERE resident_id = ${id} ORDER BY closes_on`),
  ] as unknown as { opens: string; cause: string; area: string }[];
async function must(step: Promise<{ ok: boolean }>): Promise<void> {
  expect(await step).toMatchObject({ ok: true });
  expect(await worked(), "one job, however often it was asked for").toBe(1);
}
const act = (id: string, intent: string, said: Record<string, string> = {}) =>
  actOnResident(warden, TOWN, id, intent, (name) => said[name] ?? "");
const part = async (table: string, id: string) =>
  String((await sql`SELECT id FROM ${sql(table)} WHERE resident_id = ${id}`)[0]?.["id"]);

test("who is found today and approved is owed a visit; who waits or is declined is not", async () => {
  const found = await proposeResident(visitor, TOWN, fresh());
  if (!found.ok) return expect.unreachable(JSON.stringify(found.refusal));
  const id = found.value.id;
  expect(await worked(), "a proposal owes nothing yet").toBe(0);
  expect(await owed(id)).toEqual([]);
  await must(stepInLife(warden, TOWN, id, { kind: "approve", on: DAY, isOther: false }));
  expect((await owed(id)).length).toBeGreaterThan(0);

  const other = await proposeResident(visitor, TOWN, fresh());
  if (!other.ok) return expect.unreachable(JSON.stringify(other.refusal));
  expect(await stepInLife(warden, TOWN, other.value.id, { kind: "decline" })).toMatchObject({ ok: true });
  await worked();
  expect(await owed(other.value.id)).toEqual([]);
});

test.each(["deceased", "moved", "institution", "no-longer-in-need"] as const)(
  "who has left (%s) is owed none, and once back is owed again",
  async (reason) => {
    const id = await settled();
    expect((await owed(id)).length).toBeGreaterThan(0);
    await must(stepInLife(warden, TOWN, id, { kind: "leave", on: DAY, reason }));
    expect(await owed(id)).toEqual([]);
    if (reason === "deceased") return;
    await must(stepInLife(warden, TOWN, id, { kind: "return", on: DAY }));
    expect((await owed(id)).length).toBeGreaterThan(0);
  },
);

test("a corrected file moves what is owed with it; out of every category nothing is", async () => {
  const id = await settled();
  const version = async () => Number((await sql`SELECT version FROM resident WHERE id = ${id}`)[0]?.["version"]);
  const card = { ...fresh(), areaCode: "990101002001" };
  await must(editResident(warden, TOWN, id, await version(), card));
  expect(new Set((await owed(id)).map(({ area }) => area))).toEqual(new Set(["990101002001"]));
  await must(editResident(warden, TOWN, id, await version(), { ...card, categories: [] }));
  expect((await owed(id)).filter(({ opens }) => opens > DAY)).toEqual([]);
  await must(editResident(warden, TOWN, id, await version(), { ...card, categories: ["empty-nest"] }));
  expect((await owed(id)).length).toBeGreaterThan(0);
});

test("risk said otherwise, an assessment, days away and a major change each change what is owed", async () => {
  const id = await settled();
  const usual = (await owed(id)).length;
  await must(act(id, "override", { risk: "high", reason: "示例：近期需要关注" }));
  expect((await owed(id)).length).toBeGreaterThan(usual + 3);
  await must(act(id, "end-override"));
  expect((await owed(id)).length).toBe(usual);
  await must(act(id, "assess", { grade: "4", assessedOn: DAY, expiresOn: daysFrom(DAY, 365) }));
  expect((await owed(id)).length).toBeGreaterThan(usual + 3);
  await must(act(id, "add-absence", { kind: "hospital", from: DAY }));
  expect(await owed(id)).toEqual([]);
  await must(act(id, "end-absence", { part: await part("resident_absence", id) }));
  expect((await owed(id)).length).toBeGreaterThan(usual + 3);
  await must(act(id, "note-change", { kind: "fall", on: DAY }));
  expect((await owed(id)).map(({ cause }) => cause)).toContain("after-change");
});

test("of two files made one only the kept one is owed; parted again, both are", async () => {
  const [kept, other] = [await settled(), await settled()];
  const merged = await mergeResidents(warden, TOWN, kept, other);
  if (!merged.ok) return expect.unreachable(merged.refusal.kind);
  expect(await worked()).toBe(1);
  expect([(await owed(kept)).length > 0, (await owed(other)).length]).toEqual([true, 0]);
  await must(undoMerge(warden, TOWN, merged.value));
  expect([(await owed(kept)).length > 0, (await owed(other)).length > 0]).toEqual([true, true]);
});

test("what no rule asks about leaves the queue empty", async () => {
  const id = await settled();
  expect(await act(id, "add-contact", { name: "示例联系人", relation: "child", phone: "13900000008" })).toMatchObject({
    ok: true,
  });
  expect(await act(id, "give-consent", { scope: "visits", givenBy: "resident", how: "paper", on: DAY })).toMatchObject({
    ok: true,
  });
  expect(await worked()).toBe(0);
});

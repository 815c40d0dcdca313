import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { v4 as randomId } from "uuid";
import { actOnResident } from "~/modules/residents/use-cases/act-on-resident.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { madeElder, makeVisitingTown, warden } from "./visiting-town";

/** After a major change somebody comes, whoever was there before it, and within the hours the rules ask for. */
const records = withTestDatabase();
const { sql } = records;
const HOUR_MS = 3_600_000;
beforeAll(async () => {
  await makeVisitingTown(records);
  await sql`
    INSERT INTO visit_rule (id, city_code, hours_after_change, minutes, is_phone_enough, source, valid_from) VALUES
      (gen_random_uuid(), ${TOWN.code}, 24, 20, false, '示例', '2024-01-01'),
      (gen_random_uuid(), ${TOWN.code}, 4, 5, true, '示例', '2024-01-01')`;
});
afterAll(closeBulkWork);
beforeEach(() => sql`TRUNCATE resident CASCADE`);

const act = (id: string, intent: string, said: Record<string, string> = {}) =>
  actOnResident(warden, TOWN, id, intent, (name) => said[name] ?? "");
const visited = (residentId: string, channel: "home" | "phone", msAgo: number) =>
  logVisit(warden, TOWN, {
    ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk", channel },
    ...{ capturedAt: new Date().toISOString(), beganAt: new Date(Date.now() - msAgo).toISOString(), minutes: 25 },
    ...{ outcome: "spoken-to", purpose: "check", findings: [], body: { looked: {}, needs: "", note: "" } },
  });
/** What is owed because of a change: by call or at home, and in how many hours it closes from now. */
async function owed(id: string) {
  await workOutDue(TOWN.code);
  // Twenty-four hours from a midnight end with the day.
  const rows = await sql<{ phone: boolean; closes: Date }[]>`
    SELECT is_phone_enough AS phone, COALESCE(closes_at, (closes_on + 1)::timestamp AT TIME ZONE ${TOWN.timeZone}) AS closes
    FROM due_visit WHERE resident_id = ${id} AND cause = 'after-change' ORDER BY closes`;
  return rows.map(({ phone, closes }) => [phone ? "call" : "home", Math.round((closes.getTime() - Date.now()) / HOUR_MS)]);
}
const both = [
  ["call", 4],
  ["home", 24],
];

test("who was visited this morning and falls in the afternoon is owed a visit, closing by the hour", async () => {
  const elder = await madeElder(records);
  expect(await visited(elder, "home", 5 * 60_000)).toMatchObject({ ok: true });
  expect(await act(elder, "note-change", { kind: "fall" })).toMatchObject({ ok: true });
  expect(await owed(elder)).toEqual(both);
});

test("the call the shortest rule asks for leaves the visit at home owed; the visit at home ends both", async () => {
  const elder = await madeElder(records);
  await act(elder, "note-change", { kind: "fall" });
  expect(await visited(elder, "phone", -60_000)).toMatchObject({ ok: true });
  expect(await owed(elder)).toEqual([["home", 24]]);
  expect(await visited(elder, "home", -120_000)).toMatchObject({ ok: true });
  expect(await owed(elder)).toEqual([]);
});

test("who falls a second time on a day is owed again; an hour to come and one that is none are refused", async () => {
  const elder = await madeElder(records);
  await act(elder, "note-change", { kind: "fall" });
  // Shortly after midnight that was yesterday.
  await sql`
    UPDATE resident_change SET happened_at = happened_at - interval '2 minutes',
      happened_on = ((happened_at - interval '2 minutes') AT TIME ZONE ${TOWN.timeZone})::date`;
  await visited(elder, "home", 60_000);
  expect(await owed(elder)).toEqual([]);
  await act(elder, "note-change", { kind: "fall" });
  expect(await owed(elder)).toEqual(both);
  for (const [at, kind] of [
    ["25:00", "day-unreadable"],
    ["later", "day-unreadable"],
  ] as const)
    expect(await act(elder, "note-change", { kind: "fall", at })).toEqual({ ok: false, refusal: { kind } });
});

/** A day so many days from today, as the city counts. */
const dayFrom = (days: number) => daysFrom(today(TOWN.timeZone), days);

test("a stay in hospital whose last day was known owes a visit on coming home, and before it the plan knows", async () => {
  const [back, soon] = [await madeElder(records), await madeElder(records)];
  expect(await act(back, "add-absence", { kind: "hospital", from: dayFrom(-9), to: dayFrom(0) })).toMatchObject({ ok: true });
  expect(await act(soon, "add-absence", { kind: "hospital", from: dayFrom(-9), to: dayFrom(3) })).toMatchObject({ ok: true });
  const days = async (id: string) => [
    ...(await sql`
      SELECT opens_on::text AS opens, closes_on::text AS closes FROM due_visit WHERE resident_id = ${id} AND cause = 'after-change' AND NOT is_phone_enough`),
  ];
  await workOutDue(TOWN.code);
  expect(await days(back)).toEqual([{ opens: dayFrom(0), closes: dayFrom(1) }]);
  expect(await days(soon)).toEqual([{ opens: dayFrom(3), closes: dayFrom(4) }]);
  await visited(back, "home", 0);
  expect(await owed(back)).toEqual([]);
});

test("«back today» is told once; a stay that had not begun, or moves to another, is no homecoming", async () => {
  const [back, never, moved] = [await madeElder(records), await madeElder(records), await madeElder(records)];
  const end = async (id: string) => {
    const [row] = await sql`SELECT id FROM resident_absence WHERE resident_id = ${id}`;
    return act(id, "end-absence", { part: String(row!["id"]) });
  };
  await act(back, "add-absence", { kind: "hospital", from: dayFrom(-5) });
  expect(await end(back)).toMatchObject({ ok: true });
  expect(await owed(back)).toEqual(both);
  await act(never, "add-absence", { kind: "hospital", from: dayFrom(5) });
  expect(await end(never)).toMatchObject({ ok: true });
  expect(await owed(never)).toEqual([]);
  await act(moved, "add-absence", { kind: "hospital", from: dayFrom(-5), to: dayFrom(0) });
  await act(moved, "add-absence", { kind: "away", from: dayFrom(0) });
  expect(await owed(moved)).toEqual([]);
});

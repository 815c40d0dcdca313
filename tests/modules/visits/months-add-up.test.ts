import { v4 as randomId } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ReportStep } from "~/modules/visits/domain/month-report";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { correctionsInView } from "~/modules/visits/use-cases/corrections-in-view.server";
import { stepMonth } from "~/modules/visits/use-cases/hand-in-month.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, warden, WEST } from "./visiting-town";

/** A unit's month is what the units below handed in, with what is on record of the others: each figure is the sum of what is shown. */
const records = withTestDatabase();
const month = `${today(TOWN.timeZone).slice(0, 7)}-01`;
const DISTRICT = "990101";
const SUBMIT: ReportStep = { kind: "submit", despite: 0 };

beforeAll(() => makeVisitingTown(records));
beforeEach(() => records.sql`TRUNCATE resident, month_report CASCADE`);
afterAll(closeBulkWork);

const at = (areaCode: string) => ({ line: "civil-affairs", areaCode, month }) as const;
async function view(areaCode: string) {
  const found = await monthInView(chief, TOWN, at(areaCode));
  if (!found.ok) throw new Error(found.refusal.kind);
  return found.value;
}
const lines = async (areaCode: string) =>
  (await view(areaCode)).figures.areas.map((area) => [area.areaCode, area.total.due, area.total.visited, area.source]);
const seenNow = (residentId: string): VisitSaid => ({
  ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
  ...{ capturedAt: new Date().toISOString(), beganAt: new Date().toISOString(), minutes: 20, outcome: "seen", channel: "home" },
  ...{ purpose: "check", findings: [], body: { looked: {}, needs: "", note: "" } },
});
const done = { ok: true };

test("what a community handed in stays so in the street, the district and the city, by category too; the others are live", async () => {
  const east = await madeElder(records, { categories: ["living-alone", "empty-nest"] });
  const alsoEast = await madeElder(records, { area: "990101001002" });
  await madeElder(records, { area: WEST });
  expect(await stepMonth(warden, TOWN, at(EAST), SUBMIT)).toMatchObject(done);
  for (const elder of [east, alsoEast]) expect(await logVisit(warden, TOWN, seenNow(elder))).toMatchObject(done);
  const entered = await madeElder(records, { registeredOn: month });
  expect(await lines("990101001")).toEqual([
    [EAST, 1, 0, "handed-in"],
    ["990101001002", 1, 1, "live"],
  ]);
  expect(await lines(DISTRICT)).toEqual([["990101001", 2, 1, "mixed"]]);
  const city = await view(TOWN.code);
  expect(await lines(TOWN.code)).toEqual([
    [DISTRICT, 2, 1, "mixed"],
    ["990102", 1, 0, "live"],
  ]);
  expect(city.figures.total).toMatchObject({ due: 3, visited: 1 });
  expect(city.figures.byCategory["living-alone"]).toMatchObject({ due: 3, visited: 1 });
  expect(city.figures.byCategory["empty-nest"]).toMatchObject({ due: 1, visited: 0 });
  // beside them: what came since, and what the register says of everybody
  expect(city.correctionsBelow).toEqual({ [DISTRICT]: 2 });
  expect(city.corrections).toMatchObject({ "late-visit": 1, entry: 1 });
  expect(city.byNow).toMatchObject({ due: 4, visited: 2 });
  const listed = await correctionsInView(chief, TOWN, at(DISTRICT), null);
  expect(listed.ok && listed.value.rows.map(({ kind, residentId, visitedOn }) => [kind, residentId, visitedOn])).toEqual([
    ["late-visit", east, today(TOWN.timeZone)],
    ["entry", entered, ""],
  ]);
});

test("what is handed in above is the sum of what was handed in below, corrected by what that is corrected by", async () => {
  const east = await madeElder(records);
  await madeElder(records, { area: WEST });
  expect(await stepMonth(warden, TOWN, at(EAST), SUBMIT)).toMatchObject(done);
  expect(await logVisit(warden, TOWN, seenNow(east))).toMatchObject(done);
  expect(await stepMonth(chief, TOWN, at(DISTRICT), { kind: "submit", despite: 1 })).toMatchObject(done);
  const district = await view(DISTRICT);
  expect(district).toMatchObject({ isFrozen: true, figures: { total: { due: 1, visited: 0 } }, byNow: { due: 1, visited: 1 } });
  expect(district.corrections).toMatchObject({ "late-visit": 1 });
  expect(await lines(TOWN.code)).toEqual([
    [DISTRICT, 1, 0, "handed-in"],
    ["990102", 1, 0, "live"],
  ]);
  // given back and handed in anew, the community brings its visit; the district's stays as it was, with the correction told
  expect(await stepMonth(chief, TOWN, at(EAST), { kind: "return", why: "示例：缺补录" })).toMatchObject(done);
  expect(await stepMonth(warden, TOWN, at(EAST), SUBMIT)).toMatchObject(done);
  expect((await view(EAST)).figures.total.visited).toBe(1);
  expect(await view(DISTRICT)).toMatchObject({ figures: { total: { visited: 0 } }, corrections: { "late-visit": 1 } });
  expect(await stepMonth(chief, TOWN, at(DISTRICT), { kind: "return", why: "示例：缺补录" })).toMatchObject(done);
  expect((await view(DISTRICT)).figures.total.visited).toBe(1);
});

test("a month that runs, or lacks units, is handed in by whoever said so, and keeps which were missing; locking asks too", async () => {
  await madeElder(records);
  await madeElder(records, { area: "990101001002" });
  const submit = (despite: number | null, place = at("990101001")) => stepMonth(warden, TOWN, place, { kind: "submit", despite });
  const refusal = { refusal: { kind: "not-all-in" } };
  expect(await submit(null)).toMatchObject(refusal);
  expect(await submit(1)).toMatchObject(refusal);
  expect((await view("990101001")).report).toBeNull();
  expect(await submit(0, at(EAST))).toMatchObject(done);
  // over, but a community lacks: the street has to say so still
  const over = { ...at("990101001"), month: "2026-03-01" };
  expect(await submit(null, over)).toMatchObject(refusal);
  expect(await submit(0, over)).toMatchObject(refusal);
  expect(await submit(1)).toMatchObject(done);
  const { isFrozen, figures } = await view("990101001");
  expect({ isFrozen, missing: figures.missing, isEarly: figures.isEarly }).toEqual({
    ...{ isFrozen: true, missing: ["990101001002"], isEarly: true },
  });
  const [told] = await records.sql`SELECT facts FROM audit_event WHERE action = 'submit:month' ORDER BY at DESC LIMIT 1`;
  expect(told!.facts).toMatchObject({ missing: 1, isEarly: true });
  for (const community of [EAST, "990101001002"])
    expect(await submit(null, { ...at(community), month: "2026-03-01" })).toMatchObject(done);
  expect(await submit(null, over)).toMatchObject(done);
  const lock = (isSure: boolean) => stepMonth(chief, TOWN, over, { kind: "lock", isSure });
  expect(await lock(false)).toMatchObject({ refusal: { kind: "not-sure" } });
  expect(await lock(true)).toEqual({ ok: true, value: "locked" });
});

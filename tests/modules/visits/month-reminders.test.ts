import { v4 as randomId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { askUnits } from "~/modules/visits/use-cases/ask-units.server";
import { stepMonth } from "~/modules/visits/use-cases/hand-in-month.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { remindVisitors } from "~/modules/visits/use-cases/remind-visitors.server";
import { remindedInView } from "~/modules/visits/use-cases/reminded-in-view.server";
import { sayMonthLimits } from "~/modules/visits/use-cases/say-month-limits.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { CHIEF, chief, madeElder, makeVisitingTown, stranger, VISITOR, visitor, warden, WEST } from "./visiting-town";

const records = withTestDatabase();
const THIS_MONTH = `${today(TOWN.timeZone).slice(0, 7)}-01`;
const OVER = { line: "civil-affairs", areaCode: TOWN.code, month: "2026-03-01" } as const;

beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

const seenNow = (residentId: string): VisitSaid => ({
  ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
  ...{ capturedAt: new Date().toISOString(), beganAt: new Date().toISOString(), minutes: 20, outcome: "seen", channel: "home" },
  ...{ purpose: "check", findings: [], body: { looked: {}, needs: "", note: "" } },
});

test("whoever answers for somebody not seen is told by whom, when and of whom, once a day, until they are seen", async () => {
  const place = { line: "civil-affairs", areaCode: "990101", month: THIS_MONTH } as const;
  const [one, two] = [
    await madeElder(records, { name: "示例甲" }),
    await madeElder(records, { name: "示例乙", responsible: VISITOR.personId }),
  ];
  await madeElder(records, { responsible: null });
  const dead = await madeElder(records);
  await records.sql`UPDATE resident SET state = 'left', left_on = ${today(TOWN.timeZone)}::date + 1, left_reason = 'deceased' WHERE id = ${dead}`;
  expect((await remindedInView(visitor, TOWN)).visits).toEqual([]);
  expect(await remindVisitors(stranger, TOWN, place)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await remindVisitors(warden, TOWN, place)).toEqual({
    ok: true,
    value: { people: 1, before: 0, missing: 2, withoutAnybody: 1 },
  });
  expect(await remindVisitors(warden, TOWN, place)).toMatchObject({ value: { people: 0, before: 1 } });
  const told = await remindedInView(visitor, TOWN);
  expect(told.visits).toMatchObject([{ areaCode: "990101", month: THIS_MONTH, by: warden.personId, missing: 2 }]);
  expect(told.visits[0]!.left.map(({ residentId }) => residentId).sort()).toEqual([one, two].sort());
  expect(told.people[warden.personId!]).toBe(warden.name);
  expect((await remindedInView(stranger, TOWN)).visits).toEqual([]);

  expect(await logVisit(visitor, TOWN, seenNow(one))).toMatchObject({ ok: true });
  expect((await remindedInView(visitor, TOWN)).visits[0]!.left.map(({ name }) => name)).toEqual(["示例乙"]);
  expect(await logVisit(visitor, TOWN, seenNow(two))).toMatchObject({ ok: true });
  expect((await remindedInView(visitor, TOWN)).visits).toEqual([]);
});

test("a unit that owes a month which is over is asked for it, sees by whom, and is rid of it once it is handed in", async () => {
  await records.sql`TRUNCATE resident, month_report, month_reminder CASCADE`;
  await madeElder(records);
  await madeElder(records, { area: WEST });
  expect(await askUnits(chief, TOWN, { ...OVER, month: THIS_MONTH })).toMatchObject({ refusal: { kind: "month-not-over" } });
  expect(await askUnits(warden, TOWN, OVER)).toMatchObject({ refusal: { kind: "not-permitted" } });
  const west = { ...OVER, areaCode: "990102" };
  expect(await stepMonth(stranger, TOWN, west, { kind: "submit", despite: 9 })).toMatchObject({ ok: true });
  expect(await askUnits(chief, TOWN, OVER)).toEqual({ ok: true, value: { units: 1, before: 0 } });
  expect(await askUnits(chief, TOWN, OVER)).toEqual({ ok: true, value: { units: 0, before: 1 } });

  const told = await remindedInView(warden, TOWN);
  expect(told.months).toMatchObject([{ areaCode: "990101", month: OVER.month, by: CHIEF.personId }]);
  expect(told.people[CHIEF.personId]).toBe(CHIEF.name);
  expect((await remindedInView(stranger, TOWN)).months).toEqual([]);
  const east = { ...OVER, areaCode: "990101" };
  expect(await stepMonth(warden, TOWN, east, { kind: "submit", despite: 9 })).toMatchObject({ ok: true });
  expect((await remindedInView(warden, TOWN)).months).toEqual([]);
  // given back, it is owed again
  expect(await stepMonth(chief, TOWN, east, { kind: "return", why: "示例：缺一社区" })).toMatchObject({ ok: true });
  expect((await remindedInView(warden, TOWN)).months).toHaveLength(1);
});

test("the limits of the lights are said by whoever adopts the city's rules, with their source", async () => {
  const said = { green: 0.95, yellow: 0.85, source: " 示例文件 " };
  expect(await sayMonthLimits(warden, TOWN, said)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await sayMonthLimits(chief, TOWN, { ...said, yellow: 0.96 })).toMatchObject({ refusal: { kind: "yellow-not-below" } });
  expect(await sayMonthLimits(chief, TOWN, said)).toMatchObject({ ok: true });
  const found = await monthInView(chief, TOWN, OVER);
  expect(found.ok && found.value.limits).toEqual({ green: 0.95, yellow: 0.85, source: "示例文件" });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { workdays } from "~/platform/workdays.server";
import { staffMinutes } from "~/modules/visits/data/staff-hours.server";
import { caregiversInScope } from "~/modules/visits/data/plan-basis.server";
import { workOn } from "~/modules/visits/domain/plan-town";
import { writeWeek } from "~/modules/visits/use-cases/change-caregiver.server";
import { holidaysSaid, planDays } from "~/modules/visits/use-cases/plan-basis.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { madeCaregiver } from "./planning-town";
import { chief, EAST, makeVisitingTown } from "./visiting-town";

/** Public holidays: nobody is planned but who is on duty, and what is not announced is said. */
const ZONE = "Asia/Shanghai";
const [FIRST, LAST] = ["2026-10-05", "2026-10-11"];
const records = withTestDatabase();
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

const worksOn = async (id: string): Promise<string[]> => {
  const scope = { cityCode: TOWN.code, line: "civil-affairs", areaCode: EAST, firstOn: FIRST, lastOn: LAST, timeZone: ZONE };
  const [who] = await inUnitOfWork(chief, (uow) => caregiversInScope(uow, scope, [id]));
  return planDays(FIRST, LAST, ZONE).flatMap((day) => (workOn(who!, day) ? [day.day.slice(5)] : []));
};
const none = { begins: "", ends: "", breakFrom: "", breakUntil: "", breakMinutes: "" };
const dutyOn = (weekdays: readonly number[], onHolidays: boolean) => ({
  ...{ from: FIRST, last: LAST, onHolidays },
  days: new Map(
    [1, 2, 3, 4, 5, 6, 7].map((day) => [day, weekdays.includes(day) ? { ...none, begins: "09:00", ends: "12:00" } : none]),
  ),
});

test("on a holiday nobody works but those whose hours say so", async () => {
  const id = await madeCaregiver(records, { weekdays: [1, 2, 3, 4, 5] });
  expect(await worksOn(id)).toEqual(["10-08", "10-09", "10-10"]);
  expect(await writeWeek(chief, TOWN, id, 1, dutyOn([1, 2], true))).toMatchObject({ ok: true });
  expect(await worksOn(id)).toEqual(["10-05", "10-06", "10-10"]);
  expect(await writeWeek(chief, TOWN, id, 2, dutyOn([1, 4], false))).toMatchObject({ ok: true });
  expect(await worksOn(id)).toEqual(["10-08", "10-10"]);
});

test("a change of rules is weighed against hours that are there", async () => {
  await records.sql`DELETE FROM caregiver`;
  const minutes = () => inUnitOfWork(chief, (uow) => staffMinutes(uow, TOWN.code, TOWN.code, planDays(FIRST, LAST, ZONE)));
  const id = await madeCaregiver(records, { weekdays: [1, 2, 3, 4, 5] });
  // Thursday, Friday and the Saturday worked in a holiday's place.
  expect(await minutes()).toBe(3 * 480);
  await writeWeek(chief, TOWN, id, 1, dutyOn([1], true));
  expect(await minutes()).toBe(180 + 180);
  await records.sql`UPDATE person SET state = 'left' WHERE id = ${id}`;
  expect(await minutes()).toBe(0);
});

test("of a year nobody has announced the holidays by law hold, and that is said", () => {
  const { isHoliday, isWorkday } = workdays(ZONE);
  const byLaw = ["2031-01-01", "2031-01-22", "2031-01-23", "2031-04-05", "2031-05-02", "2031-06-24", "2031-10-01", "2031-10-03"];
  expect(byLaw.filter((day) => isHoliday(day) && !isWorkday(day))).toEqual(byLaw);
  expect(isWorkday("2031-10-06")).toBe(true);
  expect(holidaysSaid("2030-12-30", "2031-01-02", ZONE)).toEqual({ days: ["2031-01-01"], unknownYears: ["2030", "2031"] });
  expect(holidaysSaid("2026-10-01", "2026-10-11", ZONE)).toEqual({
    days: ["1", "2", "3", "4", "5", "6", "7"].map((day) => `2026-10-0${day}`),
    unknownYears: [],
  });
});

import { beforeAll, expect, test } from "vitest";
import { dueBasis } from "~/modules/visits/use-cases/due-basis.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { makeVisitingTown, warden } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makeVisitingTown(records));
const basis = async () => (await inUnitOfWork(warden, (uow) => dueBasis(uow, TOWN.code)))!;

test("a city's calendar is worked out once a day, its rules each time", async () => {
  const first = await basis();
  await records.sql`
    INSERT INTO visit_rule (id, city_code, times, per, minutes, source, valid_from) VALUES (gen_random_uuid(), ${TOWN.code}, 1, 'week', 20, '示例', '2024-01-01')`;
  const second = await basis();
  expect(second.calendar).toBe(first.calendar);
  expect(second.calendar.indexOf.get(second.today)).toBeGreaterThan(90);
  expect([first.rules.length, second.rules.length]).toEqual([0, 1]);
});

test("two cities of one day and another zone have their own calendar", async () => {
  const first = await basis();
  await records.sql`UPDATE city SET time_zone = 'Europe/Berlin' WHERE code = ${TOWN.code}`;
  const other = await basis();
  expect(other.calendar).not.toBe(first.calendar);
  expect(other.calendar.workday).not.toEqual(first.calendar.workday);
});

import { beforeAll, expect, test } from "vitest";
import { endMode } from "~/modules/places/use-cases/mode-change.server";
import { modesInView, switchMode } from "~/modules/visits/use-cases/change-modes.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, makePlanningTown, ZONE } from "./planning-town";
import { warden } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makePlanningTown(records));
const DAY = today(ZONE);
const heat = (firstDay: string, lastDay: string, cause = "heat-wave") =>
  switchMode(warden, CITY, { kind: "emergency", cause, areaCode: "990101", firstDay, lastDay });

test("the same mode is said once of a day, also by two who press at once; another cause, or the days after, are said beside it", async () => {
  const [one, other] = await Promise.all([heat(DAY, DAY), heat(DAY, DAY)]);
  expect([one.ok, other.ok].sort()).toEqual([false, true]);
  expect(one.ok ? other : one).toEqual({ ok: false, refusal: { kind: "mode-there" } });
  expect((await heat(DAY, "2099-01-01")).ok, "too long is told first").toBe(false);
  expect((await heat(DAY, DAY, "flood")).ok).toBe(true);
  const { modes } = await modesInView(warden, CITY);
  expect(modes).toHaveLength(2);
  for (const { id } of modes) await inUnitOfWork(warden, (uow) => endMode(uow, warden, CITY.code, id, "2000-01-01"));
  expect((await heat(DAY, DAY)).ok, "what was taken back can be said again").toBe(true);
});

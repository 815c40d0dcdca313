import { beforeAll, expect, test } from "vitest";
import { v4 as randomId } from "uuid";
import { minutesToAct } from "~/modules/visits/domain/visit-log";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { findingsInView } from "~/modules/visits/use-cases/month-lists.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { madeElder, makeVisitingTown, warden } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makeVisitingTown(records));

test("dangers come before what was found earlier, on the next page too, and have two hours", async () => {
  const elder = await madeElder(records);
  const at = Date.now();
  const found = (minutesAgo: number, findings: readonly ("danger" | "health")[]) =>
    logVisit(warden, TOWN, {
      ...{ clientId: randomId(), residentId: elder, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
      ...{ capturedAt: new Date(at).toISOString(), beganAt: new Date(at - minutesAgo * 60_000).toISOString(), minutes: 1 },
      ...{ outcome: "seen", channel: "home", purpose: "check", body: { looked: {}, needs: "", note: "" }, findings },
    });
  for (const [minutes, findings] of [
    [3, ["health"]],
    [2, ["danger"]],
    [1, ["danger", "health"]],
  ] as const)
    expect((await found(minutes, findings)).ok).toBe(true);
  const month = `${today(TOWN.timeZone).slice(0, 7)}-01`;
  const place = { areaCode: "990101", line: "civil-affairs", month } as const;
  const listed = async (after: { foundAt: string; id: string } | null) => {
    const view = await findingsInView(warden, TOWN, place, null, after);
    return view.ok ? view.value.rows : expect.unreachable();
  };
  const rows = await listed(null);
  expect(rows.map(({ kind }) => kind)).toEqual(["danger", "danger", "health", "health"]);
  expect(await listed(rows[1]!)).toEqual(rows.slice(2));
  expect(await listed(rows[2]!)).toEqual(rows.slice(3));
});

test("the clock of a danger runs for two hours and stops when it is closed; nothing else has one", () => {
  const foundAt = "2026-11-22T10:00:00.000Z";
  const at = Date.parse("2026-11-22T11:30:00Z");
  expect(minutesToAct({ kind: "danger", foundAt, closedAt: null }, at)).toBe(30);
  expect(minutesToAct({ kind: "danger", foundAt, closedAt: null }, at + 3_600_000)).toBe(-30);
  expect(minutesToAct({ kind: "danger", foundAt, closedAt: foundAt }, at)).toBeNull();
  expect(minutesToAct({ kind: "health", foundAt, closedAt: null }, at)).toBeNull();
});

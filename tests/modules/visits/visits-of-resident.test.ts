import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { mergeResidents } from "~/modules/residents/use-cases/merge-residents.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { visitsOfResident } from "~/modules/visits/use-cases/visits-of-resident.server";
import { CITY, madeDue } from "./planning-town";
import { stranger, warden } from "./visiting-town";
import { withPlanningTown } from "./with-planning-town";

const records = withPlanningTown();
const visited = (residentId: string, hoursAgo: number) => {
  const at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  return logVisit(warden, CITY, {
    ...{
      clientId: randomUUID(),
      residentId,
      authorId: null,
      plannedVisitId: null,
      capturedAt: at,
      offsetSeconds: 0,
      device: "desk",
    },
    ...{ beganAt: at, minutes: 10, outcome: "seen", channel: "home", purpose: "check", findings: [] },
    body: { looked: {}, needs: "", note: "" },
  });
};

test("a file shows its visits, the latest first, with those of a file that was merged into it, and to nobody else", async () => {
  const [kept, left] = [await madeDue(records), await madeDue(records, { at: 100 })];
  await visited(kept, 30);
  await visited(left, 50);
  const hours = async () =>
    (await visitsOfResident(warden, CITY, kept)).rows.map(({ beganAt }) =>
      Math.round((Date.now() - Date.parse(beganAt)) / 3_600_000),
    );
  expect(await hours()).toEqual([30]);
  expect((await mergeResidents(warden, CITY, kept, left)).ok).toBe(true);
  expect(await hours()).toEqual([30, 50]);
  expect((await visitsOfResident(stranger, CITY, kept)).rows).toEqual([]);
});

import { expect, test } from "vitest";
import { madeVisits, type VisitedLife } from "../../seed/made-visits";

const lives = Array.from({ length: 400 }, (_, at): VisitedLife => ({
  ...{ id: `life-${at}`, areaCode: "410102002003", responsibleId: "visitor", registeredOn: "2024-05-01" },
  risk: at % 4 === 0 ? "high" : at % 4 === 1 ? "key" : "general",
}));

test("the demo's visits are the same each time, on working days, and none is of today or later", () => {
  const visits = madeVisits(lives, "2026-11-18");
  expect(madeVisits(lives, "2026-11-18")).toEqual(visits);
  expect(visits.filter(({ day }) => day < "2026-10-01" || day >= "2026-11-18")).toEqual([]);
  expect(visits.filter(({ day }) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))).toEqual([]);
  expect(visits.filter(({ channel, outcome }) => channel === "phone" && outcome !== "spoken-to")).toEqual([]);
});

test("the month before is nearly whole and this one half way; somebody registered today was not visited before", () => {
  const seenIn = (month: string, until: string) =>
    new Set(madeVisits(lives, until).flatMap((one) => (one.day.startsWith(month) ? [one.residentId] : []))).size / lives.length;
  expect(seenIn("2026-10", "2026-11-16")).toBeGreaterThan(0.9);
  expect(seenIn("2026-11", "2026-11-16")).toBeGreaterThan(0.4);
  expect(seenIn("2026-11", "2026-11-16")).toBeLessThan(0.75);
  expect(seenIn("2026-11", "2026-11-01")).toBe(0);
  expect(madeVisits([{ ...lives[0]!, registeredOn: "2026-11-18" }], "2026-11-18")).toEqual([]);
});

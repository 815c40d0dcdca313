import { expect, test } from "vitest";
import { madeVisits, type VisitedLife } from "../../seed/made-visits";
import { spacedVisits } from "../../seed/spaced-visits";

const lives = Array.from({ length: 400 }, (_, at): VisitedLife => ({
  ...{ id: `life-${at}`, areaCode: "410102002003", responsibleId: `visitor-${at % 10}`, registeredOn: "2024-05-01" },
  risk: at % 4 === 0 ? "high" : at % 4 === 1 ? "key" : "general",
}));

test("a caregiver is in one place at a time, but for a handful of days; who was seen, when and how stays the same", () => {
  const made = madeVisits(lives, "2026-11-18");
  const spaced = spacedVisits(made, "2026-11-06");
  const counted = (visits: typeof made) => visits.map(({ began: _began, minutes: _minutes, ...visit }) => visit);
  expect(counted(spaced)).toEqual(counted(made));
  const atHomes = spaced.filter(({ channel }) => channel === "home");
  const overlaps = atHomes.filter((one) =>
    atHomes.some(
      (other) =>
        other !== one &&
        other.authorId === one.authorId &&
        other.day === one.day &&
        other.began <= one.began &&
        one.began < other.began + other.minutes,
    ),
  );
  expect(overlaps.length).toBeGreaterThan(0);
  expect(overlaps.length).toBeLessThanOrEqual(3);
  expect(overlaps.every(({ day }) => day >= "2026-11-06")).toBe(true);
  expect(spaced.filter(({ outcome, minutes }) => outcome === "seen" && minutes < 20)).toHaveLength(2);
  expect(Math.max(...spaced.map(({ began, minutes }) => began + minutes))).toBeLessThan(20 * 60);
});

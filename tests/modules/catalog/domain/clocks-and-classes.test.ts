import { expect, test } from "vitest";
import { classesForAge, monthsOldOn } from "~/modules/catalog/domain/class-for-age";
import { documentStanding, warningHorizon } from "~/modules/catalog/domain/document-clock";

test.each([
  ["2026-03-01", { kind: "valid", daysLeft: 99 }],
  ["2026-01-22", { kind: "valid", daysLeft: 61 }],
  ["2026-01-21", { kind: "expiring", daysLeft: 60 }],
  ["2025-11-22", { kind: "expiring", daysLeft: 0 }],
  ["2025-11-21", { kind: "expired", daysSince: 1 }],
  [null, { kind: "unknown" }],
])("on 22 November 2025 a document until %s", (expiresOn, standing) => {
  expect(documentStanding(expiresOn, "2025-11-22")).toEqual(standing);
});

test("the horizon of the warning is the last day that still warns", () => {
  expect(documentStanding(warningHorizon("2025-11-22"), "2025-11-22").kind).toBe("expiring");
});

test.each([
  ["2024-01-31", "2024-02-28", 0],
  ["2024-01-31", "2024-02-29", 1],
  ["2023-01-31", "2023-02-28", 1],
  ["2024-06-15", "2025-06-14", 11],
  ["2024-06-15", "2025-06-15", 12],
  ["2025-01-01", "2024-12-31", -1],
])("a child born %s is on %s so many months old: %i", (born, day, months) => {
  expect(monthsOldOn(born, day)).toBe(months);
});

test("a child of 19 months finds its own age's class first, then the mixed one", () => {
  expect(classesForAge(19).map((rule) => rule.kind)).toEqual(["toddler-12", "mixed"]);
});

test.each([
  [5, []],
  [6, ["infant"]],
  [12, ["toddler-12"]],
  [24, ["toddler-24", "mixed"]],
  [36, []],
])("at %i months the classes are %j", (months, kinds) => {
  expect(classesForAge(months).map((rule) => rule.kind)).toEqual(kinds);
});

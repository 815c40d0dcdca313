import { expect, test } from "vitest";
import { unreadableDay } from "~/modules/catalog/domain/facility-filter";

test.each([
  ["", null],
  ["date=", null],
  ["date=2025-06-30", null],
  ["date=2025-99-99", "2025-99-99"],
  ["date=yesterday", "yesterday"],
])("%j gives the day that cannot be read: %j", (address, given) => {
  expect(unreadableDay(new URLSearchParams(address))).toBe(given);
});

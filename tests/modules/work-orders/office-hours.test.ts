import { expect, test } from "vitest";
import { ringsInOffice, whenOpen } from "~/modules/work-orders/domain/office-hours";
import { workdays } from "~/platform/workdays.server";

const CHINA = "Asia/Shanghai";
const open = (at: string) => whenOpen(new Date(`${at}:00+08:00`), CHINA, workdays(CHINA).isWorkday).toISOString();
const hour = (at: string) => new Date(`${at}:00+08:00`).toISOString();

test("a form waits for the morning, over a weekend and over a holiday; within office hours it does not wait", () => {
  expect(open("2025-06-25T03:00")).toBe(hour("2025-06-25T08:30"));
  expect(open("2025-06-25T12:15")).toBe(hour("2025-06-25T12:15"));
  expect(open("2025-06-27T17:30"), "Friday evening").toBe(hour("2025-06-30T08:30"));
  expect(open("2025-10-01T10:00"), "National Day, and Mid-Autumn after it").toBe(hour("2025-10-09T08:30"));
  expect(open("2025-10-11T10:00"), "a Saturday that is worked").toBe(hour("2025-10-11T10:00"));
});

test("dangers and what a house cannot be without wait for no office", () => {
  expect((["danger", "utilities", "ordinary", "complex"] as const).map(ringsInOffice)).toEqual([false, false, true, true]);
});

import { expect, test } from "vitest";
import { daysAgoIn } from "~/shared/days-ago";

test("days are those of the calendar where somebody is, at whatever hour: list, page and desk say the same", () => {
  const inChina = daysAgoIn("Asia/Shanghai");
  const at = (time: string) => new Date(time);
  expect(inChina(at("2026-11-23T23:59:00+08:00"), at("2026-11-24T00:01:00+08:00")), "two minutes, and yesterday").toBe(1);
  expect(inChina(at("2026-11-23T00:01:00+08:00"), at("2026-11-23T23:59:00+08:00"))).toBe(0);
  expect(inChina(at("2026-10-06T20:00:00+08:00"), at("2026-11-24T04:00:00+08:00"))).toBe(49);
  expect(daysAgoIn("America/New_York")(at("2026-11-01T00:30:00-04:00"), at("2026-11-02T00:10:00-05:00")), "25 hours").toBe(1);
  expect(inChina(at("2026-11-25T00:00:00+08:00"), at("2026-11-24T00:00:00+08:00")), "never less than today").toBe(0);
});

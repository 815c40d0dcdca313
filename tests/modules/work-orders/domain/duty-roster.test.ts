import { expect, test } from "vitest";
import { gaps, instantOn, onDutyAt, type DutyShift } from "~/modules/work-orders/domain/duty-roster";

const ZONE = "Asia/Shanghai";
const STREET = "990101001";
const COMMUNITY = "990101001001";
const shift = (over: Partial<DutyShift> = {}): DutyShift => ({
  ...{ id: "s", areaCode: STREET, validFrom: "2026-01-01", validTo: null, weekdays: [1, 2, 3, 4, 5, 6, 7] },
  ...{ begins: 480, ends: 1080, personId: "day", deputyId: null, swaps: [], ...over },
});
const night = shift({ id: "n", begins: 1080, ends: 480, personId: "night", deputyId: "deputy" });
const at = (day: string, minute: number) => instantOn(day, minute, ZONE);
const who = (shifts: DutyShift[], area: string, day: string, minute: number) =>
  onDutyAt(shifts, area, at(day, minute), ZONE).map(({ personId }) => personId);
const hours = (found: ReturnType<typeof gaps>) => found.map(({ from, to }) => [from.toISOString(), to.toISOString()]);

test("a night belongs to the evening on which it begins, and ends to the minute", () => {
  const weekdays = [1];
  const monday = [shift({ weekdays }), { ...night, weekdays }];
  // 5 January 2026 is a Monday.
  expect(who(monday, STREET, "2026-01-05", 1079)).toEqual(["day"]);
  expect(who(monday, STREET, "2026-01-05", 1080)).toEqual(["night"]);
  expect(who(monday, STREET, "2026-01-06", 0)).toEqual(["night"]);
  expect(who(monday, STREET, "2026-01-06", 479)).toEqual(["night"]);
  expect(who(monday, STREET, "2026-01-06", 480)).toEqual([]);
});

test("the nearest upwards is asked, and whoever stands above only when nobody nearer is on duty", () => {
  const city = shift({ areaCode: "9901", personId: "city", begins: 0, ends: 1440 });
  expect(who([shift(), city], COMMUNITY, "2026-01-05", 600)).toEqual(["day"]);
  expect(who([shift(), city], COMMUNITY, "2026-01-05", 1200)).toEqual(["city"]);
  expect(who([shift(), city], "990101002", "2026-01-05", 600)).toEqual(["city"]);
  expect(who([shift()], "990102001", "2026-01-05", 600)).toEqual([]);
});

test("a swap holds for its night alone, past midnight too", () => {
  const swapped = { ...night, swaps: [{ day: "2026-01-05", personId: "other", deputyId: null }] };
  expect(who([swapped], STREET, "2026-01-05", 1200)).toEqual(["other"]);
  expect(who([swapped], STREET, "2026-01-06", 60)).toEqual(["other"]);
  expect(who([swapped], STREET, "2026-01-06", 1200)).toEqual(["night"]);
});

test("gaps are the hours in which nobody is on duty, neither there nor above", () => {
  const [from, to] = [at("2026-01-05", 0), at("2026-01-07", 0)];
  expect(hours(gaps([], STREET, from, to, ZONE))).toEqual([[from.toISOString(), to.toISOString()]]);
  expect(gaps([shift(), night], COMMUNITY, from, to, ZONE)).toEqual([]);
  const noTuesdays = [shift({ weekdays: [1, 3, 4, 5, 6, 7] }), night];
  expect(hours(gaps(noTuesdays, COMMUNITY, from, to, ZONE))).toEqual([
    [at("2026-01-06", 480).toISOString(), at("2026-01-06", 1080).toISOString()],
  ]);
  const ended = shift({ begins: 0, ends: 1440, validTo: "2026-01-06" });
  expect(hours(gaps([ended], STREET, from, to, ZONE))).toEqual([[at("2026-01-06", 0).toISOString(), to.toISOString()]]);
});

test("whoever left stands on no duty: the deputy does, and without one it is a gap and the next above is asked", () => {
  const gone = new Map([["night", "2026-01-06"]]);
  const alone = { ...night, deputyId: null, gone };
  const [from, to] = [at("2026-01-05", 1080), at("2026-01-07", 480)];
  expect(who([{ ...night, gone }], STREET, "2026-01-05", 1200)).toEqual(["night"]);
  expect(who([{ ...night, gone }], STREET, "2026-01-06", 1200)).toEqual(["deputy"]);
  expect(who([alone], STREET, "2026-01-06", 60), "the night that began before").toEqual(["night"]);
  expect(who([alone, shift({ areaCode: "9901", personId: "city", begins: 0, ends: 1440 })], STREET, "2026-01-06", 1200)).toEqual([
    "city",
  ]);
  expect(hours(gaps([alone, shift()], STREET, from, to, ZONE))).toEqual([
    [at("2026-01-06", 1080).toISOString(), at("2026-01-07", 480).toISOString()],
  ]);
});

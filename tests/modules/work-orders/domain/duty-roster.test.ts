import { expect, test } from "vitest";
import { calledBy, gaps, gapsOfMany, instantOn, onDutyAt, type DutyShift } from "~/modules/work-orders/domain/duty-roster";

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

test("nobody is told to ring themselves: their deputy, or whoever is on duty above them", () => {
  const city = shift({ areaCode: "9901", personId: "city", begins: 0, ends: 1440 });
  const called = (shifts: DutyShift[], minute: number, caller: string) =>
    calledBy(caller, shifts, COMMUNITY, at("2026-01-05", minute), ZONE).map(({ personId }) => personId);
  expect(called([shift(), city], 600, "somebody")).toEqual(["day"]);
  expect(called([shift(), city], 600, "day")).toEqual(["city"]);
  expect(called([night, city], 1200, "night")).toEqual(["deputy"]);
  expect(called([shift()], 600, "day")).toEqual([]);
  expect(called([shift(), shift({ id: "t", personId: "second" })], 600, "day")).toEqual(["second"]);
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

test("a whole plan's areas asked together have the gaps that each has by itself", () => {
  const rosters = [
    shift({ weekdays: [1, 3, 5] }),
    { ...night, weekdays: [1, 2, 4] },
    shift({ id: "d", areaCode: "990101", weekdays: [2], begins: 600, ends: 720 }),
    shift({ id: "c", areaCode: "9901", weekdays: [6], begins: 0, ends: 1440 }),
    shift({ id: "o", areaCode: "990102001", begins: 1320, ends: 360 }),
  ];
  const needed = [COMMUNITY, STREET, "990101002003", "990102001007", "990103001001"].flatMap((areaCode) =>
    ["2026-01-05", "2026-01-06", "2026-01-09", "2026-01-10"].map((day) => ({ areaCode, from: at(day, 540), to: at(day, 1920) })),
  );
  const byItself = needed.flatMap(({ areaCode, from, to }) => gaps(rosters, areaCode, from, to, ZONE));
  const together = [...gapsOfMany(rosters, needed, ZONE)].flat();
  const inOrder = (found: typeof byItself) => found.map((gap) => JSON.stringify(gap)).sort();
  expect(inOrder(together)).toEqual(inOrder(byItself));
  expect(byItself.length).toBeGreaterThan(10);
  expect([...gapsOfMany(rosters, [], ZONE)]).toEqual([]);
});

test("whoever left stands on no duty: the deputy does, and without one it is a gap and the next above is asked", () => {
  const service = new Map([["night", [{ from: "2024-01-01", to: "2026-01-06" }]]]);
  const alone = { ...night, deputyId: null, service };
  const [from, to] = [at("2026-01-05", 1080), at("2026-01-07", 480)];
  expect(who([{ ...night, service }], STREET, "2026-01-05", 1200)).toEqual(["night"]);
  expect(who([{ ...night, service }], STREET, "2026-01-06", 1200)).toEqual(["deputy"]);
  expect(who([alone], STREET, "2026-01-06", 60), "the night that began before").toEqual(["night"]);
  expect(who([alone, shift({ areaCode: "9901", personId: "city", begins: 0, ends: 1440 })], STREET, "2026-01-06", 1200)).toEqual([
    "city",
  ]);
  expect(hours(gaps([alone, shift()], STREET, from, to, ZONE))).toEqual([
    [at("2026-01-06", 1080).toISOString(), at("2026-01-07", 480).toISOString()],
  ]);
});

test("a right that begins later, or a hole between two, lets nobody stand on duty before it or in it", () => {
  const spells = [
    { from: "2026-01-05", to: "2026-01-06" },
    { from: "2026-01-07", to: null },
  ];
  const shift = { ...night, service: new Map([["night", spells]]) };
  const held = (day: string) => who([shift], STREET, day, 1200);
  expect(["2026-01-04", "2026-01-05", "2026-01-06", "2026-01-07"].map(held)).toEqual([
    ["deputy"],
    ["night"],
    ["deputy"],
    ["night"],
  ]);
});

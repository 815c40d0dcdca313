import fc from "fast-check";
import { expect, test } from "vitest";
import { openNow, weekOf } from "~/modules/finder/domain/open-now";

const slot = (byDay: string, opensAt: string, closesAt: string) => ({ byDay, opensAt, closesAt, note: "" });
const WORKDAYS = [slot("MO,TU,WE,TH,FR", "07:30", "18:00")];
/** 2026-03-06 is a Friday. */
const at = (text: string) => new Date(`${text}:00+08:00`);
const said = (text: string, hours = WORKDAYS) => openNow(hours, at(text), "Asia/Shanghai");

test("open from its first minute, closed from its last on", () => {
  expect(said("2026-03-06T07:29")).toMatchObject({ kind: "closed", opensAt: "07:30", inDays: 0 });
  expect(said("2026-03-06T07:30")).toEqual({ kind: "open", until: "18:00" });
  expect(said("2026-03-06T17:59")).toEqual({ kind: "open", until: "18:00" });
  expect(said("2026-03-06T18:00")).toEqual({ kind: "closed", opensAt: "07:30", day: "2026-03-09", weekDay: "MO", inDays: 3 });
});

test("the clock is the city's, not the server's", () => {
  const instant = new Date("2026-03-06T00:00:00Z");
  expect(openNow(WORKDAYS, instant, "Asia/Shanghai").kind).toBe("open");
  expect(openNow(WORKDAYS, instant, "Europe/Paris")).toMatchObject({ kind: "closed", opensAt: "07:30", inDays: 0 });
});

test("a noon break closes, and the afternoon opens it again; a day without end goes on to midnight", () => {
  const split = [slot("FR", "08:00", "12:00"), slot("FR", "14:00", "24:00")];
  expect(said("2026-03-06T12:30", split)).toMatchObject({ kind: "closed", opensAt: "14:00", inDays: 0 });
  expect(said("2026-03-06T23:59", split)).toEqual({ kind: "open", until: "24:00" });
});

test("a place open once a week opens in a week at most; one without hours is unknown", () => {
  expect(said("2026-03-06T19:00", [slot("FR", "08:00", "12:00")])).toMatchObject({
    kind: "closed",
    inDays: 7,
    day: "2026-03-13",
  });
  expect(said("2026-03-06T19:00", [])).toEqual({ kind: "unknown" });
});

test("what it says of any minute agrees with going through the slots by hand", () => {
  const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
  const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.subarray(days, { minLength: 1 }), fc.integer({ min: 0, max: 1_438 }), fc.integer({ min: 1, max: 600 })),
      ),
      fc.nat(7 * 1_440 - 1),
      (slots, minute) => {
        const hours = slots.map(([on, from, long]) => slot(on.join(","), clock(from), clock(Math.min(1_439, from + long))));
        // 2026-03-02 is a Monday.
        const instant = new Date(Date.parse("2026-03-01T16:00:00Z") + minute * 60_000);
        const [day, time] = [days[Math.floor(minute / 1_440)]!, clock(minute % 1_440)];
        const isOpen = hours.some(
          ({ byDay, opensAt, closesAt }) => byDay.split(",").includes(day) && opensAt <= time && time < closesAt,
        );
        expect(openNow(hours, instant, "Asia/Shanghai").kind === "open").toBe(isOpen);
      },
    ),
  );
});

test("a week has seven days, shut ones without slots", () => {
  const week = weekOf([slot("SA", "08:30", "12:00"), ...WORKDAYS]);
  expect(week.map(({ day, slots }) => [day, slots.length])).toEqual([
    ...["MO", "TU", "WE", "TH", "FR", "SA"].map((day) => [day, 1]),
    ["SU", 0],
  ]);
});

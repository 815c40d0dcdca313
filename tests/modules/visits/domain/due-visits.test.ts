import fc from "fast-check";
import { expect, test } from "vitest";
import type { Mode } from "~/modules/places/domain/mode";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { RISK_LEVELS } from "~/modules/residents/domain/risk-level";
import { dueVisits, type DueFor, type DueVisit } from "~/modules/visits/domain/due-visit";
import { visitCalendar } from "~/modules/visits/domain/visit-calendar";
import type { VisitRule } from "~/modules/visits/domain/visit-rule";
import { holdsOn } from "~/shared/calendar-day";
import { seededRandom } from "~/shared/seeded-random";

const calendar = visitCalendar("2026-01-01", "2026-12-31");
const day = (text: string): number => calendar.indexOf.get(text)!;
const always = { from: "2020-01-01", to: null };
const rule = (said: Partial<VisitRule>): VisitRule => ({
  ...{ id: "rule", categories: [], risks: [], areaCode: "", modes: [], times: 0, per: null, mostDaysApart: null },
  ...{ hoursAfterChange: null, minutes: 20, isPhoneEnough: false, ...always },
  ...said,
});
const resident = (said: Partial<DueFor> = {}): DueFor => ({
  areaCode: "410105001001",
  registered: always,
  categories: [{ category: "living-alone", ...always }],
  risks: [{ risk: "general", ...always }],
  ...{ absences: [], seen: [], changes: [] },
  ...said,
});
const DAY_END = 1_440;
const fell = (on: string, minute: number) => ({ day: on, since: minute, hoursFrom: minute });
const window = ({ opens, closes }: DueVisit): string => `${calendar.days[opens]}…${calendar.days[closes]}`;

test("weeks begin on Monday and months follow the calendar", () => {
  expect(calendar.days).toHaveLength(365);
  const { week, month, quarter } = calendar.period;
  expect(week[day("2026-03-01")]).toBe(week[day("2026-02-23")]);
  expect(week[day("2026-03-02")]).toBe(week[day("2026-03-01")]! + 1);
  expect([month[day("2026-02-28")], month[day("2026-03-01")], quarter[day("2026-12-31")]]).toEqual([1, 2, 3]);
});

test("without any rule everyone in the six categories is owed one visit a calendar month", () => {
  const due = dueVisits(calendar, [], [], resident(), day("2026-01-15"), day("2026-04-30"));
  expect(due.map(window)).toEqual([
    "2026-01-15…2026-01-31",
    "2026-02-01…2026-02-28",
    "2026-03-01…2026-03-31",
    "2026-04-01…2026-04-30",
  ]);
  expect(due.map(({ ruleId }) => ruleId)).toEqual(["floor", "floor", "floor", "floor"]);
});

test("once a week is once in each calendar week", () => {
  const due = dueVisits(calendar, [rule({ times: 1, per: "week" })], [], resident(), day("2026-03-02"), day("2026-03-29"));
  expect(due.map(window)).toEqual([
    "2026-03-02…2026-03-08",
    "2026-03-09…2026-03-15",
    "2026-03-16…2026-03-22",
    "2026-03-23…2026-03-29",
  ]);
});

test("at most ten days apart counts from the last visit, and a call does not count where a visit at home is asked", () => {
  const seen = [
    { day: "2026-03-01", isAtHome: true },
    { day: "2026-03-06", isAtHome: false },
  ];
  const first = (isPhoneEnough: boolean): string =>
    window(
      dueVisits(
        calendar,
        [rule({ mostDaysApart: 10, isPhoneEnough })],
        [],
        resident({ seen }),
        day("2026-03-07"),
        day("2026-03-31"),
      )[0]!,
    );
  expect(first(false)).toBe("2026-03-07…2026-03-11");
  expect(first(true)).toBe("2026-03-11…2026-03-16");
});

test("after a major change somebody comes within the day", () => {
  const rules = [rule({ id: "change", risks: ["high"], hoursAfterChange: 24, times: 1, per: "week" })];
  const high = resident({ risks: [{ risk: "high", ...always }], changes: [fell("2026-03-04", DAY_END)] });
  const due = dueVisits(calendar, rules, [], high, day("2026-03-04"), day("2026-03-08"));
  expect(due[0]).toMatchObject({
    cause: "after-change",
    opens: day("2026-03-04"),
    closes: day("2026-03-05"),
    closesMinute: null,
    isPhoneEnough: false,
  });
  const seen = resident({ ...high, seen: [{ day: "2026-03-04", isAtHome: true }] });
  expect(dueVisits(calendar, rules, [], seen, day("2026-03-05"), day("2026-03-08"))).toEqual([]);
});

const hours = (due: readonly DueVisit[]) =>
  due
    .filter(({ cause }) => cause === "after-change")
    .map(({ ruleId, closes, closesMinute }) => [ruleId, calendar.days[closes], closesMinute]);

test("a visit before the change answers nothing, one after it does, and the hours run from its minute", () => {
  const rules = [rule({ id: "home", hoursAfterChange: 24 })];
  const asked = (said: Partial<DueFor>) =>
    hours(dueVisits(calendar, rules, [], resident(said), day("2026-03-04"), day("2026-03-08")));
  const changes = [fell("2026-03-04", 15 * 60)];
  const owed = [["home", "2026-03-05", 15 * 60]];
  expect(asked({ changes, seen: [{ day: "2026-03-04", isAtHome: true, minute: 9 * 60 }] })).toEqual(owed);
  expect(asked({ changes, seen: [{ day: "2026-03-04", isAtHome: true, minute: 16 * 60 }] })).toEqual([]);
  expect(asked({ changes, seen: [{ day: "2026-03-04", isAtHome: false, minute: 16 * 60 }] }), "a call").toEqual(owed);
  const soon = dueVisits(
    ...([calendar, [rule({ id: "soon", hoursAfterChange: 2 })], [], resident({ changes })] as const),
    ...([day("2026-03-04"), day("2026-03-08")] as const),
  );
  expect(hours(soon)).toEqual([["soon", "2026-03-04", 17 * 60]]);
});

test("a call within four hours leaves the visit at home within the day owed", () => {
  const rules = [
    rule({ id: "home", hoursAfterChange: 24 }),
    rule({ id: "call", hoursAfterChange: 4, isPhoneEnough: true }),
    rule({ id: "late", hoursAfterChange: 48 }),
  ];
  const asked = (seen: DueFor["seen"]) =>
    hours(
      dueVisits(
        ...([calendar, rules, [], resident({ seen, changes: [fell("2026-03-04", 600)] })] as const),
        ...([day("2026-03-04"), day("2026-03-08")] as const),
      ),
    );
  const home = ["home", "2026-03-05", 600];
  expect(asked([])).toEqual([["call", "2026-03-04", 840], home]);
  expect(asked([{ day: "2026-03-04", isAtHome: false, minute: 700 }])).toEqual([home]);
  expect(asked([{ day: "2026-03-04", isAtHome: true, minute: 700 }])).toEqual([]);
});

test("a heat wave asks for a word a day in its area, and what was asked before returns by itself", () => {
  const mode: Mode = { id: "m", areaCode: "410105", kind: "emergency", cause: "heat-wave", from: "2026-07-10", to: "2026-07-13" };
  const rules = [
    rule({ times: 1, per: "week" }),
    rule({ id: "heat", modes: ["emergency"], mostDaysApart: 1, isPhoneEnough: true }),
  ];
  const due = (areaCode: string): DueVisit[] =>
    dueVisits(calendar, rules, [mode], resident({ areaCode }), day("2026-07-06"), day("2026-07-26"));
  const there = due("410105001001");
  expect(there.filter(({ ruleId }) => ruleId === "heat").map(({ closes }) => calendar.days[closes])).toEqual([
    "2026-07-10",
    "2026-07-11",
  ]);
  expect(there.filter(({ ruleId }) => ruleId === "rule")).toHaveLength(3);
  expect(due("410102001001").map(({ ruleId }) => ruleId)).toEqual(["rule", "rule", "rule"]);
});

test("nobody is due before the register, after an exit, or without a category; days in hospital ask for nothing", () => {
  const count = (said: Partial<DueFor>): number =>
    dueVisits(calendar, [], [], resident(said), day("2026-03-01"), day("2026-05-31")).length;
  expect(count({ registered: { from: "2026-04-10", to: null } })).toBe(2);
  expect(count({ registered: { from: "2020-01-01", to: "2026-04-01" } })).toBe(1);
  expect(count({ categories: [] })).toBe(0);
  expect(count({ absences: [{ from: "2026-04-01", to: "2026-05-01" }] })).toBe(2);
});

const ruleArbitrary = fc
  .record({
    times: fc.integer({ min: 1, max: 3 }),
    per: fc.constantFrom("week" as const, "month" as const, "quarter" as const, null),
    mostDaysApart: fc.option(fc.integer({ min: 1, max: 40 })),
    risks: fc.subarray([...RISK_LEVELS]),
    categories: fc.subarray([...ISOLATION_CATEGORIES]),
    areaCode: fc.constantFrom("", "4101", "410105", "410102"),
    modes: fc.constantFrom([], ["emergency" as const], ["daily" as const], ["major-holiday" as const]),
    isPhoneEnough: fc.boolean(),
    fromMonth: fc.integer({ min: 1, max: 9 }),
    months: fc.option(fc.integer({ min: 0, max: 3 })),
  })
  .map(({ fromMonth, months, mostDaysApart, ...said }) =>
    rule({
      ...said,
      mostDaysApart,
      id: `r${fromMonth}${said.times}`,
      from: `2026-0${fromMonth}-11`,
      to: months === null ? null : `2026-${String(fromMonth + months + 1).padStart(2, "0")}-05`,
    } as Partial<VisitRule>),
  );
const modeArbitrary = fc
  .record({
    from: fc.integer({ min: 40, max: 200 }),
    length: fc.integer({ min: 1, max: 30 }),
    kind: fc.constantFrom("emergency" as const, "major-holiday" as const),
  })
  .map(({ from, length, kind }): Mode => ({
    id: "m",
    areaCode: "4101",
    kind,
    cause: "other",
    from: calendar.days[from]!,
    to: calendar.days[from + length]!,
  }));
const someone = fc.record({
  risk: fc.constantFrom(...RISK_LEVELS),
  category: fc.constantFrom(...ISOLATION_CATEGORIES),
  number: fc.integer({ min: 1, max: 1e6 }),
});

test("whatever the rules and modes: made on any days of their windows, visits leave no calendar month empty and break no rule", () => {
  fc.assert(
    fc.property(
      fc.array(ruleArbitrary, { maxLength: 4 }),
      fc.array(modeArbitrary, { maxLength: 2 }),
      someone,
      (rules, modes, who) => {
        const random = seededRandom(who.number);
        const seen: { day: string; isAtHome: boolean }[] = [];
        const facts = (): DueFor =>
          resident({ seen, risks: [{ risk: who.risk, ...always }], categories: [{ category: who.category, ...always }] });
        for (let today = day("2026-01-01"); today <= day("2026-09-30"); today++) {
          const due = dueVisits(calendar, rules, modes, facts(), today, today + 28);
          // Whoever comes may come on any day that is open, and comes on the last.
          const made = due.find((each) => each.opens <= today && (each.closes <= today || random() < 0.15));
          if (made) seen.push({ day: calendar.days[today]!, isAtHome: !made.isPhoneEnough });
          for (const each of due) {
            expect(each.opens).toBeLessThanOrEqual(each.target);
            expect(each.closes).toBeGreaterThanOrEqual(today);
          }
        }
        for (let month = 1; month <= 9; month++) expect(seen.some((each) => each.day.startsWith(`2026-0${month}`))).toBe(true);
        for (const each of rules) expect(broken(each, modes, who, seen)).toBe(false);
      },
    ),
    { numRuns: 60 },
  );
});

/** Counted by hand: whole periods in which a rule held on each day and fewer visits were made than it asks. */
function broken(
  asked: VisitRule,
  modes: readonly Mode[],
  who: { readonly risk: string; readonly category: string },
  seen: readonly { readonly day: string; readonly isAtHome: boolean }[],
): boolean {
  const isFor =
    "410105001001".startsWith(asked.areaCode) &&
    (asked.risks.length === 0 || asked.risks.some((risk) => risk === who.risk)) &&
    (asked.categories.length === 0 || asked.categories.some((category) => category === who.category));
  if (!isFor) return false;
  const holds = (at: number): boolean => {
    const text = calendar.days[at]!;
    const here = modes.filter((mode) => holdsOn(mode, text)).map(({ kind }) => kind as string);
    const isMode =
      asked.modes.length === 0 || asked.modes.some((kind) => (kind === "daily" ? here.length === 0 : here.includes(kind)));
    return holdsOn(asked, text) && isMode;
  };
  const counted = seen.filter(({ isAtHome }) => isAtHome || asked.isPhoneEnough).map((each) => day(each.day));
  if (asked.per) {
    const begins = calendar.begins[asked.per];
    for (let number = 0; number + 1 < begins.length && begins[number + 1]! <= day("2026-09-30"); number++) {
      const days = Array.from({ length: begins[number + 1]! - begins[number]! }, (_, at) => begins[number]! + at);
      if (!days.every(holds)) continue;
      if (counted.filter((at) => days.includes(at)).length < asked.times) return true;
    }
  }
  if (asked.mostDaysApart === null) return false;
  let held = 0;
  for (let at = 0; at <= day("2026-09-30"); at++) {
    held = holds(at) && !counted.includes(at) ? held + 1 : 0;
    if (held > asked.mostDaysApart) return true;
  }
  return false;
}

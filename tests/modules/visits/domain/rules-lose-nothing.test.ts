import fc from "fast-check";
import { expect, test } from "vitest";
import { MODE_KINDS, type Mode } from "~/modules/places/domain/mode";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { RISK_LEVELS } from "~/modules/residents/domain/risk-level";
import { dueVisits, type DueFor, type DueVisit } from "~/modules/visits/domain/due-visit";
import { rulesAfter, type RuleRecord } from "~/modules/visits/domain/rule-change";
import { visitCalendar } from "~/modules/visits/domain/visit-calendar";
import { holdsOn, type Dated } from "~/shared/calendar-day";

const calendar = visitCalendar("2026-01-01", "2026-12-31", (day) => new Date(day).getUTCDay() % 6 > 0);
const { days } = calendar;
const day = (text: string): number => calendar.indexOf.get(text)!;
const always = { from: "2020-01-01", to: null };
const HOME = "410105001001";

/** Days of the year as a dated row; no length = until further notice. */
const dated = (from: number, length: number | null): Dated => ({
  from: days[from]!,
  to: length === null ? null : (days[from + length] ?? null),
});
const period = (most: number, longest: number) =>
  fc.record({ from: fc.nat(most), length: fc.option(fc.integer({ min: 1, max: longest }), { freq: 2 }) });
/** Mostly all, so that most rules mean the one who is asked about. */
const someOf = <T>(all: readonly T[], most = all.length) =>
  fc.oneof(
    { arbitrary: fc.constant([] as T[]), weight: 3 },
    { arbitrary: fc.subarray([...all], { maxLength: most }), weight: 1 },
  );

const rule = (said: Partial<RuleRecord>): RuleRecord => ({
  ...{ id: "rule", categories: [], risks: [], areaCode: "", modes: [], times: 0, per: null, mostDaysApart: null },
  ...{ hoursAfterChange: null, minutes: 20, isPhoneEnough: false, source: "", mark: "?", replaces: null, adoptedBy: null },
  ...{ adoptedAt: new Date(0), ...always, ...said },
});
const ruleSaid = fc
  .record({
    times: fc.integer({ min: 1, max: 4 }),
    per: fc.constantFrom("week" as const, "month" as const, "quarter" as const, null),
    mostDaysApart: fc.option(fc.integer({ min: 1, max: 40 })),
    hoursAfterChange: fc.constantFrom(null, 24, 72),
    risks: someOf(RISK_LEVELS),
    categories: someOf(ISOLATION_CATEGORIES),
    areaCode: fc.constantFrom("", "", "410105", "410102"),
    modes: someOf(MODE_KINDS, 1),
    isPhoneEnough: fc.boolean(),
    minutes: fc.constantFrom(10, 20, 40),
  })
  .filter(({ per, mostDaysApart }) => per !== null || mostDaysApart !== null)
  .map((said) => ({ ...said, times: said.per ? said.times : 0, source: "made", mark: "?" as const }));
const rules = fc
  .array(fc.tuple(ruleSaid, period(200, 120)), { minLength: 1, maxLength: 4 })
  .map((found) => found.map(([said, { from, length }], at) => rule({ ...said, id: `r${at}`, ...dated(from, length) })));
const modes = fc
  .array(fc.tuple(period(220, 40), fc.constantFrom("emergency" as const, "major-holiday" as const, "major-task" as const)), {
    maxLength: 3,
  })
  .map((found) =>
    found.map(([{ from, length }, kind], at): Mode => ({
      ...{ id: `m${at}`, areaCode: "4101", kind, cause: "other", ...dated(from, length ?? 10) },
    })),
  );
/** Somebody with one or two categories, of which one may begin or end in the middle of a month, seen now and then. */
const elder = fc
  .record({
    registered: period(60, 300),
    categories: fc.array(fc.tuple(fc.constantFrom(...ISOLATION_CATEGORIES), period(200, 150)), { minLength: 1, maxLength: 2 }),
    risk: fc.constantFrom(...RISK_LEVELS),
    absences: fc.array(period(250, 40), { maxLength: 2 }),
    seen: fc.array(fc.record({ at: fc.nat(120), isAtHome: fc.boolean() }), { maxLength: 8 }),
    changes: fc.array(fc.integer({ min: 90, max: 120 }), { maxLength: 2 }),
  })
  .map(({ registered, categories, risk, absences, seen, changes }): DueFor => ({
    areaCode: HOME,
    registered: dated(registered.from, registered.length),
    categories: categories.map(([category, { from, length }]) => ({ category, ...dated(from, length) })),
    risks: [{ risk, ...always }],
    absences: absences.map(({ from, length }) => dated(from, length ?? 5)),
    seen: seen.map(({ at, isAtHome }) => ({ day: days[at]!, isAtHome })),
    changes: changes.map((at) => ({ day: days[at]!, since: 1_440, hoursFrom: 1_440 })),
  }));
/** What the past holds of somebody on a day: nobody is seen tomorrow. */
const until = (who: DueFor, today: number): DueFor => ({ ...who, seen: who.seen.filter((each) => each.day < days[today]!) });

const canBeSeen = (who: DueFor, text: string): boolean =>
  holdsOn(who.registered, text) &&
  who.categories.some((each) => holdsOn(each, text)) &&
  !who.absences.some((each) => holdsOn(each, text));

test("no elder in the six categories ever has a calendar month without a due visit, whatever the rules, modes and days", () => {
  fc.assert(
    fc.property(rules, modes, elder, fc.integer({ min: 90, max: 270 }), fc.nat(75), (asked, held, anyone, today, length) => {
      const who = until(anyone, today);
      const last = today + length;
      const due = dueVisits(calendar, asked, held, who, today, last);
      for (let month = calendar.period.month[today]!; month <= calendar.period.month[last]!; month++) {
        const first = calendar.begins.month[month]!;
        const ends = calendar.begins.month[month + 1]!;
        const open = Array.from({ length: ends - first }, (_, at) => first + at).filter((at) => canBeSeen(who, days[at]!));
        const left = open.filter((at) => at >= today);
        // Nobody is there in what is left of it, or nothing of it is within the days asked for, or it is done.
        if (left.length === 0 || left[0]! > last) continue;
        if (who.seen.some((each) => canBeSeen(who, each.day) && open.includes(day(each.day)))) continue;
        if (who.seen.some((each) => day(each.day) >= first && day(each.day) < ends)) continue;
        const inMonth = due.filter(({ target, opens, closes }) => left.includes(target) && opens < ends && closes < ends);
        expect(inMonth, `${days[first]} of ${days[today]}…${days[last]}`).not.toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
});

/** Each of `before` is answered by one of `after` of its own that closes no later and takes no call for a visit. */
function answered(before: readonly DueVisit[], after: readonly DueVisit[]): boolean {
  const free = [...after].sort((a, b) => b.closes - a.closes);
  // Those that ask for a visit choose first; a call may be answered by either.
  const asked = before.toSorted((a, b) => Number(a.isPhoneEnough) - Number(b.isPhoneEnough) || a.closes - b.closes);
  return asked.every(({ closes, isPhoneEnough }) => {
    const fits = free.filter((each) => each.closes <= closes && (isPhoneEnough || !each.isPhoneEnough));
    const taken = fits.find((each) => each.isPhoneEnough) ?? fits[0];
    if (taken) free.splice(free.indexOf(taken), 1);
    return taken !== undefined;
  });
}

const change = fc.record({
  ends: fc.option(fc.nat(3), { freq: 8 }),
  begins: fc.option(ruleSaid, { freq: 2 }),
  inDays: fc.constantFrom(0, 0, 0, 1, 5, 14, 30, -1),
});

test("a rule change loses no visit that is due: it stays, or an equal or stricter one answers it, adopted for today or later", () => {
  fc.assert(
    fc.property(rules, modes, elder, change, fc.integer({ min: 90, max: 240 }), (asked, held, anyone, said, today) => {
      const who = until(anyone, today);
      const ended = said.ends === null ? null : asked[said.ends % asked.length]!.id;
      const from = days[today + said.inDays]!;
      const after = rulesAfter(asked, { ends: ended, begins: said.begins, from }, days[today]!);
      if (said.inDays < 0) expect(after).toEqual({ ok: false, refusal: { kind: "in-the-past" } });
      // What began today at the earliest is taken back as if it had not been said.
      if (!after.ok || asked.some(({ id, from: began }) => id === ended && began >= days[today]!)) return;
      const isOpen = ({ opens }: DueVisit): boolean => opens <= today;
      const before = dueVisits(calendar, asked, held, who, today, today + 27).filter(isOpen);
      expect(answered(before, dueVisits(calendar, after.value, held, who, today, today + 27))).toBe(true);
    }),
    { numRuns: 600 },
  );
});

test("what is due and not done is due the next day too, also over the day on which a rule ends or begins", () => {
  fc.assert(
    fc.property(rules, elder, fc.integer({ min: 120, max: 240 }), (asked, anyone, today) => {
      const who = until({ ...anyone, absences: [] }, today);
      const onDay = (at: number) => dueVisits(calendar, asked, [], who, at, at + 27);
      const isOwed = (at: number) => canBeSeen(who, days[at]!);
      const began = asked.some(({ from, to }) => [today, today + 1].some((at) => days[at] === from && to === days[at + 1]));
      if (!isOwed(today) || !isOwed(today + 1) || began) return;
      // What closes with the day is over with its period, or overdue from then on.
      const kept = onDay(today).filter(({ opens, closes }) => opens <= today && closes > today);
      expect(answered(kept, onDay(today + 1))).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test("a widened rule finishes the week it is changed in, and a shrunk one asks for more at once", () => {
  const weekly = rule({ id: "weekly", times: 2, per: "week" });
  const someone: DueFor = {
    ...{ areaCode: HOME, registered: always, categories: [{ category: "living-alone", ...always }], absences: [], changes: [] },
    ...{ risks: [{ risk: "general", ...always }], seen: [] },
  };
  const monday = day("2026-03-09");
  const replaced = (asked: readonly RuleRecord[], ends: string, begins: RuleRecord, today: number) => {
    const after = rulesAfter(asked, { ends, begins, from: days[today]! }, days[today]!);
    if (!after.ok) throw new Error(`refused: ${after.refusal.kind}`);
    return after.value;
  };
  const windows = (asked: Parameters<typeof dueVisits>[1], today: number) =>
    dueVisits(calendar, asked, [], someone, today, today + 20).map(
      ({ opens, closes, ruleId }) => `${ruleId} ${days[opens]}…${days[closes]}`,
    );
  expect(windows(replaced([weekly], "weekly", rule({ times: 1, per: "month" }), monday), monday)).toEqual([
    "weekly 2026-03-09…2026-03-14",
    "weekly 2026-03-09…2026-03-15",
  ]);
  expect(windows(replaced([rule({ id: "month", times: 1, per: "month" })], "month", weekly, monday), monday)).toEqual([
    ...["new 2026-03-09…2026-03-14", "new 2026-03-09…2026-03-15", "new 2026-03-16…2026-03-21", "new 2026-03-16…2026-03-22"],
    ...["new 2026-03-23…2026-03-28", "new 2026-03-23…2026-03-29"],
  ]);
});

test("modes return by themselves: once over and somebody was there, nothing is due that would not be without them", () => {
  fc.assert(
    fc.property(rules, modes, elder, fc.integer({ min: 90, max: 240 }), fc.boolean(), (asked, held, anyone, today, isFar) => {
      const lasting = asked.map((each) => ({ ...each, per: each.modes.length > 0 ? null : each.per }));
      const theirs = held.map((mode) => (isFar ? { ...mode, areaCode: "410102" } : mode));
      const isOver = theirs.every(({ to }) => to! <= days[today - 1]!);
      fc.pre(isFar || isOver);
      // Everything on the day before: whoever was asked for in the mode is answered.
      const who = { ...until(anyone, today), seen: [...until(anyone, today).seen, { day: days[today - 1]!, isAtHome: true }] };
      const daily = lasting.filter((each) => each.modes.length === 0 || each.modes.includes("daily"));
      const due = (rulesHeld: readonly RuleRecord[], modesHeld: readonly Mode[]) =>
        dueVisits(calendar, rulesHeld, modesHeld, who, today, today + 27).map(({ isCarriedOver: _why, ...each }) => each);
      if (isFar) expect(due(lasting, theirs)).toEqual(due(lasting, []));
      else
        expect(due(lasting, theirs).filter(({ ruleId }) => !daily.some(({ id }) => id === ruleId) && ruleId !== "floor")).toEqual(
          [],
        );
    }),
    { numRuns: 300 },
  );
});

import type { Mode } from "~/modules/places/domain/mode";
import type { DueFor, DueVisit, MajorChange } from "./due-window";
import { Duties } from "./duties";
import { RuleBook } from "./rule-book";
import type { VisitCalendar } from "./visit-calendar";
import type { VisitRule } from "./visit-rule";

export type { DueFor, DueVisit, MajorChange };

/**
 * The visits that one resident is owed from `today` to `last`, soonest first. Each is found as the next that some rule would miss
 * (its window closes on that day), under the assumption that the ones before are made on their target days; whoever records a
 * visit asks again. A visit at home counts for every rule, a call for those that allow one.
 */
export function dueVisits(
  calendar: VisitCalendar,
  rules: readonly VisitRule[],
  modes: readonly Mode[],
  resident: DueFor,
  today: number,
  last: number,
): DueVisit[] {
  return dueOf(new Duties(new RuleBook(calendar, rules, modes)), resident, today, last);
}

/** The same for one of many, who share one desk: rules and modes are read once for all of them. */
export function dueOf(desk: Duties, resident: DueFor, today: number, last: number): DueVisit[] {
  const duties = desk.begin(resident);
  const due: DueVisit[] = [];
  let changes = duties.openChanges(today, last).sort(byClosing);
  // Each visit found moves its rule on by a day at least, so the days of the horizon bound how many there are.
  for (let found = 0; found <= 4 * (last - today + 1) + FIRST_OVERDUE; found++) {
    const asked = soonest(duties.next("home", today, last), duties.next("any", today, last));
    const change = changes[0] ?? null;
    const next = change && (!asked || change.closes <= asked.closes) ? change : asked;
    if (!next) break;
    due.push(next);
    duties.assume(next.target, !next.isPhoneEnough);
    changes = changes.filter((each) => each !== next && !answers(next, each));
  }
  return due.sort((a, b) => a.closes - b.closes || a.opens - b.opens);
}

/** What may be overdue already on the first day: each period of each track, and the days apart. */
const FIRST_OVERDUE = 8;

const byClosing = (a: DueVisit, b: DueVisit): number =>
  a.closes - b.closes || (a.closesMinute ?? Infinity) - (b.closesMinute ?? Infinity) || 0;

/** Whoever comes for the one has been there for the other. */
const answers = (visit: DueVisit, change: DueVisit): boolean =>
  visit.target >= change.opens && byClosing(visit, change) <= 0 && (change.isPhoneEnough || !visit.isPhoneEnough);

/** At equal haste the stricter one: a visit at home is also a word with somebody. */
function soonest(home: DueVisit | null, any: DueVisit | null): DueVisit | null {
  if (!home || !any) return home ?? any;
  return any.closes < home.closes ? any : home;
}

import type { Mode } from "~/modules/places/domain/mode";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { holdsOn } from "~/shared/calendar-day";
import { dueOf, type DueFor } from "./due-visit";
import { Duties } from "./duties";
import { RuleBook } from "./rule-book";
import type { VisitCalendar } from "./visit-calendar";
import type { VisitRule } from "./visit-rule";

/** Visits and their minutes, under the rules as they are and as they would be. */
export interface Compared {
  readonly before: number;
  readonly after: number;
  readonly minutesBefore: number;
  readonly minutesAfter: number;
}

export interface RulePreview {
  readonly total: Compared;
  /** by district, and by category: somebody with two counts in both */
  readonly byArea: Readonly<Record<string, Compared>>;
  readonly byCategory: Readonly<Partial<Record<IsolationCategory, Compared>>>;
}

export interface PreviewAsked {
  readonly calendar: VisitCalendar;
  readonly before: readonly VisitRule[];
  readonly after: readonly VisitRule[];
  readonly modes: readonly Mode[];
  readonly today: number;
  readonly last: number;
  readonly residents: readonly DueFor[];
}

const NONE: Compared = { before: 0, after: 0, minutesBefore: 0, minutesAfter: 0 };
const DISTRICT_DIGITS = 6;
/** The monthly floor says nothing of minutes; a visit takes some. */
const FLOOR_MINUTES = 15;

/** What a change of rules does to the coming four weeks of these residents. */
export function rulePreview({ calendar, before, after, modes, today, last, residents }: PreviewAsked): RulePreview {
  const desks = [new Duties(new RuleBook(calendar, before, modes)), new Duties(new RuleBook(calendar, after, modes))] as const;
  let preview: RulePreview = { total: NONE, byArea: {}, byCategory: {} };
  for (const resident of residents) {
    const [visitsBefore, visitsAfter] = desks.map((desk) => dueOf(desk, resident, today, last));
    const minutes = (visits: typeof visitsBefore) => visits!.reduce((sum, visit) => sum + (visit.minutes || FLOOR_MINUTES), 0);
    const own: Compared = {
      ...{ before: visitsBefore!.length, after: visitsAfter!.length },
      ...{ minutesBefore: minutes(visitsBefore), minutesAfter: minutes(visitsAfter) },
    };
    const day = calendar.days[today]!;
    preview = summedPreview(preview, {
      total: own,
      byArea: { [resident.areaCode.slice(0, DISTRICT_DIGITS)]: own },
      byCategory: Object.fromEntries(
        ISOLATION_CATEGORIES.filter((key) => resident.categories.some((each) => each.category === key && holdsOn(each, day))).map(
          (key) => [key, own],
        ),
      ),
    });
  }
  return preview;
}

export function summedPreview(a: RulePreview, b: RulePreview): RulePreview {
  return { total: sum(a.total, b.total), byArea: sumByKey(a.byArea, b.byArea), byCategory: sumByKey(a.byCategory, b.byCategory) };
}

function sumByKey<K extends string>(
  a: Readonly<Partial<Record<K, Compared>>>,
  b: Readonly<Partial<Record<K, Compared>>>,
): Record<K, Compared> {
  const all = { ...a } as Record<K, Compared>;
  for (const key of Object.keys(b) as K[]) all[key] = sum(all[key] ?? NONE, b[key] ?? NONE);
  return all;
}

const sum = (a: Compared, b: Compared): Compared => ({
  before: a.before + b.before,
  after: a.after + b.after,
  minutesBefore: a.minutesBefore + b.minutesBefore,
  minutesAfter: a.minutesAfter + b.minutesAfter,
});

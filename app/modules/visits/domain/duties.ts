import type { DueFor, DueVisit, MajorChange } from "./due-window";
import { covers, type DayRange, rangeOf, type RuleBook } from "./rule-book";
import { VISIT_PERIODS, type VisitCalendar, type VisitPeriod } from "./visit-calendar";
import { MONTHLY_FLOOR, type VisitRule } from "./visit-rule";

/** Visits at home alone, or anything that counts. */
export type Track = "home" | "any";
const TRACKS = ["home", "any"] as const;
const HOUR = 60;
const DAY = 24 * HOUR;
const LONGEST_MONTH = 31;
/** Shares of a period are added up from days; a sum that should be whole may be a hair above. */
const WHOLE = 1e-6;

interface Demand {
  /** by day: how many visits in this period the rules of that day ask for */
  readonly times: Record<VisitPeriod, Float64Array>;
  /** by day: index into `rules` of the one that asks for most, -1 = the floor */
  readonly ruleFor: Record<VisitPeriod, Int32Array>;
  /** for each distance that some rule asks for, shortest first: by day the index of that rule, -1 = not asked */
  readonly apart: readonly { readonly most: number; readonly ruleFor: Int32Array }[];
}

/**
 * What the rules ask for one resident, day by day, and what has been done of it. One desk serves many residents, one after
 * another: `begin` clears it, so that a city's worth of them costs no memory of its own.
 */
export class Duties {
  private readonly calendar: VisitCalendar;
  private readonly rules: readonly VisitRule[];
  /** 1 on days when the resident is on the register in one of the six categories, and can be seen */
  private readonly canBeSeen: Uint8Array;
  private readonly isOwed: Uint8Array;
  private readonly demand: Record<Track, Demand>;
  private readonly seen: Record<Track, Uint8Array>;
  private resident!: DueFor;
  /** days on which the resident has a category, or a risk */
  private categoryDays: readonly (DayRange & { readonly key: string })[] = [];
  private riskDays: readonly (DayRange & { readonly key: string })[] = [];

  constructor(private readonly book: RuleBook) {
    this.calendar = book.calendar;
    this.rules = book.rules;
    const count = this.calendar.days.length;
    this.isOwed = new Uint8Array(count);
    this.canBeSeen = new Uint8Array(count);
    const distances = new Set(this.rules.flatMap(({ mostDaysApart }) => mostDaysApart ?? []));
    const sorted = [...distances].sort((a, b) => a - b);
    this.demand = { home: emptyDemand(count, sorted), any: emptyDemand(count, sorted) };
    this.seen = { home: new Uint8Array(count), any: new Uint8Array(count) };
  }

  begin(resident: DueFor): this {
    const { calendar } = this;
    this.resident = resident;
    this.categoryDays = resident.categories.map((each) => ({ ...rangeOf(calendar, each), key: each.category }));
    this.riskDays = resident.risks.map((each) => ({ ...rangeOf(calendar, each), key: each.risk }));
    this.isOwed.fill(0);
    for (const track of TRACKS) {
      const { times, apart, ruleFor } = this.demand[track];
      for (const numbers of [times.week, times.month, times.quarter, this.seen[track]]) numbers.fill(0);
      for (const rules of [ruleFor.week, ruleFor.month, ruleFor.quarter]) rules.fill(-1);
      for (const distance of apart) distance.ruleFor.fill(-1);
    }
    for (const { day, isAtHome } of resident.seen) {
      const index = calendar.indexOf.get(day);
      if (index !== undefined) this.assume(index, isAtHome);
    }
    this.askWhoIsOwed();
    this.askRules();
    this.finishIntervals();
    return this;
  }

  /** From now on a visit on that day is taken as made. */
  assume(day: number, isAtHome: boolean): void {
    this.seen.any[day] = 1;
    if (isAtHome) this.seen.home[day] = 1;
  }

  /**
   * Whether a call on a day counts for its month: the monthly floor takes one, but where some rule of that day asks to be at home
   * at least once a calendar month nobody was seen by calling. A rule that asks for less (a visit a quarter) stays owed beside it,
   * and a campaign changes nothing.
   */
  countsCalls(day: number): boolean {
    const { times, apart } = this.demand.home;
    const isApart = apart.some(({ most, ruleFor }) => most <= LONGEST_MONTH && ruleFor[day] !== -1);
    return !isApart && times.week[day] === 0 && times.month[day] === 0;
  }

  /**
   * The fewest minutes that a rule of that day asks a visit at home to take; null where none says. Of several rules the one with
   * the fewest counts: whoever was there that long kept some rule.
   */
  leastMinutes(day: number): number | null {
    for (const track of TRACKS) {
      const { ruleFor, apart } = this.demand[track];
      const asked = [...VISIT_PERIODS.map((period) => ruleFor[period][day]!), ...apart.map((each) => each.ruleFor[day]!)];
      const minutes = asked.flatMap((index) => (index === -1 ? [] : this.rules[index]!.minutes));
      if (minutes.length > 0) return Math.min(...minutes);
    }
    return null;
  }

  /** Visits owed because of a major change up to `last`, while nobody has been there since. */
  openChanges(today: number, last: number): DueVisit[] {
    return this.resident.changes.flatMap((change) => {
      const day = this.calendar.indexOf.get(change.day);
      if (day === undefined || day > last || !this.isOwed[Math.max(day, today)]) return [];
      const target = this.firstSeeable(Math.max(day, today), Math.max(day, today));
      if (target < 0) return [];
      return this.askedAfterChange(day)
        .filter(({ isPhoneEnough }) => !this.isAnswered(change, isPhoneEnough))
        .map((rule): DueVisit => {
          const { closes, closesMinute } = closingOf(day, change.hoursFrom + rule.hoursAfterChange! * HOUR);
          return {
            ...{ opens: day, closes, closesMinute, target, cause: "after-change", ruleId: rule.id, minutes: rule.minutes },
            ...{ isPhoneEnough: rule.isPhoneEnough, isCarriedOver: closes < today },
          };
        });
    });
  }

  /** The rule with the fewest hours; where a call answers that one, also the one with the fewest hours that asks to be at home. */
  private askedAfterChange(day: number): VisitRule[] {
    const asked = this.book
      .rulesIn(this.resident.areaCode)
      .filter(({ index, days, inMode }) => {
        const each = this.rules[index]!;
        return each.hoursAfterChange !== null && (!inMode || inMode[day]) && this.daysOf(each, days).some(covers(day));
      })
      .map(({ index }) => this.rules[index]!)
      .sort((a, b) => a.hoursAfterChange! - b.hoursAfterChange! || Number(a.isPhoneEnough) - Number(b.isPhoneEnough));
    const atHome = asked.find(({ isPhoneEnough }) => !isPhoneEnough);
    return [...asked.slice(0, 1).filter((first) => first !== atHome), ...(atHome ? [atHome] : [])];
  }

  private isAnswered(change: MajorChange, isPhoneEnough: boolean): boolean {
    return this.resident.seen.some(
      ({ day, isAtHome, minute = DAY }) =>
        (isAtHome || isPhoneEnough) && (day > change.day || (day === change.day && minute >= change.since)),
    );
  }

  /** The next visit of a track that some rule would miss and that may be made by `last`, or null where the calendar asks for none. */
  next(track: Track, today: number, last: number): DueVisit | null {
    let next: DueVisit | null = this.nextApart(track, today);
    if (next && next.opens > last) next = null;
    for (const period of VISIT_PERIODS) {
      const counted = this.nextCounted(track, period, today);
      if (counted && counted.opens <= last && (!next || counted.closes < next.closes)) next = counted;
    }
    return next;
  }

  private nextCounted(track: Track, period: VisitPeriod, today: number): DueVisit | null {
    const begins = this.calendar.begins[period];
    const demand = this.demand[track].times[period];
    for (let number = this.calendar.period[period][today]!; number + 1 < begins.length; number++) {
      const first = begins[number]!;
      const after = begins[number + 1]!;
      const left = this.needed(track, period, number) - this.made(track, first, after);
      if (left <= 0) continue;
      const days: number[] = [];
      for (let day = Math.max(first, today); day < after; day++)
        if (this.canBeSeen[day] && !this.seen[track][day] && demand[day]! > 0) days.push(day);
      if (days.length === 0) continue;
      const still = Math.min(left, days.length);
      const target = days[Math.min(days.length - 1, Math.ceil(days.length / still) - 1)]!;
      const latest = days[days.length - still]!;
      const best = Math.min(target, latest);
      return this.owed(this.rules[this.demand[track].ruleFor[period][best]!], track, {
        opens: days[0]!,
        closes: latest,
        target: best,
        isCarriedOver: number > 0 && this.wasMissed(track, period, number - 1, today),
      });
    }
    return null;
  }

  private nextApart(track: Track, today: number): DueVisit | null {
    const lastSeen = this.seen[track].lastIndexOf(1);
    let found: { readonly day: number; readonly since: number; readonly most: number; readonly rule: number } | null = null;
    for (const { most, ruleFor } of this.demand[track].apart) {
      const broken = this.firstApart(track, most, ruleFor, lastSeen);
      if (broken && (!found || broken.day < found.day)) found = { ...broken, most, rule: ruleFor[broken.day]! };
    }
    if (!found) return null;
    const closes = found.day - 1;
    // Who was seen this morning and is away from tomorrow is seen when they are back, not this morning again.
    const target = this.firstSeeable(Math.max(today, closes), Math.max(today, lastSeen + 1));
    if (target < 0) return null;
    return this.owed(this.rules[found.rule], track, {
      opens: Math.min(target, Math.max(today, found.since + Math.ceil(found.most / 2))),
      closes,
      target,
      isCarriedOver: closes < today,
    });
  }

  /**
   * The first day on which nobody was there for longer than a distance. Days are counted from the last visit, or from when so
   * short a distance, or a shorter one, began to be asked: a stricter rule gives its own days from its first on, and a mode that
   * comes and goes takes nothing away from the rule it covers.
   */
  private firstApart(
    track: Track,
    most: number,
    ruleFor: Int32Array,
    lastSeen: number,
  ): { readonly day: number; readonly since: number } | null {
    let since = lastSeen;
    for (let day = lastSeen + 1; day < ruleFor.length; day++) {
      if (!this.isAskedApart(track, most, day)) since = day;
      else if (ruleFor[day] !== -1 && day - since > most) return { day, since };
    }
    return null;
  }

  /** Whether this distance, or a shorter one, is asked on a day. */
  private isAskedApart(track: Track, most: number, day: number): boolean {
    return this.demand[track].apart.some((each) => each.most <= most && each.ruleFor[day] !== -1);
  }

  /** The nearest day on which somebody is there: on `day`, else before it (not before `from`), else after it. */
  private firstSeeable(day: number, from: number): number {
    for (let at = day; at >= from; at--) if (this.canBeSeen[at]) return at;
    return this.canBeSeen.indexOf(1, day + 1);
  }

  /** The workday nearest before a day, else after it, within the window, that has no visit yet; the day itself where there is none. */
  private onWorkday({ opens, closes, target }: { opens: number; closes: number; target: number }): number {
    const suits = (day: number): boolean =>
      this.calendar.workday[day] === 1 && this.canBeSeen[day] === 1 && this.seen.any[day] === 0;
    if (suits(target) || target > closes) return target;
    for (let day = target - 1; day >= opens; day--) if (suits(day)) return day;
    for (let day = target + 1; day <= closes; day++) if (suits(day)) return day;
    return target;
  }

  private needed(track: Track, period: VisitPeriod, number: number): number {
    const begins = this.calendar.begins[period];
    const demand = this.demand[track].times[period];
    let sum = 0;
    for (let day = begins[number]!; day < begins[number + 1]!; day++) if (this.canBeSeen[day]) sum += demand[day]!;
    return Math.ceil(sum / (begins[number + 1]! - begins[number]!) - WHOLE);
  }

  private made(track: Track, first: number, after: number): number {
    let made = 0;
    for (let day = first; day < after; day++) made += this.seen[track][day]!;
    return made;
  }

  private wasMissed(track: Track, period: VisitPeriod, number: number, today: number): boolean {
    const begins = this.calendar.begins[period];
    if (begins[number + 1]! > today) return false;
    return this.needed(track, period, number) > this.made(track, begins[number]!, begins[number + 1]!);
  }

  private owed(
    rule: VisitRule | undefined,
    track: Track,
    found: { readonly opens: number; readonly closes: number; readonly target: number; readonly isCarriedOver: boolean },
  ): DueVisit {
    return {
      ...found,
      closesMinute: null,
      target: this.onWorkday(found),
      cause: "rule",
      ruleId: rule?.id ?? MONTHLY_FLOOR.id,
      minutes: rule?.minutes ?? MONTHLY_FLOOR.minutes,
      // What only a visit at home answers closes no later on the track of such visits, and is found there.
      isPhoneEnough: track === "any",
    };
  }

  private askWhoIsOwed(): void {
    const { calendar, resident, isOwed, canBeSeen } = this;
    const registered = rangeOf(calendar, resident.registered);
    for (const { from, to } of this.categoryDays)
      isOwed.fill(1, Math.max(from, registered.from), Math.max(0, Math.min(to, registered.to)));
    canBeSeen.set(isOwed);
    for (const absence of resident.absences) {
      const { from, to } = rangeOf(calendar, absence);
      canBeSeen.fill(0, from, to);
    }
    const floor = this.demand.any.times.month;
    for (let day = 0; day < isOwed.length; day++) if (isOwed[day]) floor[day] = MONTHLY_FLOOR.times;
  }

  private askRules(): void {
    for (const { index, days, until, inMode } of this.book.rulesIn(this.resident.areaCode)) {
      const rule = this.rules[index]!;
      const tracks = tracksOf(rule);
      const to = rule.per ? until[rule.per] : days.to;
      for (const range of this.daysOf(rule, { from: days.from, to }))
        for (let day = range.from; day < range.to && range.from < days.to; day++) {
          if (!this.isOwed[day] || (inMode && !inMode[day])) continue;
          for (const track of tracks) {
            this.askTimes(rule, index, track, day);
            if (day < days.to) this.askApart(rule, index, track, day);
          }
        }
    }
  }

  /**
   * A rule that ends takes no visit away that it asked for already: days that ran since the last visit go on running until
   * there is one, or until they are over.
   */
  private finishIntervals(): void {
    for (const { index, days, inMode } of this.book.rulesIn(this.resident.areaCode)) {
      const rule = this.rules[index]!;
      const most = rule.mostDaysApart;
      const ended = days.to - 1;
      if (most === null || days.to >= this.calendar.days.length || ended < days.from || !this.isOwed[ended]) continue;
      if ((inMode && !inMode[ended]) || !this.daysOf(rule, days).some(covers(ended))) continue;
      for (const track of tracksOf(rule)) {
        let since = ended;
        while (since >= 0 && !this.seen[track][since] && this.isAskedApart(track, most, since)) since--;
        const over = Math.min(since + most + 1, this.isOwed.length - 1);
        for (let day = days.to; day <= over; day++)
          if (this.isOwed[day] && (!inMode || inMode[day])) this.askApart(rule, index, track, day);
      }
    }
  }

  /** Days on which the resident has what a rule asks for; a day may stand in several of them. */
  private daysOf(rule: VisitRule, { from, to }: DayRange): DayRange[] {
    const whole = [{ from, to }];
    const having = (wanted: readonly string[], had: readonly (DayRange & { readonly key: string })[]): readonly DayRange[] =>
      wanted.length === 0 ? whole : had.filter(({ key }) => wanted.includes(key));
    const risks = having(rule.risks, this.riskDays);
    return having(rule.categories, this.categoryDays).flatMap((category) =>
      risks.map((risk) => ({
        from: Math.max(from, category.from, risk.from),
        to: Math.min(to, category.to, risk.to),
      })),
    );
  }

  private askTimes({ per, times: asked, minutes }: VisitRule, index: number, track: Track, day: number): void {
    if (!per) return;
    const { times, ruleFor } = this.demand[track];
    const before = times[per][day]!;
    if (asked < before || (asked === before && !this.isLonger(minutes, ruleFor[per][day]!))) return;
    times[per][day] = asked;
    ruleFor[per][day] = index;
  }

  private askApart({ mostDaysApart, minutes }: VisitRule, index: number, track: Track, day: number): void {
    const ruleFor = this.demand[track].apart.find(({ most }) => most === mostDaysApart)?.ruleFor;
    if (ruleFor && this.isLonger(minutes, ruleFor[day]!)) ruleFor[day] = index;
  }

  /** Of two rules that ask as often, the one that asks for more time is named. */
  private isLonger(minutes: number, than: number): boolean {
    return than === -1 || minutes > this.rules[than]!.minutes;
  }
}

/** So many minutes after the beginning of a day, as a day and the minute it closes at; null = with the day. */
function closingOf(day: number, minutes: number): { readonly closes: number; readonly closesMinute: number | null } {
  const whole = Math.ceil(minutes / DAY) - 1;
  const minute = minutes - whole * DAY;
  return { closes: day + whole, closesMinute: minute === DAY ? null : minute };
}

const tracksOf = ({ isPhoneEnough }: VisitRule): readonly Track[] => (isPhoneEnough ? ["any"] : TRACKS);

function emptyDemand(count: number, distances: readonly number[]): Demand {
  const times = (): Float64Array => new Float64Array(count);
  const rules = (): Int32Array => new Int32Array(count).fill(-1);
  return {
    times: { week: times(), month: times(), quarter: times() },
    ruleFor: { week: rules(), month: rules(), quarter: rules() },
    apart: distances.map((most) => ({ most, ruleFor: rules() })),
  };
}

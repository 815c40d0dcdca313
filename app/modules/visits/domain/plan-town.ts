import type { Streets } from "~/modules/places/domain/reach";
import { NO_PUTONGHUA } from "~/modules/residents/domain/resident";
import { holdsOn } from "~/shared/calendar-day";
import { emptyShifts, emptyVisits, type PlannedRoutes, type PlanningProblem } from "./planning-problem";
import type { PlanningStandards } from "./planning-standards";
import {
  TRANSPORTS,
  type Appointment,
  type Bar,
  type CaregiverOnRecord,
  type PlanDay,
  type TownAsked,
  type VisitOnRecord,
  type WeekdayHours,
} from "./town-on-record";
import { travelTables, type TravelTables } from "./travel-table";

/** A planning question with what leads back to the records. A visit for two people is two rows of one record. */
export interface PlanTown {
  readonly asked: TownAsked;
  readonly problem: PlanningProblem;
  readonly tables: TravelTables;
  /** by visit of the problem: its record */
  readonly recordOf: Int32Array;
  /** by visit of the problem: the appointment it keeps, or null */
  readonly pinOf: readonly (Appointment | null)[];
  /** pins that nobody can keep: the person does not work then */
  readonly brokenPins: readonly number[];
  /** records without a position */
  readonly unplaced: readonly number[];
  readonly bar: (record: number, caregiver: number) => Bar | null;
  /** the plan in force, as far as it can go on */
  readonly start: PlannedRoutes;
}

/** Whatever way is gone rather than leave out what ranks 1; a pin is never given up for it. */
const LEFT_OUT = 1e6;
const PINNED_LEFT_OUT = 1e9;
const DAY_MINUTES = 24 * 60;
const NEVER_AT_HOME = 1e9;

export function planTown(asked: TownAsked, streets: Streets | null = null): PlanTown {
  const { caregivers, visits: records, days, standards } = asked;
  const rows = records.flatMap((record, at) => (record.needsTwo ? [at, at] : [at]));
  const homes = [...new Map(records.map((record) => [record.residentId, record.home]))];
  const placeOf = new Map(homes.map(([id], at) => [id, caregivers.length + at]));
  const begun = caregivers.map(({ home, begun: busy }) => busy?.at ?? home);
  const places = [...caregivers.map(({ home }) => home), ...homes.map(([, home]) => home), ...begun];
  const tables = travelTables(places, asked.ground, standards, streets);
  const { shifts, shiftAt } = shiftsOf(asked, caregivers.length + homes.length);
  const skillBit = bits([...caregivers.flatMap(({ skills }) => skills), ...records.flatMap((record) => record.visitorSkills)]);
  const visits = emptyVisits(rows.length, caregivers.length);
  const residents = new Map([...placeOf.keys()].map((id, at) => [id, at]));
  const pinOf: (Appointment | null)[] = [];
  const brokenPins: number[] = [];
  const personAt = new Map(caregivers.map(({ id }, at) => [id, at]));
  rows.forEach((at, row) => {
    const record = records[at]!;
    const half = row > 0 && rows[row - 1] === at ? 1 : 0;
    const pin = record.pinned[half] ?? null;
    const pinShift = pin ? shiftAt(personAt.get(pin.personId) ?? -1, pin.day) : -1;
    const isKept = pin !== null && pinShift >= 0;
    if (pin && !isKept) brokenPins.push(at);
    pinOf.push(isKept ? pin : null);
    visits.place[row] = placeOf.get(record.residentId)!;
    const isCall = record.isCall && (isKept || record.isPhoneEnough);
    // What is agreed as a call stays one: no visit in its stead finds room, and a pinned one has no hour.
    visits.duration[row] = isCall ? NEVER_AT_HOME : 60 * record.minutes;
    const [opens, closes] = isCall && isKept ? [0, DAY_MINUTES] : isKept ? [pin.minute, pin.minute] : window(record, standards);
    visits.opens[row] = 60 * opens;
    visits.closes[row] = visits.closesAtLatest[row] = 60 * closes;
    if (!isKept && record.closesAtMinute !== null) {
      visits.lastDay[row] = days.findIndex(({ day }) => day === record.closesOn);
      visits.closesThen[row] = 60 * record.closesAtMinute;
    }
    visits.days[row] = isKept ? 1 << shifts.day[pinShift]! : dayBits(record, asked);
    visits.skills[row] = record.visitorSkills.reduce((sum, skill) => sum | skillBit.get(skill)!, 0);
    visits.penalty[row] = isKept ? PINNED_LEFT_OUT : LEFT_OUT * rankOf(record, days.at(-1)!.day, standards);
    if (record.needsTwo) visits.partner[row] = half === 0 ? row + 1 : row - 1;
    visits.resident[row] = residents.get(record.residentId)!;
    visits.gapDays[row] = 1;
    if (isCall || (record.isPhoneEnough && !isKept && !record.needsTwo))
      visits.phoneDuration[row] = 60 * Math.min(standards["visit-call-minutes"], record.minutes);
    const held = record.published[half];
    visits.published[row] = held ? shiftAt(personAt.get(held.personId) ?? -1, held.day) : -1;
  });
  const bar = (at: number, caregiver: number): Bar | null => barOf(records[at]!, caregivers[caregiver]!, asked);
  rows.forEach((at, row) => {
    caregivers.forEach((caregiver, who) => {
      const pin = pinOf[row];
      const isBarred = pin ? pin.personId !== caregiver.id : bar(at, who) !== null;
      visits.caregiverPrice[row * caregivers.length + who] = isBarred ? Infinity : priceOf(records[at]!, caregiver, standards);
    });
  });
  const problem: PlanningProblem = {
    ...{ places: places.length, travel: tables.seconds, visits, shifts },
    caregivers: {
      count: caregivers.length,
      skills: Int32Array.from(caregivers, ({ skills }) => skills.reduce((sum, skill) => sum | skillBit.get(skill)!, 0)),
      mode: Int32Array.from(caregivers, ({ transport }) => TRANSPORTS.indexOf(transport)),
    },
    prices: {
      ...{ lateness: 0, overtime: 0, unfairness: standards["visit-price-unfair"] },
      ...{ phone: standards["visit-price-call"], change: standards["visit-price-change"] },
    },
  };
  return {
    ...{ asked, problem, tables, recordOf: Int32Array.from(rows), pinOf, brokenPins, bar },
    unplaced: records.flatMap(({ home }, at) => (home ? [] : [at])),
    start: startOf(problem, records, rows, pinOf, (pin) => shiftAt(personAt.get(pin.personId) ?? -1, pin.day)),
  };
}

/** One shift for each caregiver and day on which they work, from now on. */
function shiftsOf({ caregivers, days, from }: TownAsked, begunPlaces: number) {
  const found = caregivers.flatMap((caregiver, who) =>
    days.flatMap((planDay, at) => {
      const { day } = planDay;
      const hours = day < from.day ? null : workOn(caregiver, planDay);
      if (!hours) return [];
      const busy = day === from.day ? caregiver.begun : null;
      const begins = day === from.day ? Math.max(hours.begins, from.minute, busy?.untilMinute ?? 0) : hours.begins;
      return begins < hours.ends ? [{ who, at, hours, begins, caregiver, busy }] : [];
    }),
  );
  const shifts = emptyShifts(found.length);
  const index = new Map<string, number>();
  found.forEach(({ who, at, hours, begins, caregiver, busy }, shift) => {
    index.set(`${who} ${days[at]!.day}`, shift);
    shifts.caregiver[shift] = shifts.startPlace[shift] = shifts.endPlace[shift] = who;
    shifts.day[shift] = at;
    shifts.starts[shift] = 60 * begins;
    shifts.ends[shift] = 60 * hours.ends;
    if (busy) shifts.startPlace[shift] = begunPlaces + who;
    shifts.capacity[shift] = Math.max(0, caregiver.mostVisits - (busy?.visits ?? 0));
    shifts.mostWork[shift] = shifts.ordinaryWork[shift] = 60 * Math.max(0, caregiver.mostMinutes - (busy?.minutes ?? 0));
    // Whoever sets out after the time for it has had the break.
    if (hours.breakFrom === null || hours.breakUntil === null || begins > hours.breakUntil) return;
    shifts.breakFrom[shift] = 60 * Math.max(hours.breakFrom, begins);
    shifts.breakTo[shift] = 60 * hours.breakUntil;
    shifts.breakDuration[shift] = 60 * hours.breakMinutes;
  });
  return { shifts, shiftAt: (who: number, day: string): number => index.get(`${who} ${day}`) ?? -1 };
}

/** Their hours on a day on which they work; null = they do not. */
export const workOn = (caregiver: CaregiverOnRecord, planDay: PlanDay): WeekdayHours | null =>
  !holdsOn(caregiver.employed, planDay.day) || caregiver.absences.some((absence) => holdsOn(absence, planDay.day))
    ? null
    : hoursOn(caregiver, planDay);

/** On a holiday whoever is on duty works; on a weekend worked in its place people keep their own hours, or Monday's. */
function hoursOn({ hours }: CaregiverOnRecord, { day, weekday, isWorkday, isHoliday }: PlanDay): WeekdayHours | null {
  const of = (asked: number) => hours.find((each) => each.weekday === asked && holdsOn(each, day)) ?? null;
  const own = of(weekday);
  if (isHoliday) return own?.onHolidays ? own : null;
  return own ?? (isWorkday && weekday > 5 ? of(1) : null);
}

function window({ visitFrom, visitUntil, minutes }: VisitOnRecord, standards: PlanningStandards): readonly [number, number] {
  const opens = visitFrom ?? standards["visit-earliest-minute"];
  return [opens, Math.max(opens, (visitUntil ?? standards["visit-latest-minute"]) - minutes)];
}

/** What is overdue may be made on any day that is left; nobody is at home on days of their own absence. */
function dayBits(record: VisitOnRecord, { days, from }: TownAsked): number {
  const isOverdue = record.closesOn < from.day;
  return days.reduce((sum, { day }, at) => {
    const isIn = day >= from.day && (isOverdue || (day >= record.opensOn && day <= record.closesOn));
    return isIn && !record.absences.some((absence) => holdsOn(absence, day)) ? sum | (1 << at) : sum;
  }, 0);
}

/** What must be this week comes before what may still be next week. */
const rankOf = ({ closesOn, cause, risk }: VisitOnRecord, last: string, standards: PlanningStandards): number =>
  standards[`visit-rank-${risk as "high" | "key" | "general"}`] *
  (closesOn <= last ? 1 : standards["visit-rank-later"]) *
  (cause === "campaign" ? standards["visit-rank-campaign"] : 1);

function barOf(record: VisitOnRecord, caregiver: CaregiverOnRecord, { isPooled }: TownAsked): Bar | null {
  if (record.never.includes(caregiver.id)) return "never";
  if (record.visitorSex && caregiver.sex !== record.visitorSex) return "other-sex";
  // Who answers for a resident was chosen by people who know both.
  const answersFor = record.responsibleId === caregiver.id || record.deputyId === caregiver.id;
  if (!answersFor && record.languages.includes(NO_PUTONGHUA) && !sharesLanguage(record, caregiver)) return "other-language";
  const isNear = record.areaCode.startsWith(caregiver.areaCode) || caregiver.areaCode.startsWith(record.areaCode);
  return isPooled || answersFor || isNear ? null : "elsewhere";
}

const sharesLanguage = ({ languages }: VisitOnRecord, caregiver: CaregiverOnRecord): boolean =>
  languages.some((language) => caregiver.languages.includes(language));

/** Whoever speaks Putonghua too is visited all the same, by a stranger who shares the other language if one can go. */
function priceOf(record: VisitOnRecord, caregiver: CaregiverOnRecord, standards: PlanningStandards): number {
  const { responsibleId, deputyId, preferred } = record;
  const { id } = caregiver;
  if (id === responsibleId) return 0;
  if (id === deputyId) return standards["visit-price-deputy"];
  const isForeign = record.languages.length > 0 && !sharesLanguage(record, caregiver);
  return (
    standards[preferred.includes(id) ? "visit-price-preferred" : "visit-price-stranger"] +
    (isForeign ? standards["visit-price-stranger"] : 0)
  );
}

function bits(words: readonly string[]): Map<string, number> {
  return new Map([...new Set(words)].sort().map((word, at) => [word, 1 << (at % 31)]));
}

/** The plan in force, and pins where they are; visits for two find their places by themselves. */
function startOf(
  { visits, shifts }: PlanningProblem,
  records: readonly VisitOnRecord[],
  rows: readonly number[],
  pinOf: readonly (Appointment | null)[],
  shiftOf: (pin: Appointment) => number,
): PlannedRoutes {
  const routes = Array.from({ length: shifts.count }, (): { row: number; minute: number }[] => []);
  const calls = routes.map((): number[] => []);
  rows.forEach((at, row) => {
    const pin = pinOf[row];
    const shift = pin ? shiftOf(pin) : visits.published[row]!;
    if (shift < 0 || visits.partner[row]! >= 0) return;
    if (pin && records[at]!.isCall) calls[shift]!.push(row);
    else routes[shift]!.push({ row, minute: pin?.minute ?? records[at]!.published[0]!.minute });
  });
  return {
    routes: routes.map((stops) => stops.sort((a, b) => a.minute - b.minute).map(({ row }) => row)),
    ...{ calls, unassigned: [] },
  };
}

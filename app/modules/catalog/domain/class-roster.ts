// Projects from birth months who grows out of a class and moves up, and when a place opens by that. A child leaves with the end of
// the month in which it passes the class's age, so a place said to open is open; nobody else is assumed to come or to go. It is an
// expectation and never a free place. Who is over age already goes nobody knows when, and is not counted on.
import { monthAfter, monthsBetween, type VacancyMonth } from "./vacancy";

export interface Births {
  /** 2024-05 */
  readonly birthMonth: string;
  readonly children: number;
}

export interface RosterClass {
  readonly classId: string;
  readonly offeringId: string;
  readonly carePattern: string | null;
  /** age in months, `[from, to)`; null = without bound */
  readonly ageFromMonths: number | null;
  readonly ageToMonths: number | null;
  /** null = unknown */
  readonly staffed: number | null;
  readonly held: number;
  /** null = nobody has counted */
  readonly births: readonly Births[] | null;
}

export interface MonthExpected {
  readonly month: VacancyMonth;
  readonly leaving: number;
  readonly movingIn: number;
  readonly present: number;
  /** staffed − present − held, not below 0; null = staffed is unknown */
  readonly places: number | null;
}

export interface ClassExpected {
  readonly classId: string;
  readonly movesUpTo: string | null;
  /** who is past the class's age at the beginning */
  readonly overAge: number;
  readonly months: readonly MonthExpected[];
  /** the first month that begins with more places than there are now; null = none within sight, or unknown */
  readonly opensFrom: VacancyMonth | null;
}

/** Whom the most children of a class go on to: of the same service and pattern, the narrowest class for the age they leave at. */
export function movesUpTo(of: RosterClass, classes: readonly RosterClass[]): string | null {
  const age = of.ageToMonths;
  if (age === null) return null;
  const open = classes.filter(
    (one) =>
      one.classId !== of.classId &&
      one.offeringId === of.offeringId &&
      one.carePattern === of.carePattern &&
      (one.ageFromMonths ?? 0) <= age &&
      (one.ageToMonths ?? Infinity) > age,
  );
  const width = ({ ageFromMonths, ageToMonths }: RosterClass) => (ageToMonths ?? 1200) - (ageFromMonths ?? 0);
  return open.sort((a, b) => width(a) - width(b) || a.classId.localeCompare(b.classId))[0]?.classId ?? null;
}

/** The month that begins without them: the one after they pass the age. */
const goneBy = (birthMonth: string, ageTo: number): VacancyMonth => monthAfter(birthMonth, ageTo + 1);

/** @param from the month of the count; the projection says this month and `months` more */
export function projectRoster(classes: readonly RosterClass[], from: VacancyMonth, months: number): ClassExpected[] {
  const counted = classes.filter((one): one is RosterClass & { births: readonly Births[] } => one.births !== null);
  const inside = new Map(
    counted.map((one) => [one.classId, new Map(one.births.map(({ birthMonth, children }) => [birthMonth, children]))]),
  );
  const overAge = new Map(counted.map((one) => [one.classId, sum(one.births.filter((births) => isOver(births, one, from)))]));
  const told = new Map<string, MonthExpected[]>(counted.map((one) => [one.classId, []]));
  for (let ahead = 0; ahead <= months; ahead++) {
    const month = monthAfter(from, ahead);
    const left = new Map<string, Births[]>();
    if (ahead > 0)
      for (const one of counted) {
        const room = inside.get(one.classId)!;
        const going = [...room].flatMap(([birthMonth, children]) =>
          one.ageToMonths !== null && goneBy(birthMonth, one.ageToMonths) === month ? [{ birthMonth, children }] : [],
        );
        for (const { birthMonth } of going) room.delete(birthMonth);
        left.set(one.classId, going);
      }
    const movedIn = new Map<string, number>();
    // The oldest go first: who stays without a place upstairs leaves the house.
    for (const one of counted) {
      const up = counted.find(({ classId }) => classId === movesUpTo(one, classes));
      if (!up) continue;
      for (const births of (left.get(one.classId) ?? []).sort((a, b) => a.birthMonth.localeCompare(b.birthMonth))) {
        const moving = Math.min(births.children, roomIn(up, inside.get(up.classId)!));
        if (moving <= 0) continue;
        const room = inside.get(up.classId)!;
        room.set(births.birthMonth, (room.get(births.birthMonth) ?? 0) + moving);
        movedIn.set(up.classId, (movedIn.get(up.classId) ?? 0) + moving);
      }
    }
    for (const one of counted) {
      const present = presentIn(inside.get(one.classId)!);
      told.get(one.classId)!.push({
        ...{ month, leaving: sum(left.get(one.classId) ?? []), movingIn: movedIn.get(one.classId) ?? 0, present },
        places: one.staffed === null ? null : Math.max(0, one.staffed - present - one.held),
      });
    }
  }
  return counted.map((one) => {
    const said = told.get(one.classId)!;
    return {
      ...{ classId: one.classId, movesUpTo: movesUpTo(one, classes), overAge: overAge.get(one.classId)! },
      ...{ months: said, opensFrom: opensBy({ months: said }, from) },
    };
  });
}

/** The first month, of those from one on, that begins with more places than there are now; null = none within sight, or unknown. */
export function opensBy({ months }: Pick<ClassExpected, "months">, from: VacancyMonth): VacancyMonth | null {
  const now = months[0]?.places ?? null;
  if (now === null) return null;
  return months.find(({ month, places }) => month >= from && places !== null && places > now)?.month ?? null;
}

const isOver = ({ birthMonth }: Births, { ageToMonths }: RosterClass, from: VacancyMonth): boolean =>
  ageToMonths !== null && monthsBetween(goneBy(birthMonth, ageToMonths), from) >= 0;

const sum = (births: readonly Births[]): number => births.reduce((all, { children }) => all + children, 0);
const presentIn = (room: ReadonlyMap<string, number>): number => [...room.values()].reduce((all, children) => all + children, 0);
const roomIn = ({ staffed, held }: RosterClass, room: ReadonlyMap<string, number>): number =>
  staffed === null ? Infinity : staffed - held - presentIn(room);

export type RosterProblem = "month" | "children" | "twice";

/** What a form says of births; a line left empty says nothing. */
export function checkBirths(births: readonly Births[], thisMonth: VacancyMonth): RosterProblem | null {
  const months = births.map(({ birthMonth }) => birthMonth);
  if (
    months.some(
      (month) => !/^[0-9]{4}-(0[1-9]|1[0-2])$/.test(month) || month > thisMonth || month < monthAfter(thisMonth, -12 * 8),
    )
  )
    return "month";
  if (new Set(months).size < months.length) return "twice";
  return births.every(({ children }) => Number.isInteger(children) && children >= 1 && children <= 1000) ? null : "children";
}

import { TZDate } from "@date-fns/tz";
import { areaMiddles, walkingGround, type WalkingGround } from "~/modules/places/use-cases/walking-ground.server";
import { homesForPlanning } from "~/modules/residents/use-cases/homes-for-planning.server";
import { now } from "~/platform/clock.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import {
  caregiversInScope,
  dueInScope,
  plannedOfPlan,
  publishedBetween,
  rowsOfThoseOff,
  type PlannedRow,
  type PlanScope,
  type VisitRow,
} from "../data/plan-basis.server";
import { reportedIn } from "../data/reported-away.server";
import { workdays } from "~/platform/workdays.server";
import { agreedFor, agreements, appointmentsOf, isPromised } from "../domain/agreed-visits";
import { pacedVisits } from "../domain/paced-visits";
import type { CaregiverOnRecord, PlanDay, TownAsked, VisitOnRecord } from "../domain/town-on-record";
import type { HolidaysSaid } from "../domain/holidays-said";
import type { PlanMethod } from "../domain/planning-standards";
import type { PlanRecord, UnassignedVisit } from "../domain/visit-plan";
import { daysFrom } from "./due-basis.server";
import type { StandardsInForce } from "./planning-standards.server";

/** A day and minute of a city as an instant. */
export const instantOf = (day: CalendarDay, minute: number, timeZone: string): Date => {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(new TZDate(year, month - 1, date, Math.floor(minute / 60), minute % 60, timeZone).getTime());
};

/** Which day and minute of a city an instant is. */
export function momentOf(at: Date, timeZone: string): { readonly day: CalendarDay; readonly minute: number } {
  const local = new TZDate(at.getTime(), timeZone);
  const two = (number: number) => String(number).padStart(2, "0");
  return {
    day: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    minute: local.getHours() * 60 + local.getMinutes(),
  };
}

export function planDays(firstOn: CalendarDay, lastOn: CalendarDay, timeZone: string): PlanDay[] {
  const { isWorkday, isHoliday } = workdays(timeZone);
  const days: PlanDay[] = [];
  for (let day = firstOn; day <= lastOn; day = daysFrom(day, 1))
    days.push({
      ...{ day, weekday: ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 },
      ...{ isWorkday: isWorkday(day), isHoliday: isHoliday(day) },
    });
  return days;
}

/** The public holidays from one day to another, and the years of which only those by law are known. */
export function holidaysSaid(firstOn: CalendarDay, lastOn: CalendarDay, timeZone: string): HolidaysSaid {
  const { isHoliday, isKnown } = workdays(timeZone);
  const days = planDays(firstOn, lastOn, timeZone).map(({ day }) => day);
  return {
    days: days.filter(isHoliday),
    unknownYears: [...new Set(days.filter((day) => !isKnown(day)).map((day) => day.slice(0, 4)))],
  };
}

export const scopeOf = (plan: PlanRecord, timeZone: string): PlanScope => ({
  ...{ cityCode: plan.cityCode, line: plan.line, areaCode: plan.areaCode, timeZone },
  ...{ firstOn: plan.firstOn, lastOn: plan.lastOn },
});

export interface PlanBasis {
  readonly town: TownAsked;
  readonly ground: WalkingGround;
  readonly method: PlanMethod;
  /** by visit of the town: the appointments it stands for, where they are held */
  readonly heldIds: readonly (readonly string[])[];
  /** not planned before somebody verifies what a visit told of them */
  readonly toVerify: readonly UnassignedVisit[];
}

/** What a plan is made from, as records say it at `from`: visits owed, or of a day without somebody, appointments there are. */
export async function planBasis(
  uow: UnitOfWork,
  plan: PlanRecord,
  timeZone: string,
  from: Date,
  standards: StandardsInForce,
): Promise<PlanBasis> {
  const scope = scopeOf(plan, timeZone);
  const moment = momentOf(from, timeZone);
  const start = moment.day < plan.firstOn ? { day: plan.firstOn, minute: 0 } : moment;
  const people = await caregiversInScope(uow, scope, plan.personIds);
  const opening = instantOf(start.day, 0, timeZone);
  const rows = await publishedBetween(
    uow,
    scope,
    people.map(({ id }) => id),
    opening,
    instantOf(daysFrom(plan.lastOn, 1), 0, timeZone),
  );
  // What is to be made before the plan begins is not planned a second time.
  const earlier = now() < opening && plan.kind === "week" ? await publishedBetween(uow, scope, [], now(), opening) : [];
  const isBegun = ({ day, minute }: PlannedRow) => day === start.day && minute < start.minute;
  const theirs = new Set(people.map(({ id }) => id));
  const isOurs = (row: PlannedRow) => theirs.has(row.personId) && !isBegun(row);
  const off = await rowsOfThoseOff(uow, [...earlier, ...rows.filter((row) => !isOurs(row))]);
  // Whoever is away this afternoon has made the visits of the morning; whoever has left may not have.
  const isOff = (row: PlannedRow) => off.get(row.id) === "left" || (off.get(row.id) === "absent" && !isBegun(row));
  const isInside = ({ areaCode }: PlannedRow) => areaCode.startsWith(plan.areaCode);
  const inside = rows.filter(isInside);
  const absent = (row: PlannedRow) => row.personId === plan.illId && row.day === start.day;
  const outside = heldVisits(
    agreements(rows.filter((row) => isOurs(row) && !isInside(row) && !absent(row))) as PlannedRow[][],
    () => false,
  );
  const made = plan.kind === "ill" ? (agreements(inside.filter(isOurs)) as PlannedRow[][]) : [];
  const wanted =
    plan.kind === "ill"
      ? heldVisits(made, absent)
      : await owedVisits(uow, plan, scope, { from, leastMinutes: standards.values["visit-least-minutes"] }, inside, {
          isOurs,
          isOff,
          earlier: earlier.filter(({ id }) => !off.has(id)),
        });
  const reported = await reportedIn(uow, plan.cityCode, plan.areaCode);
  const isToGo = ({ residentId, pinned }: Placeless) => !reported.has(residentId) || (plan.kind === "ill" && pinned.length > 0);
  const visits = [...wanted.filter(isToGo), ...outside.map((visit) => ({ ...visit, isOutside: true }))];
  const middles = await areaMiddles(uow, plan.cityCode, [
    ...new Set([...visits, ...rows].map(({ areaCode }) => areaCode)),
    ...people.map(({ areaCode }) => areaCode),
  ]);
  const homes = await homesForPlanning(uow, [
    ...new Set([...visits, ...rows.filter(isBegun)].map(({ residentId }) => residentId)),
  ]);
  const at = (row: { residentId: string; areaCode: string }): GeoPoint | null =>
    homes.get(row.residentId) ?? middles.get(row.areaCode) ?? null;
  const ground = await walkingGround(uow, plan.cityCode);
  const { barriers, detour, footKmh } = ground;
  return {
    ground,
    heldIds: made.filter((_, at) => isToGo(wanted[at]!)).map((agreement) => agreement.map(({ id }) => id)),
    toVerify: wanted
      .filter((visit) => !isToGo(visit))
      .map(({ residentId, areaCode, closesOn, cause, minutes }) => ({
        ...{ residentId, areaCode, closesOn, cause, minutes, reasons: [], elsewhere: 0 },
        reported: reported.get(residentId)!,
      })),
    method: { ...ground.said, asOf: momentOf(now(), timeZone).day, standards: standards.said },
    town: {
      standards: standards.values,
      ...{ days: planDays(plan.firstOn, plan.lastOn, timeZone), from: start, isPooled: plan.isPooled },
      ground: { barriers, detour, footKmh },
      visits: visits.map((visit) => ({ ...visit, home: at(visit) })),
      caregivers: people.map((one) => ({
        ...one,
        home: one.home ?? middles.get(one.areaCode) ?? null,
        begun: begunBy(
          one,
          rows.filter((row) => row.personId === one.id && isBegun(row)),
          at,
        ),
      })),
    },
  };
}

type Placeless = Omit<VisitOnRecord, "home">;

/** What is owed and nobody else has agreed to, with what is agreed already and what may not move. */
async function owedVisits(
  uow: UnitOfWork,
  plan: PlanRecord,
  scope: PlanScope,
  { from, leastMinutes }: { readonly from: Date; readonly leastMinutes: number },
  rows: readonly PlannedRow[],
  { isOurs, isOff, earlier }: Record<"isOurs" | "isOff", (row: PlannedRow) => boolean> & { earlier: readonly PlannedRow[] },
): Promise<Placeless[]> {
  const owed = await dueInScope(uow, scope, from, leastMinutes);
  const agreed = agreedFor(owed, agreements(rows));
  const promised = isPromised(owed, agreements(earlier));
  const again = plan.againOf ? agreements(await plannedOfPlan(uow, plan.againOf, scope.timeZone)) : [];
  const before = agreedFor(owed, again);
  const isIn = pacedVisits(
    owed.map((visit, at) => ({ ...visit, isAgreed: agreed[at] !== null || promised[at]! })),
    momentOf(from, scope.timeZone).day,
    plan.lastOn,
  );
  return owed.flatMap(({ targetOn: _best, ...visit }, at): Placeless[] => {
    if (!isIn[at] || promised[at]) return [];
    const made = agreed[at] as readonly PlannedRow[] | null;
    // Somebody who is not asked here goes, or somebody has gone this morning; where one does not go any more, it is to be made anew.
    const isOpen = made?.some(isOff) ?? false;
    if (!isOpen && made?.some((row) => !isOurs(row))) return [];
    const draft = before[at] ?? null;
    const pins = plan.againOf ? draft : made;
    const isPinned = pins?.every((row) => row.isPinned) ?? false;
    return [
      {
        ...{ ...visit, published: appointmentsOf(made), pinned: isPinned ? appointmentsOf(pins) : [], isPinKept: true },
        isOutside: false,
        isCall: isPinned && visit.isPhoneEnough && (pins as readonly PlannedRow[] | null)?.[0]?.channel === "phone",
      },
    ];
  });
}

/** The appointments there are, held as they are but for those that are free to move. */
function heldVisits(made: readonly (readonly PlannedRow[])[], isFree: (row: PlannedRow) => boolean): Placeless[] {
  return made.map((agreement): Placeless => {
    const first = agreement[0]!;
    return {
      ...askedOf(first),
      ...{ needsTwo: agreement.length === 2, isPinKept: first.isPinned, isCall: first.channel === "phone", isOutside: false },
      ...{ published: [], pinned: agreement.some(isFree) ? [] : appointmentsOf(agreement) },
    };
  });
}

/** The visit of an appointment, without the appointment. */
export function askedOf(row: PlannedRow): VisitRow {
  const {
    id: _id,
    personId: _who,
    day: _day,
    minute: _from,
    endMinute: _to,
    channel: _by,
    isPinned: _pin,
    pairId: _pair,
    ...visit
  } = row;
  return visit;
}

function begunBy(
  { home }: CaregiverOnRecord,
  rows: readonly PlannedRow[],
  at: (row: PlannedRow) => GeoPoint | null,
): CaregiverOnRecord["begun"] {
  const last = rows.at(-1);
  if (!last) return null;
  return {
    ...{ untilMinute: last.endMinute, at: at(last) ?? home, visits: rows.length },
    minutes: rows.reduce((sum, row) => sum + row.endMinute - row.minute, 0),
  };
}

// 今天, 本周: what of the list is to be done now, in which order, and what is done already.
import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { CalendarDay } from "~/shared/calendar-day";
import type { CareAppointment, CareList, CareResident } from "./care-list";

/** One line of a day's list: somebody to see, at an hour or just by the end of a window. */
export interface CareTurn {
  readonly resident: CareResident;
  readonly appointment: CareAppointment | null;
}

export const todayAt = (now: number, timeZone: string): CalendarDay => format(new TZDate(now, timeZone), "yyyy-MM-dd");

/** The city's clock as well as the phone knows it: after a flat battery its own says 2015, and it is not earlier than the list. */
export const cityTime = ({ madeAt }: Pick<CareList, "madeAt">, now: number): number => Math.max(now, Date.parse(madeAt));

/** Somebody with an hour first, then whoever's window closes first; a name settles the rest. */
const before = (a: CareTurn, b: CareTurn): number =>
  rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a.resident.id < b.resident.id ? -1 : 1;
const rank = ({ appointment, resident }: CareTurn): string =>
  appointment
    ? `0 ${appointment.day} ${String(appointment.minute).padStart(4, "0")}`
    : `1 ${resident.due?.closesOn ?? "9999-12-31"}`;

const turnsOn = (list: CareList, day: CalendarDay): CareTurn[] =>
  list.appointments.flatMap((appointment) => {
    const resident = list.residents.find(({ id }) => id === appointment.residentId);
    return resident && appointment.day === day ? [{ resident, appointment }] : [];
  });

/**
 * Today: who has an hour today, who has none this week and is owed a visit whose window is open, and whoever was visited today.
 * @param wasVisited whether somebody went there today, though nothing is owed any more
 */
export function turnsOfToday(
  list: CareList,
  today: CalendarDay,
  wasVisited: (turn: CareTurn) => boolean = () => false,
): CareTurn[] {
  const hours = turnsOn(list, today);
  const planned = new Set(list.appointments.filter(({ day }) => day >= today).map(({ residentId }) => residentId));
  const others = list.residents.flatMap((resident) => {
    const turn = { resident, appointment: null };
    const isOwed = resident.due !== null && resident.due.opensOn <= today && !planned.has(resident.id);
    const isShown = isOwed || (wasVisited(turn) && !hours.some(({ resident: { id } }) => id === resident.id));
    return isShown ? [turn] : [];
  });
  return [...hours, ...others].sort(before);
}

export interface CareWeek {
  readonly days: readonly { readonly day: CalendarDay; readonly turns: readonly CareTurn[] }[];
  /** owed this week, and without an hour */
  readonly owed: readonly CareTurn[];
  /** on the list, and nothing is owed this week */
  readonly others: readonly CareResident[];
}

export function weekOf(list: CareList, today: CalendarDay): CareWeek {
  const days = [...new Set(list.appointments.map(({ day }) => day))].filter((day) => day >= today).sort();
  const planned = new Set(list.appointments.filter(({ day }) => day >= today).map(({ residentId }) => residentId));
  const free = list.residents.filter(({ id }) => !planned.has(id));
  return {
    days: days.map((day) => ({ day, turns: turnsOn(list, day).sort(before) })),
    owed: free.flatMap((resident) => (resident.due ? [{ resident, appointment: null }] : [])).sort(before),
    others: free.filter(({ due }) => !due),
  };
}

/** What a form that was begun still needs of somebody once they are off the list. */
export const keptWithForm = (resident: CareResident): CareResident => ({
  ...resident,
  ...{ address: null, home: null, accessNote: null, contacts: [], categories: [], risk: null, bornYear: null, sex: "" },
  ...{ languages: [], visitFrom: null, visitUntil: null, due: null, last: null, doorHash: null },
});

interface BegunForm {
  readonly residentId: string;
  readonly resident?: CareResident;
}

/** Somebody on the list, or whoever a form on this phone was begun for. */
export const residentOf = (list: CareList, begun: readonly BegunForm[], residentId: string | undefined): CareResident | null =>
  list.residents.find(({ id }) => id === residentId) ??
  begun.find(({ resident }) => resident?.id === residentId)?.resident ??
  null;

/** The appointment a visit that begins now keeps: the nearest of that day, or none. */
export function appointmentNow(list: CareList, residentId: string, beganAt: number): CareAppointment | null {
  const day = todayAt(beganAt, list.city.timeZone);
  const clock = new TZDate(beganAt, list.city.timeZone);
  const minute = clock.getHours() * 60 + clock.getMinutes();
  const those = list.appointments.filter((one) => one.residentId === residentId && one.day === day);
  return those.sort((a, b) => Math.abs(a.minute - minute) - Math.abs(b.minute - minute))[0] ?? null;
}

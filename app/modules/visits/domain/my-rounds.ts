// A week's work of one caregiver without any solver: whom they answer for and who is planned for them, by community and cell, so
// that one walk serves one stairwell. Who closes first comes first within a cell.
import type { CalendarDay } from "~/shared/calendar-day";

export interface DueOfMine {
  readonly residentId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly isResponsible: boolean;
  readonly closesOn: CalendarDay;
  readonly minutes: number;
  readonly isPhoneEnough: boolean;
}

export interface PlannedForMe {
  readonly residentId: string;
  readonly name: string | null;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly day: CalendarDay;
  readonly minute: number;
  readonly channel: "home" | "phone";
  readonly minutes: number;
}

export interface RoundStop {
  readonly residentId: string;
  readonly name: string | null;
  readonly as: "responsible" | "deputy" | "plan";
  /** null where only the plan says that it is owed */
  readonly closesOn: CalendarDay | null;
  readonly isPhoneEnough: boolean;
  readonly minutes: number;
  readonly planned: { readonly day: CalendarDay; readonly minute: number } | null;
}

export interface Round {
  readonly areaCode: string;
  readonly cell: string | null;
  readonly stops: readonly RoundStop[];
}

/** @param from appointments before it are over and plan nothing any more */
export function myRounds(
  due: readonly DueOfMine[],
  visits: readonly PlannedForMe[],
  from: { readonly day: CalendarDay; readonly minute: number },
): Round[] {
  const ahead = visits.filter(({ day, minute }) => day > from.day || (day === from.day && minute >= from.minute));
  const used = new Set<PlannedForMe>();
  const rounds = new Map<string, { areaCode: string; cell: string | null; stops: RoundStop[] }>();
  const put = (areaCode: string, cell: string | null, stop: RoundStop) => {
    const key = `${areaCode} ${cell ?? "\uFFFF"}`;
    const round = rounds.get(key) ?? { areaCode, cell, stops: [] };
    rounds.set(key, round);
    round.stops.push(stop);
  };
  for (const one of due) {
    const planned = ahead.find((visit) => visit.residentId === one.residentId && !used.has(visit)) ?? null;
    if (planned) used.add(planned);
    const { residentId, name, closesOn, isPhoneEnough, minutes } = one;
    put(one.areaCode, one.cell, {
      ...{ residentId, name, closesOn, isPhoneEnough, minutes, as: one.isResponsible ? "responsible" : "deputy" },
      planned: planned && { day: planned.day, minute: planned.minute },
    });
  }
  for (const visit of ahead.filter((one) => !used.has(one)))
    put(visit.areaCode, visit.cell, {
      ...{ residentId: visit.residentId, name: visit.name, as: "plan", closesOn: null },
      ...{ isPhoneEnough: visit.channel === "phone", minutes: visit.minutes, planned: { day: visit.day, minute: visit.minute } },
    });
  const last = "9999-12-31";
  const order = (a: RoundStop, b: RoundStop) => {
    const [first, second] = [a.closesOn ?? a.planned?.day ?? last, b.closesOn ?? b.planned?.day ?? last];
    return first < second ? -1 : first > second ? 1 : 0;
  };
  return [...rounds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, round]) => ({ ...round, stops: [...round.stops].sort(order) }));
}

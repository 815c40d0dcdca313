// The demo's duty roster: every street by day and by night, and every district behind them, held by made grid workers.
import type { CalendarDay } from "~/shared/calendar-day";
import { demoKeys } from "./demo-keys";
import type { MadeCaregiver } from "./made-caregivers";

export interface MadeShift {
  readonly id: string;
  readonly areaCode: string;
  readonly begins: number;
  readonly ends: number;
  readonly personId: string;
  readonly deputyId: string | null;
}

const [MORNING, EVENING] = [480, 1080];
const DISTRICT = 6;

/** A day and a night of every area that has somebody, by turns among its people; a district takes them from all its streets. */
export function madeRoster(caregivers: readonly MadeCaregiver[]): MadeShift[] {
  const key = demoKeys("duty-roster");
  const teams = new Map<string, string[]>();
  for (const { id, areaCode } of caregivers)
    for (const code of [areaCode, areaCode.slice(0, DISTRICT)]) teams.set(code, [...(teams.get(code) ?? []), id]);
  return [...teams].flatMap(([areaCode, team]) => {
    // A district's own are the last of its people, so that a street's are asked first and others after them.
    const turns = areaCode.length === DISTRICT ? [...team].reverse() : team;
    const held = (begins: number, ends: number, turn: number): MadeShift => {
      const personId = turns[turn % turns.length]!;
      const deputyId = turns[(turn + 1) % turns.length]!;
      return { id: key(), areaCode, begins, ends, personId, deputyId: deputyId === personId ? null : deputyId };
    };
    return [held(MORNING, EVENING, 0), held(EVENING, MORNING, 1)];
  });
}

export const shiftRow = (shift: MadeShift, cityCode: string, from: CalendarDay): object => ({
  ...{ ...shift, cityCode, line: "civil-affairs", validFrom: from, weekdays: [1, 2, 3, 4, 5, 6, 7] },
});

/** 0371-0000 and a number: given to nobody. */
export const madePhone = (turn: number): string => `03710000${String(turn % 10_000).padStart(4, "0")}`;

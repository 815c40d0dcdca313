import { setImmediate as nextTurn } from "node:timers/promises";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { dayOf } from "~/platform/clock.server";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Dated } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import { shiftsServing, spellsOfService, type KeptShift } from "../data/duty-shifts.server";
import { gapsOfMany, onDutyAt, type DutyNeed, type DutyNow, type Gap } from "../domain/duty-roster";

/** Whoever asks who is on duty need not see the roster of the district above: the answer is theirs all the same. */
const ROSTER = (cityCode: string) => systemActor("duty-roster", { areaCode: cityCode });

interface CityClock {
  readonly code: string;
  readonly timeZone: string;
}

/** Shifts that serve areas between two instants, knowing who of those named has left. */
export function rosterOf(
  uow: UnitOfWork,
  { code: cityCode, timeZone }: CityClock,
  areaCodes: readonly string[],
  from: Date,
  to: Date,
  line: Line = "civil-affairs",
): Promise<KeptShift[]> {
  const asked = { cityCode, line, areaCodes, from: dayOf(from, timeZone), to: dayOf(to, timeZone) };
  return actAs(uow, ROSTER(cityCode), async (step) => {
    const shifts = await shiftsServing(step, asked);
    const rostered = new Map(
      shifts.flatMap(({ areaCode, ...shift }) =>
        [shift, ...shift.swaps]
          .flatMap(({ personId, deputyId }) => [personId, deputyId ?? personId])
          .map((personId) => [`${areaCode} ${personId}`, { areaCode, personId }] as const),
      ),
    );
    const service = new Map<string, Map<string, readonly Dated[]>>();
    for (const { areaCode, personId, spells } of await spellsOfService(step, [...rostered.values()], line))
      service.set(areaCode, (service.get(areaCode) ?? new Map<string, readonly Dated[]>()).set(personId, spells));
    return shifts.map((shift) => ({ ...shift, service: service.get(shift.areaCode) ?? new Map<string, readonly Dated[]>() }));
  });
}

/** Who is on duty for an area at an instant, the nearest upwards. */
export const whoIsOnDuty = async (
  uow: UnitOfWork,
  city: CityClock,
  areaCode: string,
  at: Date,
  line?: Line,
): Promise<DutyNow[]> => onDutyAt(await rosterOf(uow, city, [areaCode], at, at, line), areaCode, at, city.timeZone);

/** The same on its own. */
export const onDutyNow = (city: CityClock, areaCode: string, at: Date): Promise<DutyNow[]> =>
  inUnitOfWork(ROSTER(city.code), (uow) => whoIsOnDuty(uow, city, areaCode, at));

/** Hours in which nobody is on duty for an area, of those in which somebody must be. */
export async function dutyGaps(uow: UnitOfWork, city: CityClock, needed: readonly DutyNeed[], line?: Line): Promise<Gap[]> {
  if (needed.length === 0) return [];
  const first = needed.reduce((least, { from }) => Math.min(least, from.getTime()), Infinity);
  const last = needed.reduce((most, { to }) => Math.max(most, to.getTime()), -Infinity);
  const areas = [...new Set(needed.map(({ areaCode }) => areaCode))];
  const shifts = await rosterOf(uow, city, areas, new Date(first), new Date(last), line);
  const found: Gap[] = [];
  for (const piece of gapsOfMany(shifts, needed, city.timeZone)) {
    found.push(...piece);
    await nextTurn();
  }
  return found;
}

import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { dayOf } from "~/platform/clock.server";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import { endsOfService, shiftsServing, type KeptShift } from "../data/duty-shifts.server";
import { gaps, onDutyAt, type DutyNow, type Gap } from "../domain/duty-roster";

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
    const named = shifts.flatMap((shift) => [shift, ...shift.swaps]).flatMap(({ personId, deputyId }) => [personId, deputyId]);
    const ids = [...new Set(named)].filter((id) => id !== null);
    const gone = new Map((await endsOfService(step, ids)).map(({ personId, endsOn }) => [personId, endsOn]));
    return shifts.map((shift) => ({ ...shift, gone }));
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
export async function dutyGaps(
  uow: UnitOfWork,
  city: CityClock,
  needed: readonly { readonly areaCode: string; readonly from: Date; readonly to: Date }[],
  line?: Line,
): Promise<Gap[]> {
  if (needed.length === 0) return [];
  const from = new Date(Math.min(...needed.map((one) => one.from.getTime())));
  const to = new Date(Math.max(...needed.map((one) => one.to.getTime())));
  const areas = [...new Set(needed.map(({ areaCode }) => areaCode))];
  const shifts = await rosterOf(uow, city, areas, from, to, line);
  return needed.flatMap((one) => gaps(shifts, one.areaCode, one.from, one.to, city.timeZone));
}

import { instantOn, type Gap } from "~/modules/work-orders/domain/duty-roster";
import { dutyGaps } from "~/modules/work-orders/use-cases/duty-roster.server";
import type { Actor } from "~/modules/accounts/domain/actor";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { publishedAreaDays, visitedAreaDays } from "../data/planned-days.server";
import { daysFrom } from "./due-basis.server";

/** A door that nobody opens in the evening is somebody's until the morning. */
const MORNING_MINUTE = 480;

/** Hours of a plan's days, and of the night after each, in which nobody is on duty for an area that it visits. */
export async function hoursWithoutDuty(
  uow: UnitOfWork,
  city: { readonly code: string; readonly timeZone: string },
  planId: string,
  line: "civil-affairs",
): Promise<Gap[]> {
  const days = await visitedAreaDays(uow, planId, city.timeZone);
  return joined(await dutyGaps(uow, city, neededFor(days, city.timeZone), line));
}

const AHEAD_MS = 14 * 86_400_000;

/** The same of everything that is published for the fortnight ahead: a roster may change after a plan went out. */
export const publishedWithoutDuty = (
  actor: Actor,
  city: { readonly code: string; readonly timeZone: string },
  areaCode: string,
): Promise<Gap[]> =>
  inUnitOfWork(actor, async (uow) => {
    const at = now();
    const days = await publishedAreaDays(uow, areaCode, city.timeZone, at, new Date(at.getTime() + AHEAD_MS));
    return joined(await dutyGaps(uow, city, neededFor(days, city.timeZone), "civil-affairs"));
  });

function neededFor(days: readonly { readonly areaCode: string; readonly day: string; readonly first: Date }[], timeZone: string) {
  const mornings = new Map<string, Date>();
  for (const { day } of days) if (!mornings.has(day)) mornings.set(day, instantOn(daysFrom(day, 1), MORNING_MINUTE, timeZone));
  return days.map(({ areaCode, day, first }) => ({ areaCode, from: first, to: mornings.get(day)! }));
}

/** One sentence an area, however many nights: hours that touch or overlap are said as one. */
function joined(found: readonly Gap[]): Gap[] {
  const all: Gap[] = [];
  for (const gap of [...found].sort((a, b) => (a.areaCode < b.areaCode ? -1 : a.areaCode > b.areaCode ? 1 : +a.from - +b.from))) {
    const last = all.at(-1);
    if (last?.areaCode === gap.areaCode && gap.from <= last.to)
      all[all.length - 1] = { ...last, to: gap.to > last.to ? gap.to : last.to };
    else all.push(gap);
  }
  return all;
}

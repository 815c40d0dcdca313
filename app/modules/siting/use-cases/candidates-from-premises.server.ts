import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { countLeftOut, readPlacedPremises } from "../data/premises-list.server";
import { lowestFloor } from "../domain/premises/premises";
import type { PremisesCandidate, PremisesLeftOut } from "../domain/premises/premises-list";
import { STAGES, type Stage } from "../domain/premises/premises-stage";

/** Stages of what may still become a place; what operates is one already. */
const OPEN_STAGES: readonly Stage[] = STAGES.filter((stage) => stage !== "operating");

interface Asked {
  readonly stages?: readonly Stage[];
  readonly area?: string | null;
  /** the day whose stages count; null = now. What a place is like and costs is what the list says now */
  readonly on?: CalendarDay | null;
}

/**
 * Idle premises siting may choose from: placed, not dropped, at one of these stages (none = any that does not operate yet), in an area
 * or anywhere in the city, as far as whoever asks may see.
 */
export async function candidatesFromPremises(
  uow: UnitOfWork,
  cityCode: string,
  { stages = [], area = null, on = null }: Asked = {},
): Promise<PremisesCandidate[]> {
  const found = await readPlacedPremises(uow, cityCode, stages.length > 0 ? stages : OPEN_STAGES, { area, on });
  return found.map(({ position, standing, ...one }) => ({
    ...{ id: one.id, name: one.name, lon: position.lon, lat: position.lat, quality: position.quality, areaCode: one.areaCode },
    ...{ areaM2: one.areaM2, floor: lowestFloor(one.floor), hasLift: one.lift === "unknown" ? null : one.lift === "yes" },
    ...{
      buildCostFen: one.buildFen,
      yearlyCostFen: one.yearlyFen,
      rentFen: one.rentFen,
      places: one.places,
      stage: standing.stage,
    },
    ...{ fire: one.fire, leaseUntil: one.leaseUntil, leaseWords: one.leaseWords },
  }));
}

/** How many of them are no candidates: without a position, or without a hope of passing the fire inspection. */
export const premisesLeftOut = (
  uow: UnitOfWork,
  cityCode: string,
  { stages = [], area = null, on = null }: Asked = {},
): Promise<PremisesLeftOut> => countLeftOut(uow, cityCode, stages.length > 0 ? stages : OPEN_STAGES, { area, on });

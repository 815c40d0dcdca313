import { cityStandards } from "~/modules/places/use-cases/walking-ground.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { PLANNING_STANDARDS, standardValues, type PlanningStandards, type SaidStandard } from "../domain/planning-standards";

export interface StandardsInForce {
  readonly values: PlanningStandards;
  readonly said: readonly SaidStandard[];
}

/** What a city's plans are reckoned with, and where each value comes from. */
export async function planningStandards(uow: UnitOfWork, cityCode: string): Promise<StandardsInForce> {
  const said = await cityStandards(uow, cityCode, PLANNING_STANDARDS);
  return { said, values: standardValues(said) };
}

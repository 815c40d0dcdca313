import { cityStandards } from "~/modules/places/use-cases/walking-ground.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { CHECK_STANDARDS, checkValues, type CheckStandards } from "../domain/check-standards";
import type { SaidStandard } from "../domain/planning-standards";

/** From where on a city's visits are worth a look, and where each number comes from. */
export async function checkStandards(
  uow: UnitOfWork,
  cityCode: string,
): Promise<{ readonly values: CheckStandards; readonly said: readonly SaidStandard[] }> {
  const said = await cityStandards(uow, cityCode, CHECK_STANDARDS);
  return { said, values: checkValues(said) };
}

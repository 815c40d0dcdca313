import { accessFigures, type AccessInput, type AccessResult } from "~/modules/coverage/domain/access-figures";
import { type StreetsAsked, streetsAsked } from "~/modules/places/use-cases/opened-streets.server";

/** Worker thread: access of a city's communities, its areas and how evenly it is spread. */
export function run({ input, streets }: { input: AccessInput; streets: StreetsAsked | null }): AccessResult {
  return accessFigures(input, streets && streetsAsked(streets));
}

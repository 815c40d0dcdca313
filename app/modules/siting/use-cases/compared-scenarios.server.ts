import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { MOST_COMPARED } from "../domain/siting-scenario";
import { readSitingResult, type ReadResult } from "./read-siting-result.server";

/** The newest answers of two or three scenarios, in the order asked; how many of those asked for have none. */
export async function comparedScenarios(
  actor: Actor,
  city: City,
  ids: readonly string[],
): Promise<{ readonly compared: readonly ReadResult[]; readonly missing: number }> {
  const asked = [...new Set(ids)].slice(0, MOST_COMPARED);
  const compared: ReadResult[] = [];
  for (const id of asked) {
    const read = await readSitingResult(actor, city, id);
    if (read) compared.push(read);
  }
  return { compared, missing: asked.length - compared.length };
}

import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findScenario } from "../data/siting-scenarios.server";
import { MOST_COMPARED } from "../domain/siting-scenario";
import { readSitingResult, type ReadResult } from "./read-siting-result.server";

export interface ComparedScenarios {
  readonly compared: readonly ReadResult[];
  /** asked for, and without an answer as yet: a copy is asked first */
  readonly unanswered: readonly { readonly id: string; readonly name: string }[];
}

/** The newest answers of two or three scenarios, in the order asked; those without one by name. What is gone is not spoken of. */
export async function comparedScenarios(actor: Actor, city: City, ids: readonly string[]): Promise<ComparedScenarios> {
  const asked = [...new Set(ids)].filter((id) => isUuid(id)).slice(0, MOST_COMPARED);
  const compared: ReadResult[] = [];
  const unanswered: { id: string; name: string }[] = [];
  for (const id of asked) {
    const read = await readSitingResult(actor, city, id);
    const scenario = read ? null : await inUnitOfWork(actor, (uow) => findScenario(uow, id));
    if (read) compared.push(read);
    else if (scenario?.cityCode === city.code) unanswered.push({ id, name: scenario.name });
  }
  return { compared, unanswered };
}

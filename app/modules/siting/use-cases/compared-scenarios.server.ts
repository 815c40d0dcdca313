import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { newestRuns } from "../data/siting-runs.server";
import { findScenario } from "../data/siting-scenarios.server";
import { MOST_COMPARED } from "../domain/siting-scenario";
import { readSitingResult, type ReadResult } from "./read-siting-result.server";

export interface ComparedScenarios {
  readonly compared: readonly ReadResult[];
  /** asked for, and without an answer as yet: a copy is asked first; `isImpossible`: it was worked out, and no choice keeps every limit */
  readonly unanswered: readonly { readonly id: string; readonly name: string; readonly isImpossible: boolean }[];
}

/** The newest answers of two or three scenarios, in the order asked; those without one by name. What is gone is not spoken of. */
export async function comparedScenarios(actor: Actor, city: City, ids: readonly string[]): Promise<ComparedScenarios> {
  const asked = [...new Set(ids)].filter((id) => isUuid(id)).slice(0, MOST_COMPARED);
  const compared: ReadResult[] = [];
  const unanswered: { id: string; name: string; isImpossible: boolean }[] = [];
  for (const id of asked) {
    const read = await readSitingResult(actor, city, id);
    if (read) {
      compared.push(read);
      continue;
    }
    const { scenario, run } = await inUnitOfWork(actor, async (uow) => ({
      scenario: await findScenario(uow, id),
      run: (await newestRuns(uow, [id])).get(id),
    }));
    if (scenario?.cityCode === city.code) unanswered.push({ id, name: scenario.name, isImpossible: run?.state === "impossible" });
  }
  return { compared, unanswered };
}

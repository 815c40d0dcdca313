import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findRun, runsOf } from "../data/siting-runs.server";
import { findScenario } from "../data/siting-scenarios.server";
import type { SitingResult } from "../domain/siting-result";

export interface ReadResult {
  readonly scenarioId: string;
  readonly runId: string;
  readonly name: string;
  readonly askedBy: string | null;
  readonly result: SitingResult;
}

/** Runs of one scenario that are looked through for an answer. */
const MOST = 50;

/**
 * A scenario's newest answer, or the one of the run that is named; null where there is none the actor may see.
 * @param runId of this scenario, "" = the newest that has an answer
 */
export async function readSitingResult(actor: Actor, city: City, scenarioId: string, runId = ""): Promise<ReadResult | null> {
  if (!isUuid(scenarioId) || (runId !== "" && !isUuid(runId))) return null;
  return inUnitOfWork(actor, async (uow) => {
    const scenario = await findScenario(uow, scenarioId);
    if (!scenario || scenario.cityCode !== city.code) return null;
    const answered = (await runsOf(uow, scenarioId, MOST)).find(
      ({ id, state }) => (state === "done" || state === "stopped") && (runId === "" || id === runId),
    );
    const run = answered && (await findRun(uow, answered.id));
    if (run?.result?.kind !== "result") return null;
    return { scenarioId, runId: run.id, name: scenario.name, askedBy: run.askedBy, result: run.result };
  });
}

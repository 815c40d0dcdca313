import { actorNow } from "~/modules/accounts/use-cases/actor-now.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findScenario } from "../data/siting-scenarios.server";
import { endRun, noteRun, takeUpRun } from "../data/siting-runs.server";
import { knownGap } from "../domain/known-gap";
import type { RunFault, SitingRunRecord, SitingScenario } from "../domain/siting-scenario";
import { mayPlanSites } from "./may-plan-sites.server";
import { problemOf } from "./problem-of.server";
import { PATIENCE, watchedSearch, type CityTold, type Patience } from "./watched-search.server";

const KEEPER = (areaCode: string) => systemActor("siting", { areaCode });
/** What failed so often, or took its process along, would do so again. */
const MOST_ATTEMPTS = 3;

/**
 * Answers one question somebody asked, as that person may see it. Taken up by number: another attempt, or whoever ended it, takes
 * the run away, and nothing is written for it any more. After the last attempt the run says that the program failed.
 */
export async function runSiting(runId: string, cityCode: string, patience: Patience = PATIENCE): Promise<void> {
  const begun = await inUnitOfWork(KEEPER(cityCode), async (uow) => {
    const run = await takeUpRun(uow, runId, now());
    const scenario = run && (await findScenario(uow, run.scenarioId));
    return run && scenario ? { run, scenario } : null;
  });
  if (!begun) return;
  const { run, scenario } = begun;
  if (run.attempt > MOST_ATTEMPTS) return fail(run, scenario, "broken");
  try {
    const answered = await answerOf(run, scenario, patience);
    if (answered?.kind === "without") await fail(run, scenario, answered.why);
    else if (answered) await finish(run, scenario, answered);
  } catch (error) {
    if (run.attempt >= MOST_ATTEMPTS) await fail(run, scenario, "broken");
    throw error;
  }
}

/** The answer, or why there is none; null where the run is somebody else's by now. */
const answerOf = (run: SitingRunRecord, { areaCode, cityCode }: SitingScenario, patience: Patience): Promise<CityTold | null> =>
  watchedSearch(
    KEEPER(cityCode),
    run,
    async (ended) => {
      const actor = await actorNow(run.askedBy);
      if (!actor || !mayPlanSites(actor, areaCode)) return "not-permitted";
      const ground = await groundOfCity(cityCode);
      if (!ground) return "city-gone";
      const { of, method, streets } = await problemOf(actor, ground, run.question, ended);
      // Streets go as a name of their file; walks and barriers stand among the columns.
      const named = { ...of, ground: { ...of.ground, streets: null, walks: null, barriers: [] } };
      return { of: named, method, streets, stamp: ground.stamp };
    },
    patience,
  );

const finish = (
  run: SitingRunRecord,
  { cityCode, areaCode }: SitingScenario,
  { outcome, hash, seconds }: Extract<CityTold, { kind: "told" }>,
) =>
  inUnitOfWork(KEEPER(cityCode), async (uow) => {
    const at = now();
    const proof = outcome.kind === "result" ? outcome.proof : null;
    const isOurs = await noteRun(uow, run, {
      state: outcome.kind === "impossible" ? "impossible" : proof?.ended === "stopped" ? "stopped" : "done",
      ...{
        result: { ...outcome, computedAt: at.toISOString() } as object,
        inputsHash: hash,
        seconds,
        finishedAt: at,
        heartbeatAt: at,
      },
      ...{ objective: proof?.objective ?? null, bound: finite(proof?.bound), gap: proof && knownGap(proof) },
      isProved: proof?.proved ?? false,
    });
    if (isOurs) await noted(uow, run, areaCode, "done");
  });

/** Infinity has no place in a column, nor in JSON. */
const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);

const fail = (run: SitingRunRecord, { cityCode, areaCode }: SitingScenario, why: RunFault) =>
  inUnitOfWork(KEEPER(cityCode), async (uow) => {
    if (await endRun(uow, run.id, why, now(), run.attempt)) await noted(uow, run, areaCode, "failed");
  });

const noted = (uow: Parameters<typeof recordAudit>[0], run: SitingRunRecord, areaCode: string, result: "done" | "failed") =>
  recordAudit(uow, {
    ...{ action: "work-out:siting", subject: { kind: "siting-scenario", id: run.scenarioId }, areaCode, line: "", result },
  });

import { createHash } from "node:crypto";
import { actorNow } from "~/modules/accounts/use-cases/actor-now.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { now } from "~/platform/clock.server";
import { inLongThread } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findScenario } from "../data/siting-scenarios.server";
import { endRun, isStopAsked, noteRun, takeUpRun } from "../data/siting-runs.server";
import { HeardSiting } from "../domain/solving/heard-siting";
import type { SitingImpossible } from "../domain/solving/siting-answer";
import { sitingInput, type PreparedSiting } from "../domain/siting-ground";
import type { SitingOutcome } from "../domain/siting-result";
import type { SitingFound } from "../domain/siting-run";
import type { RunFault, SitingRunRecord, SitingScenario } from "../domain/siting-scenario";
import { impossibleTold, sitingTold } from "../domain/told-siting";
import { mayPlanSites } from "./may-plan-sites.server";
import { problemOf, type SitingAsked } from "./problem-of.server";

const KEEPER = (areaCode: string) => systemActor("siting", { areaCode });
/** How far it is is written down at most so often. */
const LOOK_EVERY_MS = 500;

/**
 * Answers one question somebody asked, as that person may see it. Taken up by number: another attempt, or whoever ended it, takes
 * the run away, and nothing is written for it any more.
 */
export async function runSiting(runId: string, cityCode: string): Promise<void> {
  const begun = await inUnitOfWork(KEEPER(cityCode), async (uow) => {
    const run = await takeUpRun(uow, runId, now());
    const scenario = run && (await findScenario(uow, run.scenarioId));
    return run && scenario ? { run, scenario } : null;
  });
  if (!begun) return;
  const answered = await answerOf(begun.run, begun.scenario);
  if (typeof answered === "string") await fail(begun.run, begun.scenario, answered);
  else if (answered) await finish(begun.run, begun.scenario, answered);
}

interface Answered {
  readonly outcome: SitingOutcome;
  readonly hash: string;
  readonly seconds: number;
}

/** The answer; why there is none; null where the run is somebody else's by now. */
async function answerOf(run: SitingRunRecord, scenario: SitingScenario): Promise<Answered | RunFault | null> {
  const actor = await actorNow(run.askedBy);
  if (!actor || !mayPlanSites(actor, scenario.areaCode)) return "not-permitted";
  const ground = await groundOfCity(scenario.cityCode);
  if (!ground) return "city-gone";
  const asked = await problemOf(actor, ground, run.question, new AbortController().signal);
  const prepared = sitingInput(run.question, asked.of);
  if (!prepared.ok) return prepared.refusal;
  const began = performance.now();
  const found = await solved(run, scenario.cityCode, asked, prepared.value);
  if (!found) return null;
  const seconds = (performance.now() - began) / 1_000;
  const told = { method: asked.method, seconds, computedAt: now().toISOString() };
  const outcome =
    found.kind === "impossible"
      ? impossibleTold(run.question, asked.of, found, told)
      : sitingTold(run.question, asked.of, prepared.value, found, told);
  const hash = createHash("sha256")
    .update(JSON.stringify([run.question, prepared.value.input, ground.stamp]))
    .digest("hex");
  return { outcome, hash, seconds };
}

/** In a thread, its best so far written down on the way; null where the run is somebody else's by now. */
async function solved(
  run: SitingRunRecord,
  cityCode: string,
  { streets }: SitingAsked,
  { input }: PreparedSiting,
): Promise<SitingFound | SitingImpossible | null> {
  const heard = HeardSiting.of(input.state.length);
  const { seconds } = run.question;
  const answer = inLongThread<object, SitingFound | SitingImpossible>("site-city", {
    input,
    streets,
    seconds,
    memory: heard.memory,
  });
  let isOurs = true;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    isOurs &&= await inUnitOfWork(KEEPER(cityCode), async (uow) => {
      if (await isStopAsked(uow, run.id)) heard.stop();
      const { objective = null, bound = null, seconds: spent = 0 } = heard.hear() ?? {};
      return noteRun(uow, run, { objective, bound, seconds: spent, heartbeatAt: now() });
    });
    if (!isOurs) heard.stop();
  };
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look()
      .catch(() => undefined)
      .finally(() => (isLooking = false));
  }, LOOK_EVERY_MS);
  try {
    const found = await answer;
    await looking;
    return isOurs ? found : null;
  } finally {
    clearInterval(timer);
  }
}

const finish = (run: SitingRunRecord, { cityCode, areaCode }: SitingScenario, { outcome, hash, seconds }: Answered) =>
  inUnitOfWork(KEEPER(cityCode), async (uow) => {
    const proof = outcome.kind === "result" ? outcome.proof : null;
    const isOurs = await noteRun(uow, run, {
      state: outcome.kind === "impossible" ? "impossible" : proof?.ended === "stopped" ? "stopped" : "done",
      ...{ result: outcome as object, inputsHash: hash, seconds, finishedAt: now(), heartbeatAt: now() },
      ...{ objective: proof?.objective ?? null, bound: finite(proof?.bound), gap: finite(proof?.gap) },
      isProved: proof?.proved ?? false,
    });
    if (isOurs) await noted(uow, run, areaCode, "done");
  });

/** Infinity has no place in a column, nor in JSON. */
const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);

const fail = (run: SitingRunRecord, { cityCode, areaCode }: SitingScenario, why: RunFault) =>
  inUnitOfWork(KEEPER(cityCode), async (uow) => {
    if (await endRun(uow, run.id, why, now())) await noted(uow, run, areaCode, "failed");
  });

const noted = (uow: Parameters<typeof recordAudit>[0], run: SitingRunRecord, areaCode: string, result: "done" | "failed") =>
  recordAudit(uow, {
    ...{ action: "work-out:siting", subject: { kind: "siting-scenario", id: run.scenarioId }, areaCode, line: "", result },
  });

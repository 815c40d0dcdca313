import { v7 as newId, validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { joinLine, leaveLine } from "../data/siting-line.server";
import { addRun, askStop, endRun, findRun, underWayIn, underWayOf } from "../data/siting-runs.server";
import { addScenario, changeScenario, findScenario, namesLike, removeScenario } from "../data/siting-scenarios.server";
import { nameApart } from "../domain/name-apart";
import type { SitingQuestion } from "../domain/siting-question";
import { isCutOff, NAME_LENGTH, type SitingRunHead, type SitingScenario } from "../domain/siting-scenario";
import { mayPlanSites } from "./may-plan-sites.server";

export type ScenarioRefusal =
  | "not-there"
  | "not-permitted"
  | "name-missing"
  | "changed-meanwhile"
  | "under-way"
  | "archived"
  /** somebody's questions wait their turn: no more of them before one is done */
  | "too-many-waiting";
type Answer<T> = Promise<Verdict<T, ScenarioRefusal>>;

const MOST_WAITING = 3;

/** What a scenario is called as long as nobody names it. */
export interface Unnamed {
  readonly usual: string;
}

/**
 * Saves a question under a name and asks it; the job begins when the transaction ends.
 * @param as its id, where that must be known beforehand
 */
export async function askWhere(
  actor: Actor,
  city: Pick<City, "code">,
  name: string | Unnamed,
  question: SitingQuestion,
  as: string = newId(),
): Answer<string> {
  const areaCode = question.areaCode || city.code;
  if (!mayPlanSites(actor, areaCode)) return refused("not-permitted");
  const isNameOwn = typeof name === "string";
  const said = named(isNameOwn ? name : name.usual);
  if (!said) return refused("name-missing");
  return inUnitOfWork<Verdict<string, ScenarioRefusal>>(actor, async (uow) => {
    if (await hasEnough(uow, actor.personId)) return refused("too-many-waiting");
    const called = isNameOwn ? said : nameApart(said, await namesLike(uow, city.code, said));
    const id = await addScenario(uow, city.code, { name: called, isNameOwn, areaCode, question }, as);
    await noted(uow, "write:scenario", { id, areaCode });
    await put(uow, { id, areaCode, cityCode: city.code }, question);
    return granted(id);
  });
}

/**
 * Asks a scenario's question again, or another one in its place; what was answered before is kept.
 * @param nameOf what the new question is called: a scenario nobody named follows it
 */
export const askAgain = (
  actor: Actor,
  city: City,
  id: string,
  version: number,
  question: SitingQuestion | null,
  nameOf?: (before: SitingQuestion) => string,
): Answer<string> =>
  withScenario(actor, city, id, async (uow, scenario) => {
    if (scenario.archivedAt) return refused("archived");
    if (!(await endDead(uow, await underWayIn(uow, id)))) return refused("under-way");
    if (await hasEnough(uow, actor.personId)) return refused("too-many-waiting");
    let asked = scenario;
    if (question) {
      const areaCode = question.areaCode || city.code;
      if (!mayPlanSites(actor, areaCode)) return refused("not-permitted");
      const usual = scenario.isNameOwn || !nameOf ? "" : named(nameOf(scenario.question));
      const name = usual && nameApart(usual, await namesLike(uow, city.code, usual, id));
      const said = { question, areaCode, ...(name ? { name } : {}) };
      if (!(await changeScenario(uow, { id, version }, said, now()))) return refused("changed-meanwhile");
      asked = { ...scenario, question, areaCode };
    }
    await put(uow, asked, asked.question);
    return granted(id);
  });

/** The best so far is enough; one that nobody has begun, or whose worker is gone, is over at once. */
export const stopAsking = (actor: Actor, city: City, id: string): Answer<string> =>
  withScenario(actor, city, id, async (uow) => {
    await endAll(uow, id);
    return granted(id);
  });

export const renameScenario = (actor: Actor, city: City, id: string, version: number, name: string): Answer<string> =>
  withScenario(actor, city, id, async (uow, scenario) => {
    const said = named(name);
    if (!said) return refused("name-missing");
    const isNameOwn = scenario.isNameOwn || said !== scenario.name;
    if (!(await changeScenario(uow, { id, version }, { name: said, isNameOwn }, now()))) return refused("changed-meanwhile");
    await noted(uow, "write:scenario", scenario);
    return granted(id);
  });

/** The same question under another name, to be changed without losing this one. */
export const duplicateScenario = (actor: Actor, city: City, id: string, name: string): Answer<string> =>
  withScenario(actor, city, id, async (uow, { question, areaCode, isNameOwn }) => {
    const said = named(name);
    if (!said) return refused("name-missing");
    const called = nameApart(said, await namesLike(uow, city.code, said));
    const copy = await addScenario(uow, city.code, { name: called, isNameOwn, areaCode, question });
    await noted(uow, "write:scenario", { id: copy, areaCode });
    return granted(copy);
  });

export const archiveScenario = (actor: Actor, city: City, id: string, version: number, isArchived: boolean): Answer<string> =>
  withScenario(actor, city, id, async (uow, scenario) => {
    const archivedAt = isArchived ? now() : null;
    if (!(await changeScenario(uow, { id, version }, { archivedAt }, now()))) return refused("changed-meanwhile");
    if (isArchived) await endAll(uow, id);
    await noted(uow, "write:scenario", scenario);
    return granted(id);
  });

/** Only what was archived goes for good, its answers with it. */
export const deleteScenario = (actor: Actor, city: City, id: string, version: number): Answer<string> =>
  withScenario(actor, city, id, async (uow, scenario) => {
    if (!scenario.archivedAt) return refused("archived");
    for (const { id: runId } of await underWayIn(uow, id)) await leaveLine(uow, runId);
    if (!(await removeScenario(uow, { id, version }))) return refused("changed-meanwhile");
    await noted(uow, "remove:scenario", scenario);
    return granted(id);
  });

const named = (name: string): string => name.trim().replaceAll(/\s+/g, " ").slice(0, NAME_LENGTH);

async function put(
  uow: UnitOfWork,
  { id, areaCode, cityCode }: Pick<SitingScenario, "id" | "areaCode" | "cityCode">,
  question: SitingQuestion,
): Promise<void> {
  const runId = await addRun(uow, { id, areaCode }, question);
  await joinLine(uow, runId, cityCode);
  await noted(uow, "ask:siting", { id, areaCode });
}

/** What is at work is asked to end; what waits, or was left by its worker, is over. */
async function endAll(uow: UnitOfWork, scenarioId: string): Promise<void> {
  for (const run of await underWayIn(uow, scenarioId)) {
    const isDead = isCutOff(run, now());
    if (run.state === "running" && !isDead) await askStop(uow, run.id);
    else if (await endRun(uow, run.id, isDead ? "cut-off" : "stopped", now(), run.attempt)) await leaveLine(uow, run.id);
    // Taken up that very moment: it is told so all the same.
    else await askStop(uow, run.id);
  }
}

/** Ends what its worker has left; whether nothing else of them is under way. */
async function endDead(uow: UnitOfWork, runs: readonly SitingRunHead[]): Promise<boolean> {
  const dead = runs.filter((run) => isCutOff(run, now()));
  for (const { id } of dead) await endRun(uow, id, "cut-off", now());
  return dead.length === runs.length;
}

async function hasEnough(uow: UnitOfWork, personId: string): Promise<boolean> {
  await endDead(uow, await underWayOf(uow, personId));
  return (await underWayOf(uow, personId)).length >= MOST_WAITING;
}

const noted = (uow: UnitOfWork, action: string, { id, areaCode }: Pick<SitingScenario, "id" | "areaCode">) =>
  recordAudit(uow, { action, subject: { kind: "siting-scenario", id }, areaCode, line: "", result: "done" });

/** One step with a scenario the actor sees and may change. */
function withScenario<T>(
  actor: Actor,
  city: City,
  id: string,
  step: (uow: UnitOfWork, scenario: SitingScenario) => Promise<Verdict<T, ScenarioRefusal>>,
): Answer<T> {
  if (!isUuid(id)) return Promise.resolve(refused("not-there"));
  return inUnitOfWork<Verdict<T, ScenarioRefusal>>(actor, async (uow) => {
    const scenario = await findScenario(uow, id);
    if (!scenario || scenario.cityCode !== city.code) return refused("not-there");
    return mayPlanSites(actor, scenario.areaCode) ? step(uow, scenario) : refused("not-permitted");
  });
}

/** A run's answer belongs to a scenario the actor sees. */
export const runOfScenario = async (uow: UnitOfWork, scenarioId: string, runId: string) => {
  const run = isUuid(runId) ? await findRun(uow, runId) : null;
  return run?.scenarioId === scenarioId ? run : null;
};

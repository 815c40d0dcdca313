import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addRun, askStop, countUnderWay, endRun, findRun, runsOf } from "../data/siting-runs.server";
import { addScenario, changeScenario, findScenario, removeScenario } from "../data/siting-scenarios.server";
import type { SitingQuestion } from "../domain/siting-question";
import { isCutOff, isUnderWay, NAME_LENGTH, type SitingScenario } from "../domain/siting-scenario";
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

/**
 * Saves a question under a name and asks it; the job begins when the transaction ends.
 * @param as its id, where that must be known beforehand
 */
export async function askWhere(
  actor: Actor,
  city: Pick<City, "code">,
  name: string,
  question: SitingQuestion,
  as?: string,
): Answer<string> {
  const areaCode = question.areaCode || city.code;
  if (!mayPlanSites(actor, areaCode)) return refused("not-permitted");
  const said = named(name);
  if (!said) return refused("name-missing");
  return inUnitOfWork<Verdict<string, ScenarioRefusal>>(actor, async (uow) => {
    if ((await countUnderWay(uow, actor.personId)) >= MOST_WAITING) return refused("too-many-waiting");
    const id = await addScenario(uow, city.code, { name: said, areaCode, question }, as);
    await noted(uow, "write:scenario", { id, areaCode });
    await put(uow, { id, areaCode, cityCode: city.code }, question);
    return granted(id);
  });
}

/** Asks a scenario's question again, or another one in its place; what was answered before is kept. */
export const askAgain = (
  actor: Actor,
  city: City,
  id: string,
  version: number,
  question: SitingQuestion | null,
): Answer<string> =>
  withScenario(actor, city, id, async (uow, scenario) => {
    if (scenario.archivedAt) return refused("archived");
    const [newest] = await runsOf(uow, id, 1);
    if (newest && isUnderWay(newest) && !isCutOff(newest, now())) return refused("under-way");
    if ((await countUnderWay(uow, actor.personId)) >= MOST_WAITING) return refused("too-many-waiting");
    if (newest && isUnderWay(newest)) await endRun(uow, newest.id, "cut-off", now());
    let asked = scenario;
    if (question) {
      const areaCode = question.areaCode || city.code;
      if (!mayPlanSites(actor, areaCode)) return refused("not-permitted");
      if (!(await changeScenario(uow, { id, version }, { question, areaCode }, now()))) return refused("changed-meanwhile");
      asked = { ...scenario, question, areaCode };
    }
    await put(uow, asked, asked.question);
    return granted(id);
  });

/** The best so far is enough; one whose worker is gone is over, and says so. */
export const stopAsking = (actor: Actor, city: City, id: string): Answer<string> =>
  withScenario(actor, city, id, async (uow) => {
    const [newest] = await runsOf(uow, id, 1);
    if (!newest || !isUnderWay(newest)) return granted(id);
    await (isCutOff(newest, now()) ? endRun(uow, newest.id, "cut-off", now()) : askStop(uow, newest.id));
    return granted(id);
  });

export const renameScenario = (actor: Actor, city: City, id: string, version: number, name: string): Answer<string> =>
  withScenario(actor, city, id, async (uow, scenario) => {
    const said = named(name);
    if (!said) return refused("name-missing");
    if (!(await changeScenario(uow, { id, version }, { name: said }, now()))) return refused("changed-meanwhile");
    await noted(uow, "write:scenario", scenario);
    return granted(id);
  });

/** The same question under another name, to be changed without losing this one. */
export const duplicateScenario = (actor: Actor, city: City, id: string, name: string): Answer<string> =>
  withScenario(actor, city, id, async (uow, { question, areaCode }) => {
    const said = named(name);
    if (!said) return refused("name-missing");
    const copy = await addScenario(uow, city.code, { name: said, areaCode, question });
    await noted(uow, "write:scenario", { id: copy, areaCode });
    return granted(copy);
  });

export const archiveScenario = (actor: Actor, city: City, id: string, version: number, isArchived: boolean): Answer<string> =>
  withScenario(actor, city, id, async (uow, scenario) => {
    const archivedAt = isArchived ? now() : null;
    if (!(await changeScenario(uow, { id, version }, { archivedAt }, now()))) return refused("changed-meanwhile");
    await noted(uow, "write:scenario", scenario);
    return granted(id);
  });

/** Only what was archived goes for good, its answers with it. */
export const deleteScenario = (actor: Actor, city: City, id: string, version: number): Answer<string> =>
  withScenario(actor, city, id, async (uow, scenario) => {
    if (!scenario.archivedAt) return refused("archived");
    const [newest] = await runsOf(uow, id, 1);
    if (newest && isUnderWay(newest)) await askStop(uow, newest.id);
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
  await enqueueJob(uow, "solveSiting", { runId, cityCode }, `siting-${runId}`);
  await noted(uow, "ask:siting", { id, areaCode });
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

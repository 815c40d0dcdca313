import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { lineOf } from "../data/siting-line.server";
import { findRun, newestAnswers, newestRuns, runsOf } from "../data/siting-runs.server";
import { findScenario, listScenarios, namesOfStaff } from "../data/siting-scenarios.server";
import { listedAnswer } from "../domain/listed-answer";
import { isCutOff, type SitingRunHead, type SitingRunRecord } from "../domain/siting-scenario";
import { mayPlanSites, mayPlanSomeSites } from "./may-plan-sites.server";

const SHOWN = 60;
const RUNS_SHOWN = 20;

/** How a run lives, and where it stands in line while it waits. */
async function inLine(uow: UnitOfWork, run: SitingRunRecord) {
  return { ...withLife(run), line: run.state === "waiting" ? await lineOf(uow, run.id) : null };
}

const withLife = <T extends SitingRunHead>(run: T) => ({ ...run, isCutOff: isCutOff(run, now()) });

/** A city's scenarios the actor may see, the last changed first, each with its newest run and the figures of its newest answer. */
export const scenariosInView = (actor: Actor, city: City, isArchived: boolean) =>
  inUnitOfWork(actor, async (uow) => {
    const found = await listScenarios(uow, city.code, isArchived, SHOWN + 1);
    const scenarios = found.slice(0, SHOWN);
    const ids = scenarios.map(({ id }) => id);
    const [runs, answers] = [await newestRuns(uow, ids), await newestAnswers(uow, ids)];
    return {
      scenarios: scenarios.map(({ question, ...scenario }) => {
        const [run, answer] = [runs.get(scenario.id), answers.get(scenario.id)];
        return {
          ...{ ...scenario, types: question.types, group: question.groups[0]!.key },
          ...{ run: run ? withLife(run) : null, answer: answer ? listedAnswer(answer) : null },
        };
      }),
      people: await namesOfStaff(
        uow,
        scenarios.map(({ id, changedBy }) => runs.get(id)?.askedBy ?? changedBy),
      ),
      /** how many the list shows, where there are more; else null */
      cutAt: found.length > SHOWN ? SHOWN : null,
      mayPlan: mayPlanSomeSites(actor, city.code),
    };
  });

/** One scenario, its runs, and of them the one asked for, else the newest, with its answer; null where there is none to see. */
export function scenarioInView(actor: Actor, city: City, id: string, runId: string) {
  if (!isUuid(id)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const scenario = await findScenario(uow, id);
    if (!scenario || scenario.cityCode !== city.code) return null;
    const runs = await runsOf(uow, id, RUNS_SHOWN);
    const shown = runs.find((run) => run.id === runId) ?? runs[0];
    const run = shown ? await findRun(uow, shown.id) : null;
    return {
      scenario,
      /** the run asked for is not to be seen here: the newest stands in its place */
      isAnother: runId !== "" && shown?.id !== runId,
      runs: runs.map(withLife),
      run: run && (await inLine(uow, run)),
      people: await namesOfStaff(uow, [scenario.createdBy, scenario.changedBy, ...runs.map(({ askedBy }) => askedBy)]),
      mayPlan: mayPlanSites(actor, scenario.areaCode),
    };
  });
}

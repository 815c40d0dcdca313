import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { isStage } from "../domain/premises/premises-stage";
import { keptFields } from "../domain/kept-fields";
import { questionFields } from "../domain/question-fields";
import { CANDIDATE_SOURCES, type SitingQuestion } from "../domain/siting-question";
import { askedSiting } from "./asked-siting.server";
import { premisesLeftOut } from "./candidates-from-premises.server";
import { mayReadPremises } from "./may-keep-premises.server";
import { problemsAsked } from "./problems-asked.server";
import { scenarioInView } from "./scenarios-in-view.server";

/**
 * The question an address stands for: its own, or with `of` a scenario's as it was asked in `run`, with one more candidate that must
 * or must not be chosen, or one more source of them. A list of places is never in the address: the scenario has it.
 */
export async function askedInView(actor: Actor, city: City, said: URLSearchParams) {
  const [id, runId] = [said.get("of") ?? "", said.get("run") ?? ""];
  const found = id === "" ? null : await scenarioInView(actor, city, id, runId);
  const kept = found && (runId !== "" && found.run?.id === runId ? found.run.question : found.scenario.question);
  const given = kept && !said.has("types") ? fieldsOf(withSteps(kept, said)) : said;
  const asked = await askedSiting(city.code, given);
  const isNamed = asked !== null && asked.problems.length === 0 && asked.question.must.length > 0;
  const problems = asked && isNamed ? await problemsAsked(actor, city.code, asked.question) : (asked?.problems ?? []);
  return {
    ...{ asked, problems },
    fields: asked && keptFields(questionFields(asked.question), problems, given),
    leftOut: asked && (await leftOutOf(actor, city, asked.question)),
    of: found?.mayPlan ? { id: found.scenario.id, version: found.scenario.version, name: found.scenario.name } : null,
  };
}

/** Premises the question does not choose from, for whoever may read the list; null where it is none of the sources. */
async function leftOutOf(actor: Actor, city: City, { from, stages, areaCode, date }: SitingQuestion) {
  if (!from.includes("premises") || !mayReadPremises(actor, city.code)) return null;
  const asked = { stages: stages.filter(isStage), area: areaCode || null, on: date };
  return inUnitOfWork(actor, (uow) => premisesLeftOut(uow, city.code, asked));
}

/** Whatever must be chosen is not forbidden any more, and the other way round. */
function withSteps(question: SitingQuestion, said: URLSearchParams): SitingQuestion {
  const [must, never] = [said.getAll("must"), said.getAll("never")];
  const more = CANDIDATE_SOURCES.filter((source) => said.getAll("from").includes(source) && !question.from.includes(source));
  return {
    ...question,
    from: [...question.from, ...more],
    must: [...question.must.filter((id) => !never.includes(id)), ...must],
    never: [...question.never.filter((id) => !must.includes(id)), ...never],
  };
}

const fieldsOf = (question: SitingQuestion) =>
  new URLSearchParams(questionFields(question).map(([name, value]) => [name, value]));

import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { namesOfPremises } from "../data/premises-list.server";
import { candidateId } from "../domain/candidate";
import { extensionId } from "../domain/extending";
import type { QuestionProblem } from "../domain/question-problem";
import { problemsOnGround } from "../domain/question-on-ground";
import type { SitingGround } from "../domain/siting-ground";
import type { SitingQuestion } from "../domain/siting-question";
import { problemOf } from "./problem-of.server";

/** What a question cannot mean in this city as the actor sees it: read where a condition names candidates, places or districts. */
export async function problemsAsked(actor: Actor, cityCode: string, question: SitingQuestion): Promise<QuestionProblem[]> {
  const { must, from, points, perDistrict, spacing, upper = null, extend = null } = question;
  const isWide = spacing !== null || (upper?.within ?? null) !== null;
  const isBound = extend !== null || perDistrict.least !== null || isWide || (from.includes("points") && points.length > 0);
  const ground = must.length > 0 || isBound ? await groundOfCity(cityCode) : null;
  if (!ground) return [];
  const { of } = await problemOf(actor, ground, question, new AbortController().signal);
  return withNames(actor, ground, of, problemsOnGround(question, of));
}

/** Whoever is no candidate any more is called by its name, where it has one that may be read. */
async function withNames(
  actor: Actor,
  ground: CityGround,
  { standing }: SitingGround,
  problems: readonly QuestionProblem[],
): Promise<QuestionProblem[]> {
  const gone = problems.filter(({ kind }) => kind === "must-gone").map(({ given }) => given);
  const premises = gone.map((id) => id.replace(/^premise:/, "")).filter(isUuid);
  const names = new Map([
    ...ground.areas.map(({ code, name }) => [candidateId("communities", code), name] as const),
    ...standing.map(({ id, name }) => [extensionId(id), name] as const),
  ]);
  if (premises.length > 0)
    for (const { id, name } of await inUnitOfWork(actor, (uow) => namesOfPremises(uow, premises)))
      names.set(candidateId("premises", id), name);
  return problems.map((problem) =>
    problem.kind === "must-gone" ? { ...problem, given: names.get(problem.given) ?? problem.given } : problem,
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { cityFigures, figuresOfLevel } from "~/modules/coverage/domain/area-figures";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { coverageApiAnswer, type ComparedAnswer } from "~/modules/coverage/domain/coverage-api-answer";
import { refusalOf, refusalOfMethod } from "~/modules/coverage/ui/refusal-of-request";
import { coverageKey } from "~/modules/coverage/use-cases/answer-coverage.server";
import { answerCoverageOfMachine } from "~/modules/coverage/use-cases/answer-machine.server";
import { askedCoverage, askedFrom } from "~/modules/coverage/use-cases/asked-coverage.server";
import type { ComparedCoverage } from "~/modules/coverage/use-cases/compared-coverage.server";
import { askedOfApi } from "~/modules/coverage/use-cases/asked-of-api.server";
import { openAnswer, openProblem } from "~/platform/open-answer.server";

const KNOWN = ["city", "types", "group", "walker", "minutes", "metres", "date", "level", "method", "compare"] as const;

/** Public: who lives within a walk of a service, by area. Every refusal names each parameter and what would have been right. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asked = await askedOfApi(request, KNOWN, (city, params) => askedCoverage(city, askedFrom(params)));
  if (!asked.ok) return openProblem(refusalOf(asked.refusal));
  const { ground, query, level, compare } = asked.value;
  return openAnswer(request, `coverage-${coverageKey(ground, query)}-${level}-${compare ?? ""}`, async () => {
    const answered = await answerCoverageOfMachine(ground, query, compare, request.signal);
    if (!answered.ok) return openProblem(refusalOf(answered.refusal));
    const { answer, compared } = answered.value;
    const areas = figuresOfLevel(answer, level);
    return coverageApiAnswer(answer, areas, cityFigures(answer), level, compared && byCode(ground, compared));
  });
}

function byCode(ground: CityGround, { date, population, changeOf }: ComparedCoverage): ComparedAnswer {
  const rowOf = new Map(ground.areas.map(({ code }, row) => [code, row]));
  rowOf.set(ground.code, ground.areas.length);
  return { date, population, changeOf: (code) => changeOf(rowOf.get(code)!) };
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(refusalOfMethod(request));

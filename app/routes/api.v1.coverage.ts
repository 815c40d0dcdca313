import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { cityFigures, figuresOfLevel } from "~/modules/coverage/domain/area-figures";
import { coverageApiAnswer } from "~/modules/coverage/domain/coverage-api-answer";
import { problemWords, type QueryProblem } from "~/modules/coverage/domain/query-problem";
import { answerCoverage, coverageKey } from "~/modules/coverage/use-cases/answer-coverage.server";
import { askedCoverage, askedFrom } from "~/modules/coverage/use-cases/asked-coverage.server";
import { openAnswer, openProblem } from "~/platform/open-answer.server";

const City = z.string().regex(/^\d{2,12}$/);

/** Public: who lives within a walk of a service, by area. Every refusal names what would have been right. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const city = City.safeParse(searchParams.get("city") ?? "");
  if (!city.success) return refusal([{ kind: "missing", field: "city", given: searchParams.get("city") ?? "", allowed: [] }]);
  const asked = await askedCoverage(city.data, askedFrom(searchParams));
  if (!asked.ok) return refusal(asked.refusal);
  const { ground, query, level } = asked.value;
  return openAnswer(request, `coverage-${coverageKey(ground, query)}-${level}`, async () => {
    const answer = await answerCoverage(ground, query);
    const areas = figuresOfLevel(answer.result, ground, level);
    return coverageApiAnswer(answer, areas, cityFigures(answer.result, ground), level);
  });
}

function refusal(problems: readonly QueryProblem[]): Response {
  const status = problems.some(({ field, kind }) => field === "city" && kind === "unknown") ? 404 : 400;
  const words = problems.map((problem) => ({ ...problem, message: problemWords(problem) }));
  return openProblem(status, {
    kind: status === 404 ? "unknown-city" : "bad-question",
    title: words[0]?.message,
    problems: words,
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { accessApiAnswer } from "~/modules/coverage/domain/access-api-answer";
import type { QueryProblem } from "~/modules/coverage/domain/query-problem";
import { problemInBothLanguages } from "~/modules/coverage/ui/problem-in-both-languages";
import { accessKey, answerAccess } from "~/modules/coverage/use-cases/answer-access.server";
import { askedAccess } from "~/modules/coverage/use-cases/asked-access.server";
import { cities } from "~/modules/places/use-cases/current-city.server";
import { openAnswer, openProblem } from "~/platform/open-answer.server";

/** Public: what people have to draw on within a walk, by area, and how evenly. Refusals name each parameter and what would do. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const city = searchParams.get("city") ?? "";
  const allowed = (await cities()).map(({ code }) => code);
  if (!city) return refusal([{ kind: "missing", field: "city", given: "", allowed }]);
  if (!allowed.includes(city)) return refusal([{ kind: "unknown", field: "city", given: city, allowed }]);
  const asked = await askedAccess(city, searchParams);
  if (!asked.ok) return refusal(asked.refusal);
  const { ground, query, measure, level } = asked.value;
  return openAnswer(request, `access-${accessKey(ground, query, measure)}-${level}`, async () =>
    accessApiAnswer(await answerAccess(ground, query, measure, request.signal), level),
  );
}

function refusal(problems: readonly QueryProblem[]): Response {
  const { status, body } = problemInBothLanguages(problems);
  return openProblem(status, body);
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { problemInBothLanguages } from "~/modules/coverage/ui/problem-in-both-languages";
import { accessPoints } from "~/modules/coverage/use-cases/access-points.server";
import { accessKey, answerAccess } from "~/modules/coverage/use-cases/answer-access.server";
import { askedAccess } from "~/modules/coverage/use-cases/asked-access.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ownAnswer } from "~/platform/open-answer.server";

/** Communities with what they have to draw on, as the map draws them. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const city = await requireCity(request);
  const asked = await askedAccess(city.code, new URL(request.url).searchParams);
  if (!asked.ok) return Response.json(problemInBothLanguages(asked.refusal).body, { status: 400 });
  const { ground, query, measure } = asked.value;
  return ownAnswer(
    request,
    `access-points-${accessKey(ground, query, measure)}`,
    "application/json",
    async (headers) => new Response(accessPoints(await answerAccess(ground, query, measure, request.signal)), { headers }),
  );
}

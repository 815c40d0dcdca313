import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerCoverage, coverageKey } from "~/modules/coverage/use-cases/answer-coverage.server";
import { askedCoverage, askedFrom } from "~/modules/coverage/use-cases/asked-coverage.server";
import { coveragePlaces } from "~/modules/coverage/use-cases/coverage-places.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

/** Facilities, gaps and barriers the map draws. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const city = await requireCity(request);
  const asked = await askedCoverage(city.code, askedFrom(new URL(request.url).searchParams));
  if (!asked.ok) return Response.json({ problems: asked.refusal }, { status: 400 });
  const { ground, query } = asked.value;
  const headers = {
    ETag: `W/"places-${coverageKey(ground, query)}"`,
    "Cache-Control": "private, no-cache",
    "Content-Type": "application/json",
  };
  if (request.headers.get("If-None-Match") === headers.ETag) return new Response(null, { status: 304, headers });
  return new Response(coveragePlaces(await answerCoverage(ground, query)), { headers });
}

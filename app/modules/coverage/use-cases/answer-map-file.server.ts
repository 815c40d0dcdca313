import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ownAnswer } from "~/platform/open-answer.server";
import { coverageKey } from "./answer-coverage.server";
import { askedCoverage, askedFrom, type AskedCoverage } from "./asked-coverage.server";

/** One of the files the map draws: the question is the page's own address, the tag names question and revision. */
export async function answerMapFile(
  request: Request,
  file: { readonly name: string; readonly contentType: string },
  draw: (asked: AskedCoverage, headers: Record<string, string>) => Promise<Response>,
): Promise<Response> {
  const city = await requireCity(request);
  const asked = await askedCoverage(city.code, askedFrom(new URL(request.url).searchParams));
  if (!asked.ok) return Response.json({ problems: asked.refusal }, { status: 400 });
  const { ground, query } = asked.value;
  return ownAnswer(request, `${file.name}-${coverageKey(ground, query)}`, file.contentType, (headers) =>
    draw(asked.value, headers),
  );
}

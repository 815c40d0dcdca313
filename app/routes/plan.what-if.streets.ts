import type { LoaderFunctionArgs } from "@remix-run/node";
import { boxFrom } from "~/modules/coverage/domain/walk-window";
import { askedCoverage, askedFrom } from "~/modules/coverage/use-cases/asked-coverage.server";
import { whatIfStreets, windowKey } from "~/modules/coverage/use-cases/what-if.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ownAnswer } from "~/platform/open-answer.server";
import { sendGzipped } from "~/platform/send-gzipped.server";

/** The streets a candidate may need within `box=west,south,east,north`, widened by its walk; 204 where none are walked. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const city = await requireCity(request);
  const asked = await askedCoverage(city.code, askedFrom(searchParams));
  const box = boxFrom(searchParams.get("box"));
  if (!asked.ok) return Response.json({ problems: asked.refusal }, { status: 400 });
  if (!box) return Response.json({ problems: [{ kind: "not-a-window", given: searchParams.get("box") ?? "" }] }, { status: 400 });
  const { ground, query } = asked.value;
  const key = windowKey(ground, query, box);
  if (key === null) return new Response(null, { status: 204 });
  return ownAnswer(request, `streets-${key.replaceAll(" ", "-")}`, "application/octet-stream", async (headers) =>
    sendGzipped(request, await whatIfStreets(ground, query, box, key), headers),
  );
}

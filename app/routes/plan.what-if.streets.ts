import type { LoaderFunctionArgs } from "@remix-run/node";
import { boxFrom, GRID_DEGREES, MOST } from "~/modules/coverage/domain/walk-window";
import { askedCoverage, askedFrom } from "~/modules/coverage/use-cases/asked-coverage.server";
import { askedWindow, whatIfStreets } from "~/modules/coverage/use-cases/what-if-streets.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ownAnswer } from "~/platform/open-answer.server";
import { sendGzipped } from "~/platform/send-gzipped.server";

/** The streets a candidate may need within `box=west,south,east,north`, widened by its walk; 204 where none are walked. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const city = await requireCity(request);
  const asked = await askedCoverage(city.code, askedFrom(searchParams));
  if (!asked.ok) return Response.json({ problems: asked.refusal }, { status: 400 });
  const box = boxFrom(searchParams.get("box"));
  if (!box.ok) {
    const given = searchParams.get("box") ?? "";
    const allowed = { edges: "west,south,east,north", multiplesOf: GRID_DEGREES, mostMetres: MOST };
    return Response.json({ problems: [{ kind: box.refusal, field: "box", given, allowed }] }, { status: 400 });
  }
  const { ground, query } = asked.value;
  const window = askedWindow(ground, query, box.value);
  if (window === null) return new Response(null, { status: 204 });
  return ownAnswer(request, `streets-${window.key.replaceAll(" ", "-")}`, "application/octet-stream", async (headers) => {
    const cut = await whatIfStreets(window, request.signal);
    if (cut.ok) return sendGzipped(request, cut.value, headers);
    return Response.json({ problems: [{ kind: cut.refusal }] }, { status: 503, headers: { "Retry-After": "1" } });
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { streetTile } from "~/modules/places/use-cases/street-tile.server";
import { sendGzipped } from "~/platform/send-gzipped.server";

/** The street lines of one square of the map. Its address names the network, so what it answers never changes. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const answer = await streetTile(params.city!, params.network!, params.tile!, request.signal);
  if (!answer.ok)
    return Response.json(answer.refusal, { status: answer.refusal.kind === "not-a-tile" ? 400 : 404, headers: NOT_KEPT });
  return sendGzipped(request, answer.value, KEPT);
}

const NOT_KEPT = { "Cache-Control": "no-store" };
const KEPT = { "Content-Type": "application/json", "Cache-Control": "private, max-age=31536000, immutable" };

import type { LoaderFunctionArgs } from "@remix-run/node";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { boxKeyInForce } from "~/platform/sealed-box.server";

const CLOSED = { "Cache-Control": "no-store" };

/** What records are sealed to from now on; older keys keep opening what was sealed to them. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  if ((await currentSession(request))?.stage !== "open")
    return Response.json({ refusal: "signed-out" }, { status: 401, headers: CLOSED });
  return Response.json({ keys: [await boxKeyInForce()] }, { headers: CLOSED });
}

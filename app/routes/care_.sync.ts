import type { ActionFunctionArgs } from "@remix-run/node";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { MOST_SYNC_BYTES } from "~/modules/visits/domain/care-record";
import { isTooBusy, readSyncRequest, RecordsUnreachable, syncRecords } from "~/modules/visits/use-cases/sync-records.server";
import { isDatabaseThere } from "~/platform/database-fault.server";
import { jsonBody } from "~/platform/json-body.server";

const CLOSED = { "Cache-Control": "no-store" };
const refusal = (kind: string, status: number) => Response.json({ refusal: kind }, { status, headers: CLOSED });

/**
 * Takes in what a phone saved. Whoever is signed in may hand in anybody's records, for they are sealed; JSON also where it is refused,
 * for no page asks here.
 */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return refusal("not-allowed", 405);
  try {
    return await taken(request);
  } catch (error) {
    // Without records nothing can be said of any of them: the phone keeps all and tries again.
    if (isTooBusy(error) || error instanceof RecordsUnreachable || !(await isDatabaseThere())) return refusal("unreachable", 503);
    throw error;
  }
}

async function taken(request: Request): Promise<Response> {
  const session = await currentSession(request);
  if (session?.stage !== "open") return refusal("signed-out", 401);
  const body = await jsonBody(request, MOST_SYNC_BYTES);
  if (!body.ok) return refusal(body.refusal, { "too-large": 413, "not-json": 400, "not-said": 415 }[body.refusal]);
  const said = readSyncRequest(body.value);
  return said ? Response.json(await syncRecords(session.personId, said), { headers: CLOSED }) : refusal("not-readable", 422);
}

/** Nothing is read here. */
export const loader = (): Response => refusal("not-allowed", 405);

import type { ActionFunctionArgs } from "@remix-run/node";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { MOST_SYNC_BYTES } from "~/modules/visits/domain/care-record";
import { bringsLists, isCareHand, mayTryToHandIn, type HandInRefusal } from "~/modules/visits/use-cases/may-hand-in.server";
import { isTooBusy, readSyncRequest, RecordsUnreachable, syncRecords } from "~/modules/visits/use-cases/sync-records.server";
import { ASK_AGAIN_AFTER, inSyncRoom, STILL_FOR_MS } from "~/modules/visits/use-cases/sync-room.server";
import { isDatabaseThere } from "~/platform/database-fault.server";
import { jsonBody } from "~/platform/json-body.server";

const CLOSED = { "Cache-Control": "no-store" };
const refusal = (kind: string, status: number, headers: Record<string, string> = {}) =>
  Response.json({ refusal: kind }, { status, headers: { ...CLOSED, ...headers } });

const busy = () => refusal("busy", 503, { "Retry-After": String(ASK_AGAIN_AFTER) });

/**
 * Takes in what a phone saved. Whoever has to do with visits may hand in anybody's records, for they are sealed; anybody else what some
 * caregiver's list vouches for. JSON also where it is refused, for no page asks here.
 */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return refusal("not-allowed", 405);
  try {
    return await taken(request);
  } catch (error) {
    // Without records nothing can be said of any of them: the phone keeps all and tries again.
    if (isTooBusy(error)) return busy();
    if (error instanceof RecordsUnreachable || !(await isDatabaseThere())) return refusal("unreachable", 503);
    throw error;
  }
}

async function taken(request: Request): Promise<Response> {
  const session = await currentSession(request);
  if (session?.stage !== "open") return refusal("signed-out", 401);
  const { personId } = session;
  const isHand = await isCareHand(personId);
  const tried = isHand ? null : await mayTryToHandIn(personId);
  if (tried && !tried.ok) return notHandedIn(tried.refusal);
  // Before a byte is read: a day's end of pictures must not lie in memory while it waits.
  return inSyncRoom(request, personId, () => read(request, personId, isHand));
}

const notHandedIn = (refused: HandInRefusal): Response =>
  refused.kind === "try-later"
    ? refusal("try-later", 429, { "Retry-After": String(refused.seconds) })
    : refusal("not-granted", 403);

async function read(request: Request, uploaderId: string, isHand: boolean): Promise<Response> {
  const body = await jsonBody(request, MOST_SYNC_BYTES, STILL_FOR_MS);
  if (!body.ok) {
    const kind = body.refusal;
    if (kind === "stands-still") return busy();
    return refusal(kind, { "too-large": 413, "not-json": 400, "not-said": 415 }[kind]);
  }
  const said = readSyncRequest(body.value);
  if (!said) return refusal("not-readable", 422);
  const brought = isHand ? null : await bringsLists(uploaderId, said.records);
  if (brought && !brought.ok) return notHandedIn(brought.refusal);
  return Response.json(await syncRecords(uploaderId, said), { headers: CLOSED });
}

/** Nothing is read here. */
export const loader = (): Response => refusal("not-allowed", 405);

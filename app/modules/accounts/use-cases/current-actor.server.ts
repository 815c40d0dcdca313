import { redirect } from "@remix-run/node";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { markUsed } from "../data/give-grants.server";
import { grantsInForce } from "../data/grants.server";
import { actorOf, type Actor } from "../domain/actor";
import { may } from "../domain/may";
import { allows, type Permission } from "../domain/permission";
import { usableIn } from "../domain/session";
import { livingSession, stageNow, stepBefore } from "./current-session.server";
import { recordAuditApart } from "./record-audit.server";
import { sessionToken } from "./session-cookie.server";
import { systemActor } from "./system-actor.server";

interface Present {
  readonly actor: Actor | null;
  /** where a session that waits for a code goes first */
  readonly before: string | null;
}

async function presentIn(request: Request, asks: "somebody" | "page" = "somebody"): Promise<Present> {
  const token = await sessionToken(request);
  if (!token) return { actor: null, before: null };
  const at = now();
  return inUnitOfWork(systemActor("session"), async (uow) => {
    const session = await livingSession(uow, token, at, asks);
    if (!session) return { actor: null, before: null };
    const grants = usableIn(session.kind, await grantsInForce(uow, session.personId, today(), at));
    const before = stepBefore(await stageNow(uow, session, grants), request);
    return { before, actor: before ? null : actorOf(session, grants) };
  });
}

/** Who sent this request, or null for a visitor, for somebody whose code is still due, and for a person nothing is granted to today. */
export const currentActor = async (request: Request): Promise<Actor | null> => (await presentIn(request)).actor;

/** The same for a page that asks again and again by itself: it does not put off the end of the session. */
export const actorOfPage = async (request: Request): Promise<Actor | null> => (await presentIn(request, "page")).actor;

/** The signed-in person; a visitor is led to the sign-in page and back. */
export async function requireSignedIn(request: Request): Promise<Actor> {
  const { actor, before } = await presentIn(request);
  if (before) throw redirect(before);
  if (actor) return actor;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?to=${encodeURIComponent(pathname + search)}`);
}

/** The same, who may do what is asked: without the permission a 403 whose data names what is missing, so that the page can say so. */
export const requireActor = (request: Request, permission: Permission): Promise<Actor> =>
  requireActorOfAny(request, [permission]);

/** The same where one of several permissions will do; the first is named where there is none. */
export async function requireActorOfAny(request: Request, permissions: readonly [Permission, ...Permission[]]): Promise<Actor> {
  const actor = await requireSignedIn(request);
  const held = permissions.filter((permission) => may(actor, permission));
  if (held.length === 0) {
    const [permission] = permissions;
    await recordLack(actor, permission);
    throw Response.json({ refusal: "not-permitted", permission, role: actor.role }, { status: 403 });
  }
  for (const permission of held) await noteUse(actor, permission);
  return actor;
}

/** Which grants opened a door today, written down once a day each: a review asks what nobody needs. */
async function noteUse({ grants }: Actor, permission: Permission): Promise<void> {
  const day = today();
  const due = grants.flatMap(({ id, role, lastUsedOn }) => (id && lastUsedOn !== day && allows(role, permission) ? [id] : []));
  if (due.length > 0) await inUnitOfWork(systemActor("grant-use"), (uow) => markUsed(uow, due, day));
}

/** Who tried a door that is not theirs, told to whoever oversees where they work. */
async function recordLack(actor: Actor, permission: Permission): Promise<void> {
  const { areaCode = "", line = "" } = actor.grants[0] ?? {};
  await recordAuditApart(actor, {
    action: "use:permission",
    subject: null,
    areaCode,
    line,
    result: "refused",
    facts: { permission },
  });
}

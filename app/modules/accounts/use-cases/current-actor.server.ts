import { redirect } from "@remix-run/node";
import { now, today } from "~/platform/clock.server";
import { sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { grantsInForce } from "../data/grants.server";
import { personOfSession } from "../data/sessions.server";
import { actorOf, type Actor } from "../domain/actor";
import { may } from "../domain/may";
import type { Permission } from "../domain/permission";
import { sessionToken } from "./session-cookie.server";
import { systemActor } from "./system-actor.server";

/** Who sent this request, or null for a visitor and for a person nothing is granted to today. */
export async function currentActor(request: Request): Promise<Actor | null> {
  const token = await sessionToken(request);
  if (!token) return null;
  const at = now();
  return inUnitOfWork(systemActor("session"), async (uow) => {
    const person = await personOfSession(uow, sessionTokenHash(token), at);
    return person && actorOf(person, await grantsInForce(uow, person.personId, today(), at));
  });
}

/**
 * The signed-in person, who may do what is asked. A visitor is led to the sign-in page and back; someone without the
 * permission gets a 403 whose data names what is missing, so that the page can say who grants it.
 */
export async function requireActor(request: Request, permission: Permission): Promise<Actor> {
  const actor = await currentActor(request);
  if (!actor) {
    const { pathname, search } = new URL(request.url);
    throw redirect(`/sign-in?to=${encodeURIComponent(pathname + search)}`);
  }
  if (!may(actor, permission)) throw Response.json({ refusal: "not-permitted", permission, role: actor.role }, { status: 403 });
  return actor;
}

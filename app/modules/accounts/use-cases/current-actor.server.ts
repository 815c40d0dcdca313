import { redirect } from "@remix-run/node";
import { now } from "~/platform/clock.server";
import { sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findActor } from "../data/sessions.server";
import type { Actor } from "../domain/actor";
import { may, type Permission } from "../domain/permission";
import { sessionToken } from "./session-cookie.server";

export const NOBODY = { personId: null, role: "nobody", cityCode: null } as const;

/** Who sent this request, or null for a visitor. */
export async function currentActor(request: Request): Promise<Actor | null> {
  const token = await sessionToken(request);
  if (!token) return null;
  return inUnitOfWork(NOBODY, (uow) => findActor(uow, sessionTokenHash(token), now()));
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
  if (!may(actor.role, permission))
    throw Response.json({ refusal: "not-permitted", permission, role: actor.role }, { status: 403 });
  return actor;
}

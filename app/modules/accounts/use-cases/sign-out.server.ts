import { sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { closeSession } from "../data/sessions.server";
import { systemActor } from "./system-actor.server";
import { sessionToken } from "./session-cookie.server";

export async function signOut(request: Request): Promise<void> {
  const token = await sessionToken(request);
  if (token) await inUnitOfWork(systemActor("sign-out"), (uow) => closeSession(uow, sessionTokenHash(token)));
}

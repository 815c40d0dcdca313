import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { credentialOfPerson } from "../data/credentials.server";
import type { WayIn } from "../domain/way-in";
import type { CurrentSession } from "./current-session.server";
import { systemActor } from "./system-actor.server";

/** How the owner of a session comes in; a phone counts where there is no password beside it. */
export async function wayIn({ personId, kind }: Pick<CurrentSession, "personId" | "kind">): Promise<WayIn> {
  const credential = await inUnitOfWork(systemActor("own-account", { personId }), (uow) => credentialOfPerson(uow, personId));
  return credential?.passwordHash ? "password" : kind === "field" ? "phone" : "organisation";
}

import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { credentialOfLogin } from "../data/credentials.server";
import { systemActor } from "./system-actor.server";

/** Whose account it is; null where there is none. For the machine's terminal. */
export async function personOfLogin(login: string): Promise<string | null> {
  const found = await inUnitOfWork(systemActor("terminal"), (uow) => credentialOfLogin(uow, login.trim().toLowerCase()));
  return found?.personId ?? null;
}

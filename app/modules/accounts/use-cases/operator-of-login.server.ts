import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { credentialOfLogin } from "../data/credentials.server";
import { grantsInForce } from "../data/grants.server";
import { touchesArea } from "../domain/grant";
import { systemActor } from "./system-actor.server";

/**
 * Whose account it is, where it is an operator's of this city; null for every other login, known or not: whoever asks learns
 * nothing of accounts that are not operators'.
 */
export const operatorOfLogin = (login: string, cityCode: string): Promise<string | null> =>
  inUnitOfWork(systemActor("operator-membership", { areaCode: "" }), async (uow) => {
    const found = await credentialOfLogin(uow, login.trim().toLowerCase());
    if (!found) return null;
    const grants = await grantsInForce(uow, found.personId, today(), now());
    return grants.some((grant) => grant.role === "operator" && touchesArea(grant, cityCode)) ? found.personId : null;
  });

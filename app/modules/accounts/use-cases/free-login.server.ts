import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { loginOfSameLook } from "../data/credentials.server";
import { chosenLogin, type LoginProblem } from "../domain/login";
import { systemActor } from "./system-actor.server";

export type LoginRefusal =
  | LoginProblem
  | { readonly kind: "login-taken"; readonly login: string }
  /** another's differs from it by signs that are read for one another */
  | { readonly kind: "login-alike"; readonly login: string };

/**
 * A login as it may be given to this person; until the transaction ends nobody else is given one that looks like it. All accounts
 * are looked at, also those the actor may not see: of them nothing is told but that one is there.
 */
export async function freeLogin(uow: UnitOfWork, personId: string | null, typed: string): Promise<Verdict<string, LoginRefusal>> {
  const chosen = chosenLogin(typed);
  if (!chosen.ok) return chosen;
  const login = chosen.value;
  const other = await actAs(uow, systemActor("login"), (inside) => loginOfSameLook(inside, login, personId));
  if (other === null) return granted(login);
  return refused({ kind: other === login ? "login-taken" : "login-alike", login });
}

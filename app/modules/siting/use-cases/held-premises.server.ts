import type { Actor } from "~/modules/accounts/domain/actor";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findPremises, type StandingPremises } from "../data/premises-rows.server";
import type { PremisesRefusal } from "../domain/premises/premises-refusal";
import { mayKeepPremises } from "./may-keep-premises.server";

/** Premises held against everybody else, for whoever may change them there. */
export async function heldPremises(
  uow: UnitOfWork,
  actor: Actor,
  id: string,
): Promise<Verdict<StandingPremises, PremisesRefusal>> {
  const seen = await findPremises(uow, id);
  if (seen && !mayKeepPremises(actor, seen.premises.areaCode)) return refused({ kind: "beyond-own" });
  const found = seen && (await findPremises(uow, id, true));
  return found ? granted(found) : refused({ kind: "not-there" });
}

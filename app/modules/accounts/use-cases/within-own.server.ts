import { today } from "~/platform/clock.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import { grantsHeldFrom } from "../data/grants.server";
import type { Grant } from "../domain/grant";
import { mayIn, type Granted } from "../domain/may";
import { systemActor } from "./system-actor.server";

/** The system looks: grants beyond the actor's own are out of the actor's sight, and those are the ones that matter here. */
const heldBy = (uow: UnitOfWork, personId: string): Promise<Grant[]> =>
  actAs(uow, systemActor("within-own"), (inside) => grantsHeldFrom(inside, personId, today()));

/**
 * Whether everything somebody holds, now or later, themselves or on behalf of others, lies within what the actor administers.
 * Who can hand out a way in, or shut it, for somebody who may more than they do has all that the other has.
 */
export async function holdsNothingBeyond(uow: UnitOfWork, actor: Granted, personId: string): Promise<boolean> {
  const held = await heldBy(uow, personId);
  return held.every(({ areaCode, line }) => mayIn(actor, "write:grants", areaCode, line));
}

/** Whether somebody does nothing but visit, where the actor looks after phones: a bound phone opens no desk. */
export async function onlyVisitsWithin(uow: UnitOfWork, actor: Granted, personId: string): Promise<boolean> {
  const held = await heldBy(uow, personId);
  return held.every(({ role, areaCode, line }) => role === "caregiver" && mayIn(actor, "bind:devices", areaCode, line));
}

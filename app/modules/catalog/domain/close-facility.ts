// Decides what closing means: from that day on nothing is offered and no place exists, while every earlier day keeps its
// offerings and capacities, so a count of yesterday reads the same tomorrow.
import { granted, type Verdict } from "~/shared/verdict";
import type { Facility } from "./facility";
import { endOffering } from "./facility-draft";
import { changeState, type StateChange, type StateRefusal } from "./life-cycle";

/** The facility after its state changes; a closing ends its offerings, capacities and prices the same day. */
export function withState(facility: Facility, change: StateChange): Verdict<Facility, StateRefusal> {
  const life = changeState(facility.life, change);
  if (!life.ok) return life;
  const offerings =
    change.to === "closed" ? facility.offerings.flatMap((offering) => endOffering(offering, change.on)) : facility.offerings;
  return granted({ ...facility, life: life.value, offerings });
}

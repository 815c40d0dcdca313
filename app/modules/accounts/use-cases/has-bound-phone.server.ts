import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { hasBoundDevice } from "../data/bound-devices.server";
import { systemActor } from "./system-actor.server";

/** Whether somebody was given a phone to come in by. */
export const hasBoundPhone = (personId: string): Promise<boolean> =>
  inUnitOfWork(systemActor("sign-in"), (uow) => hasBoundDevice(uow, personId));

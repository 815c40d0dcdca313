import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { listGrants, type ReviewedGrant } from "../data/access-review.server";
import type { Actor } from "../domain/actor";
import { may } from "../domain/may";

/** A grant nobody used for a quarter of a year is asked about. */
export const IDLE_DAYS = 90;
const MOST = 500;

/** Who can see what in the actor's own area and line, and since when they did not; only the idle ones if so asked. */
export const accessReview = async (actor: Actor, { onlyIdle }: { readonly onlyIdle: boolean }): Promise<ReviewedGrant[]> =>
  may(actor, "read:people") ? inUnitOfWork(actor, (uow) => listGrants(uow, today(), onlyIdle ? IDLE_DAYS : 0, MOST)) : [];

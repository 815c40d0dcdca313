import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addStep, findOrder, type FoundOrder, holdOrder, isStaffNear } from "../data/order-record.server";
import { MOST_NOTE, type SaidOfStep } from "../domain/step-said";
import { closesUnasked, refusalOf, stateAfter, type OrderState, type StepKind, type StepRefusal } from "../domain/work-order";
import { alarmsAfterStep } from "./order-alarms.server";

export type TakeRefusal = {
  readonly kind:
    | StepRefusal
    | "not-there"
    | "changed-meanwhile"
    | "say-how"
    | "say-whom"
    | "say-whether"
    | "say-how-well"
    | "say-why"
    | "never-asked"
    | "dissatisfied"
    | "too-long";
};

/** One step of an order, by whoever may take it now; `version` is what the actor saw of it. */
export const takeStep = (
  actor: Actor,
  city: City,
  id: string,
  said: SaidOfStep,
  version: number | null,
): Promise<Verdict<OrderState, TakeRefusal>> =>
  inUnitOfWork<Verdict<OrderState, TakeRefusal>>(actor, (uow) => takeStepIn(uow, actor, city, id, said, version));

/** The same within somebody's transaction. */
export async function takeStepIn(
  uow: UnitOfWork,
  actor: Actor,
  city: City,
  id: string,
  said: SaidOfStep,
  version: number | null,
  /** done and closed in one go by whoever was there: they have been asked */
  isAtOnce = false,
): Promise<Verdict<OrderState, TakeRefusal>> {
  const isHeld = await holdOrder(uow, id);
  const order = await findOrder(uow, id);
  if (!order || order.cityCode !== city.code) return refused({ kind: "not-there" });
  const { areaCode, line } = order;
  const mayAct = mayIn(actor, "act:work-orders", areaCode, line);
  if (!isHeld || (!mayAct && order.assignedId !== actor.personId)) return refused({ kind: "not-permitted" });
  if (version !== null && version !== order.version) return refused({ kind: "changed-meanwhile" });
  const refusal = refusalOf(order, said.kind, { personId: actor.personId, mayAct });
  if (refusal) return refused({ kind: refusal });
  const missing = await missingOf(uow, city, order, said, isAtOnce);
  if (missing) return refused({ kind: missing });
  const at = now();
  await addStep(uow, id, said, at);
  const state = stateAfter(order, said.kind, said.isSettled ?? true);
  await alarmsAfterStep(uow, order, { kind: said.kind, assignedId: said.assignedId, state }, at);
  await recordAudit(uow, {
    ...{ action: "step:work-order", subject: { kind: "work-order", id }, areaCode, line, result: "done" },
    facts: { step: said.kind, source: order.sourceId, class: order.class, ...(said.assignedId && { to: said.assignedId }) },
  });
  return granted(state);
}

/** What a step is to say and does not. */
async function missingOf(
  uow: UnitOfWork,
  city: City,
  { line, areaCode, satisfaction }: FoundOrder,
  said: SaidOfStep,
  isAtOnce: boolean,
): Promise<TakeRefusal["kind"] | null> {
  if (said.note.length > MOST_NOTE) return "too-long";
  const needs: Partial<Record<StepKind, TakeRefusal["kind"] | null>> = {
    acted: said.how === null ? "say-how" : null,
    verified: said.isSettled === null ? "say-whether" : said.isSettled || said.note !== "" ? null : "say-why",
    "called-back": said.satisfaction === null ? "say-how-well" : null,
    raised: said.note === "" ? "say-why" : null,
    closed: !isAtOnce && said.note === "" ? closesUnasked(satisfaction) : null,
  };
  if (said.kind !== "assigned") return needs[said.kind] ?? null;
  const isThere = said.assignedId !== null && (await isStaffNear(uow, line, areaCode, today(city.timeZone), said.assignedId));
  return isThere ? null : "say-whom";
}

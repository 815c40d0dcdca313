import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Alarm } from "../data/alarms.server";
import { ordersOf } from "../data/order-list.server";
import { addStep, findOrder, holdOrder, type FoundOrder } from "../data/order-record.server";
import type { Found } from "../domain/alarm";
import type { SaidOfStep } from "../domain/step-said";
import { answeredHow, isToBeDone, ringIsAnswered, type OrderState, type Settlement, type StepKind } from "../domain/work-order";
import { acceptFor, alarmsAbout, settleByItself } from "./open-alarm.server";

/** A finding's word among the sources of orders: a danger rings by its finding as well. */
const FINDING = "finding";

/** What a step of an order does to the alarms about it: taking it up accepts them or ends them, acting on it ends them, and so does looking. */
export async function alarmsAfterStep(
  uow: UnitOfWork,
  { id, cityCode, sourceKind, sourceId }: FoundOrder,
  { kind, assignedId, state }: { readonly kind: StepKind; readonly assignedId: string | null; readonly state: OrderState },
  at: Date,
): Promise<void> {
  const personId = uow.actor.personId;
  const about = [
    ...(sourceKind === FINDING ? await alarmsAbout(uow, cityCode, FINDING, [sourceId]) : []),
    ...(await alarmsAbout(uow, cityCode, "work-order", [id])),
  ];
  for (const alarm of about.filter(({ settledAt }) => settledAt === null)) {
    const isAnswered = alarm.why ? ringIsAnswered(alarm.why, state) : !isToBeDone(state);
    const how = answeredHow(alarm.why, kind);
    if (isAnswered) await settleByItself(uow, alarm, { how, personId, visitId: null, answeredAt: at }, at);
    else if (kind === "accepted" || kind === "assigned") await acceptFor(uow, alarm, assignedId ?? personId, at);
  }
}

const SAID_NOTHING = { note: "", assignedId: null, how: null, isSettled: null, satisfaction: null } as const;

/** 签收 of the alarm is 签收 of its order: one thing, whichever page it is done on. Whoever was told needs no other right. */
export async function acceptOrderOf(uow: UnitOfWork, alarm: Alarm, at: Date): Promise<void> {
  await stepOfAlarm(uow, alarm, (state) => (state === "received" ? { ...SAID_NOTHING, kind: "accepted" } : null), at);
  const { personId } = uow.actor;
  if (alarm.why === "unaccepted")
    await settleByItself(uow, alarm, { how: "accepted", personId, visitId: null, answeredAt: at }, at);
}

const HOW: Readonly<Partial<Record<Found, Settlement>>> = {
  ...{ well: "not-needed", mistake: "not-needed", helped: "on-the-spot", emergency: "medical", "in-hospital": "medical" },
};

/** Whoever ends a danger's alarm by hand has acted on its order; where somebody else is to look, it waits for them. */
export const actOnOrderOf = (uow: UnitOfWork, alarm: Alarm, found: Found, at: Date): Promise<void> =>
  stepOfAlarm(
    uow,
    alarm,
    (state) => (isToBeDone(state) ? { ...SAID_NOTHING, kind: "acted", how: HOW[found] ?? "other" } : null),
    at,
  );

/** Locks the order an alarm is about, before the alarm: whoever takes a step of an order holds both in that turn. */
export async function holdOrderOf(uow: UnitOfWork, { source, areaCode }: Alarm): Promise<void> {
  if (source.kind !== FINDING && source.kind !== "work-order") return;
  await actAs(uow, systemActor("open-orders", { areaCode, personId: uow.actor.personId }), async (step) => {
    const [of] = source.kind === FINDING ? await ordersOf(step, FINDING, [source.id]) : [source];
    if (of) await holdOrder(step, of.id);
  });
}

async function stepOfAlarm(
  uow: UnitOfWork,
  { source, areaCode, line }: Alarm,
  stepIn: (state: OrderState) => SaidOfStep | null,
  at: Date,
): Promise<void> {
  if (source.kind !== FINDING && source.kind !== "work-order") return;
  const onBehalf = systemActor("open-orders", { areaCode, personId: uow.actor.personId });
  const done = await actAs(uow, onBehalf, async (step) => {
    const [of] = source.kind === FINDING ? await ordersOf(step, FINDING, [source.id]) : [await findOrder(step, source.id)];
    const said = of ? stepIn(of.state) : null;
    if (!of || !said) return null;
    await addStep(step, of.id, said, at);
    return { id: of.id, of: of.class, step: said.kind };
  });
  if (!done) return;
  await recordAudit(uow, {
    ...{ action: "step:work-order", subject: { kind: "work-order", id: done.id }, areaCode, line, result: "done" },
    facts: { step: done.step, source: source.id, class: done.of },
  });
}

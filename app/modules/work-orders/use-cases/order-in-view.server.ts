import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { alarmRunning } from "../data/order-rings.server";
import { photosOf } from "../data/order-photos.server";
import { findOrder, type FoundOrder, namesOfStaff, staffNear, stepsOf } from "../data/order-record.server";
import type { OrderPhotoSaid, OrderStep } from "../domain/listed-order";
import { nextSteps, refusalOf, stepsFor, type StepKind } from "../domain/work-order";

export interface OrderInView {
  readonly order: FoundOrder;
  readonly steps: readonly OrderStep[];
  readonly photos: readonly OrderPhotoSaid[];
  /** whoever stands in the steps, by id */
  readonly people: Readonly<Record<string, string>>;
  /** what the reader may do now, the obvious first */
  readonly may: readonly StepKind[];
  /** somebody else has to look at it, not the reader */
  readonly isForSecond: boolean;
  readonly mayAddPhotos: boolean;
  /** the alarm that runs about it: address, numbers and who was told stand there */
  readonly alarmId: string | null;
  /** who can be sent, where the reader may send */
  readonly staff: readonly { readonly id: string; readonly name: string; readonly role: string }[];
}

/** One order with everything that was done about it; null where the reader sees none. */
export const orderInView = (actor: Actor, city: City, id: string): Promise<OrderInView | null> =>
  inUnitOfWork(actor, async (uow) => {
    const order = await findOrder(uow, id);
    if (!order || order.cityCode !== city.code) return null;
    const steps = await stepsOf(uow, id);
    const photos = await photosOf(uow, id);
    const mayAct = mayIn(actor, "act:work-orders", order.areaCode, order.line);
    const who = { personId: actor.personId, mayAct };
    const may = stepsFor(order, who);
    const ids = [
      order.assignedId,
      ...steps.flatMap((step) => [step.personId, step.assignedId]),
      ...photos.map((one) => one.addedBy),
    ];
    return {
      alarmId: await alarmRunning(uow, order),
      ...{ order, steps, photos, may, people: await namesOfStaff(uow, ids) },
      isForSecond: nextSteps(order).some((kind) => refusalOf(order, kind, who) === "second-person"),
      mayAddPhotos: order.state !== "closed" && (mayAct || order.assignedId === actor.personId),
      staff: may.includes("assigned") ? await staffNear(uow, order.line, order.areaCode, today(city.timeZone)) : [],
    };
  });

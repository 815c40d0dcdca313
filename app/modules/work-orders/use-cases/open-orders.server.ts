import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { now } from "~/platform/clock.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import { addOrders } from "../data/order-record.server";
import { classOfTopic } from "../domain/work-order";

/** Something that somebody is to answer for: which record it stands in, and one word of what it is about. */
export interface OrderSource {
  readonly kind: string;
  readonly id: string;
  readonly topic: string;
  /** plain words of what it is, in the words of its source: which danger */
  readonly signs: readonly string[];
  readonly foundAt: Date;
}

/**
 * 受理: an order for each, in the transaction of whoever found it. Whoever finds something need not be allowed to act on it, so
 * this is done within the area on their behalf, and bears their name.
 */
export function openOrders(
  uow: UnitOfWork,
  place: { readonly cityCode: string; readonly line: Line; readonly areaCode: string },
  sources: readonly OrderSource[],
): Promise<void> {
  if (sources.length === 0) return Promise.resolve();
  const receivedAt = now();
  const opener = systemActor("open-orders", { areaCode: place.areaCode, personId: uow.actor.personId });
  return actAs(uow, opener, (step) =>
    addOrders(
      step,
      sources.map(({ kind, id, topic, signs, foundAt }) => ({
        ...place,
        ...{ sourceKind: kind, sourceId: id, topic, signs, class: classOfTopic(topic), foundAt, receivedAt },
      })),
    ),
  );
}

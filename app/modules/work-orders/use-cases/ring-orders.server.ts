import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cityIn } from "~/modules/places/use-cases/current-city.server";
import { factsOf, idFact } from "~/platform/log-facts.server";
import { log } from "~/platform/log.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { workdays } from "~/platform/workdays.server";
import type { Alarm } from "../data/alarms.server";
import { findOrder } from "../data/order-record.server";
import { holdRinging, ringAgainAt, ringWhenLate, type Ringing } from "../data/order-rings.server";
import { ladderAbove, type Rung } from "../domain/alarm";
import { ringsInOffice, whenOpen } from "../domain/office-hours";
import { answeredHow, ringIsAnswered, type OrderClass } from "../domain/work-order";
import { alarmsAbout, ladderOf, openAlarm, settleByItself, type Answered } from "./open-alarm.server";

/** One run ends after so many; the next minute's goes on. */
const MOST = 500;
const PUT_OFF_MS = 5 * 60_000;

/**
 * Orders nobody took up in time, late ones, and those that wait too long for a second person: each opens an alarm. One that fails is
 * logged and put off; those behind it ring.
 */
export async function ringOrders(at: Date): Promise<void> {
  const failed: string[] = [];
  for (let n = 0; n < MOST; n++) if (!(await ringOne(at, failed))) return;
}

async function ringOne(at: Date, failed: string[]): Promise<boolean> {
  let id: string | null = null;
  try {
    return await inUnitOfWork(systemActor("alarms"), async (uow) => {
      const order = await holdRinging(uow, at, failed);
      if (!order) return false;
      id = order.id;
      await ring(uow, order, at);
      return true;
    });
  } catch (error) {
    if (id === null) throw error;
    failed.push(id);
    log("error", "a work order could not ring and is put off", { order: idFact(id), ...factsOf(error) });
    await putOff(id, at);
    return true;
  }
}

async function putOff(id: string, at: Date): Promise<void> {
  try {
    await inUnitOfWork(systemActor("alarms"), (uow) => ringAgainAt(uow, id, new Date(at.getTime() + PUT_OFF_MS)));
  } catch (error) {
    log("error", "a work order could not be put off", { order: idFact(id), ...factsOf(error) });
  }
}

async function ring(uow: UnitOfWork, order: Ringing, at: Date): Promise<void> {
  const open = await ringsAt(uow, order, at);
  if (open > at) {
    await ringAgainAt(uow, order.id, open);
    return;
  }
  // Whoever was told that nobody took it up is told anew that it is late.
  for (const alarm of await alarmsAbout(uow, order.cityCode, "work-order", [order.id]))
    if (!alarm.settledAt)
      await settleByItself(uow, alarm, { how: "rings-anew", personId: null, visitId: null, answeredAt: at }, at);
  await openAlarm(uow, await happenedTo(uow, order), at);
  if (order.why === "unaccepted") await ringWhenLate(uow, order.id, at);
  else await ringAgainAt(uow, order.id, null);
}

/** When an order may be told of: now, or when the office opens. */
async function ringsAt(
  uow: UnitOfWork,
  { cityCode, class: of }: { readonly cityCode: string; readonly class: OrderClass },
  at: Date,
): Promise<Date> {
  if (!ringsInOffice(of)) return at;
  const timeZone = (await cityIn(uow, cityCode))?.timeZone ?? "Asia/Shanghai";
  return whenOpen(at, timeZone, workdays(timeZone).isWorkday);
}

/** When an alarm may take its step: at once, but about an order that has time. */
export async function turnsAt(uow: UnitOfWork, { source }: Alarm, at: Date): Promise<Date> {
  const order = source.kind === "work-order" ? await findOrder(uow, source.id) : null;
  return order ? ringsAt(uow, order, at) : at;
}

async function happenedTo(uow: UnitOfWork, { id, cityCode, areaCode, line, class: of, signs, assignedId, ringAt, why }: Ringing) {
  const ladder = await ladderOf(uow, cityCode, of === "danger" ? "finding" : "work-order");
  const isAbove = why === "second" || why === "handed-up";
  return {
    ...{ source: { kind: "work-order" as const, id }, cityCode, areaCode, line, signs, beganAt: ringAt, why },
    // Whoever acted is not asked to look at it; whoever was sent and is late hears first.
    visitorId: why === "overdue" ? assignedId : null,
    ladder: atOnce(isAbove ? ladderAbove(ladder) : ladder),
  };
}

/** Its time is over already: the first rung has none left. */
const atOnce = ([own, ...others]: readonly Rung[]): readonly Rung[] => (own ? [{ ...own, minutes: 0 }, ...others] : []);

/** What became of an order answers its alarm. */
export async function orderAnswered(uow: UnitOfWork, { source, why }: Alarm, at: Date): Promise<Answered | null> {
  const order = why && (await findOrder(uow, source.id));
  if (!order || !ringIsAnswered(why, order.state)) return null;
  return { how: answeredHow(why, null), personId: null, visitId: null, answeredAt: at };
}

import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addClassClock, classClocks, type ClassChange, type ClassClock } from "../data/order-classes.server";
import { ORDER_CLASSES } from "../domain/work-order";

export type { ClassClock };
export const MOST_HOURS = 2160;
export type ClassRefusal = { readonly kind: "not-permitted" | "no-such-class" | "hours" | "say-why" };

/** The clocks in force in a city, in the order of the classes. */
export const classesInView = (actor: Actor, city: City): Promise<ClassClock[]> =>
  inUnitOfWork(actor, async (uow) => {
    const clocks = await classClocks(uow, city.code);
    return ORDER_CLASSES.flatMap((key) => clocks.filter((clock) => clock.class === key));
  });

export const mayChangeClasses = (actor: Actor, city: City): boolean =>
  mayIn(actor, "act:work-orders", city.code, "civil-affairs");

/** Another clock for a class, for orders from now on; those that run keep theirs. */
export async function changeClass(
  actor: Actor,
  city: City,
  said: { readonly class: string; readonly dueHours: number; readonly asksSecond: boolean; readonly reason: string },
): Promise<Verdict<ClassChange, ClassRefusal>> {
  if (!mayChangeClasses(actor, city)) return refused({ kind: "not-permitted" });
  const key = ORDER_CLASSES.find((known) => known === said.class);
  if (!key) return refused({ kind: "no-such-class" });
  const { dueHours, asksSecond } = said;
  if (!Number.isInteger(dueHours) || dueHours < 1 || dueHours > MOST_HOURS) return refused({ kind: "hours" });
  const reason = said.reason.trim();
  if (reason.length < 2 || reason.length > 300) return refused({ kind: "say-why" });
  const change = { class: key, dueHours, asksSecond, reason };
  return inUnitOfWork<Verdict<ClassChange, ClassRefusal>>(actor, async (uow) => {
    await addClassClock(uow, city.code, change);
    await recordAudit(uow, {
      ...{ action: "change:order-class", subject: { kind: "work-order-class", id: key }, areaCode: city.code },
      ...{ line: "civil-affairs", result: "done", facts: { hours: dueHours, second: asksSecond } },
    });
    return granted(change);
  });
}

import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { valuesForVisit } from "~/modules/residents/use-cases/values-for-visit.server";
import { alarmInView } from "~/modules/work-orders/use-cases/alarms-in-view.server";
import { noteCall, type CallRefusal } from "~/modules/work-orders/use-cases/note-call.server";
import { ALARMS } from "~/modules/work-orders/use-cases/open-alarm.server";
import { today } from "~/platform/clock.server";
import { actAs, inUnitOfWork } from "~/platform/unit-of-work.server";
import { refused, type Verdict } from "~/shared/verdict";
import { calledTo } from "../data/watch-figures.server";

export interface CallTyped {
  /** «resident», or a contact's id */
  readonly whom: string;
  readonly result: string;
  readonly words: string;
  readonly isCorrection: boolean;
}

/** What somebody typed of a call. */
export function callFromForm(form: FormData): CallTyped {
  const text = (name: string): string => String(form.get(name) ?? "").slice(0, 2_000);
  return { whom: text("whom"), result: text("result"), words: text("words"), isCorrection: text("corrects") === "yes" };
}

/** «I rang»: whom, at the number that is on record, and what came of it. Where there is no number nobody was rung. */
export const callAboutAlarm = (
  actor: Actor,
  city: City,
  id: string,
  { whom, ...typed }: CallTyped,
): Promise<Verdict<null, CallRefusal | { readonly kind: "not-there" | "not-permitted" | "settled-already" | "no-number" }>> =>
  inUnitOfWork(actor, async (uow) => {
    const found = await alarmInView(uow, actor, id);
    const [door] = found ? await calledTo(uow, [id]) : [];
    if (!found || !door || found.alarm.cityCode !== city.code) return refused({ kind: "not-there" as const });
    if (!found.mayAct) return refused({ kind: "not-permitted" as const });
    if (found.alarm.settledAt) return refused({ kind: "settled-already" as const });
    const [values] = await actAs(uow, ALARMS(city.code), (step) => valuesForVisit(step, [door.residentId], today(city.timeZone)));
    const contact = values?.contacts.find((one) => one.id === whom);
    const rung = whom === "resident" ? { name: door.name, phone: values?.phone } : contact;
    if (!rung?.phone) return refused({ kind: "no-number" as const });
    const callee = whom === "resident" ? ("resident" as const) : ("contact" as const);
    return noteCall(uow, actor, found.alarm, { ...typed, callee, name: rung.name, number: rung.phone });
  });

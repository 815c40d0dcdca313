import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addSteps, changeAlarm, holdAlarm, toldOf, type Alarm } from "../data/alarms.server";
import { DEEDS, FOUND, turnAfterAccepting } from "../domain/alarm";

export type AlarmRefusal = {
  readonly kind: "not-there" | "not-permitted" | "settled-already" | "taken-already" | "no-such-deed";
};
type Answer = Promise<Verdict<string, AlarmRefusal>>;

/** «I take it», «I am going», «I rang»: whoever was told says so, and whoever writes visits there. */
export const sayOfAlarm = (actor: Actor, id: string, said: string): Answer =>
  withAlarm(actor, id, async (uow, alarm) => {
    const deed = DEEDS.find((one) => one === said);
    if (!deed) return refused({ kind: "no-such-deed" });
    const isTaken = alarm.acceptedBy !== null && alarm.acceptedBy !== actor.personId;
    if (deed === "accepted" && isTaken) return refused({ kind: "taken-already" });
    const at = now();
    if (deed !== "rang" && alarm.acceptedBy === null) {
      const nextAt = turnAfterAccepting(alarm.ladder, alarm.rung, at);
      await changeAlarm(uow, alarm.id, { acceptedBy: actor.personId, acceptedAt: at, nextAt });
    }
    const step = { rung: alarm.rung, personId: actor.personId, areaCode: null, plannedAt: at, doneAt: at, detail: "" };
    await addSteps(uow, alarm.id, [{ ...step, kind: deed }]);
    await audited(uow, alarm, deed);
    return granted(id);
  });

/** Ends it by hand, with what was found. */
export const settleAlarm = (actor: Actor, id: string, found: string): Answer =>
  withAlarm(actor, id, async (uow, alarm) => {
    const how = FOUND.find((one) => one === found);
    if (!how) return refused({ kind: "no-such-deed" });
    const at = now();
    await changeAlarm(uow, alarm.id, { nextAt: null, settledAt: at, settledBy: actor.personId, settledHow: how });
    await addSteps(uow, alarm.id, [
      { rung: alarm.rung, kind: "settled", personId: actor.personId, areaCode: null, plannedAt: at, doneAt: at, detail: how },
    ]);
    await audited(uow, alarm, how);
    return granted(id);
  });

const audited = (uow: UnitOfWork, { id, areaCode, line, source }: Alarm, how: string) =>
  recordAudit(uow, {
    ...{ action: "act-on:alarm", subject: { kind: "alarm", id }, areaCode, line, result: "done" },
    facts: { how, source: source.kind },
  });

function withAlarm(actor: Actor, id: string, step: (uow: UnitOfWork, alarm: Alarm) => Answer): Answer {
  if (!isUuid(id)) return Promise.resolve(refused({ kind: "not-there" }));
  return inUnitOfWork<Verdict<string, AlarmRefusal>>(actor, async (uow) => {
    const alarm = await holdAlarm(uow, id);
    if (!alarm) return refused({ kind: "not-there" });
    const isTold = (await toldOf(uow, id)).includes(actor.personId);
    if (!isTold && !mayIn(actor, "write:visits", alarm.areaCode, alarm.line)) return refused({ kind: "not-permitted" });
    if (alarm.settledAt) return refused({ kind: "settled-already" });
    return step(uow, alarm);
  });
}

import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addSteps, changeAlarm, findAlarm, holdAlarm, isToldOn, toldOf, type Alarm } from "../data/alarms.server";
import { CALL_RESULTS, DEEDS, FOUND } from "../domain/alarm";
import { acceptFor } from "./open-alarm.server";
import { acceptOrderOf, actOnOrderOf, holdOrderOf } from "./order-alarms.server";

export type AlarmRefusal = {
  readonly kind:
    "not-there" | "not-permitted" | "settled-already" | "taken-already" | "no-such-deed" | "answer-first" | "settles-with-order";
};
type Answer = Promise<Verdict<string, AlarmRefusal>>;

/** «I take it», «I am going»: whoever was told says so, and whoever writes visits there. Of an order it is the same as accepting that. */
export const sayOfAlarm = (actor: Actor, id: string, said: string): Answer =>
  withAlarm(actor, id, async (uow, alarm) => {
    const deed = DEEDS.find((one) => one === said);
    if (!deed) return refused({ kind: "no-such-deed" });
    const isTaken = alarm.acceptedBy !== null && alarm.acceptedBy !== actor.personId;
    if (deed === "accepted" && isTaken) return refused({ kind: "taken-already" });
    const at = now();
    if (alarm.acceptedBy === null) {
      await acceptFor(uow, alarm, actor.personId, at);
      await acceptOrderOf(uow, alarm, at);
    }
    const step = { rung: alarm.rung, personId: actor.personId, areaCode: null, plannedAt: at, doneAt: at, detail: "" };
    if (deed === "going") await addSteps(uow, alarm.id, [{ ...step, kind: deed }]);
    await audited(uow, alarm, deed);
    return granted(id);
  });

/** Ends it by hand, with what was found. */
export const settleAlarm = (actor: Actor, id: string, found: string): Answer =>
  withAlarm(actor, id, async (uow, alarm) => {
    const how = FOUND.find((one) => one === found);
    if (!how) return refused({ kind: "no-such-deed" });
    if (alarm.source.kind === "family-request") return refused({ kind: "answer-first" });
    if (alarm.source.kind === "work-order") return refused({ kind: "settles-with-order" });
    const at = now();
    await changeAlarm(uow, alarm.id, { nextAt: null, settledAt: at, settledBy: actor.personId, settledHow: how });
    await addSteps(uow, alarm.id, [
      { rung: alarm.rung, kind: "settled", personId: actor.personId, areaCode: null, plannedAt: at, doneAt: at, detail: how },
    ]);
    await actOnOrderOf(uow, alarm, how, at);
    // What was found is somebody's health: it stands on the alarm, which goes one day, and not in the chain, which stays.
    await audited(uow, alarm, "settled");
    return granted(id);
  });

/** Somebody who was told was rung up: reached or not, it stands among the steps of the turn in which they were told. */
export const phoned = (
  actor: Actor,
  id: string,
  { personId, rung, result }: { readonly personId: string; readonly rung: number; readonly result: string },
): Answer =>
  withAlarm(actor, id, async (uow, alarm) => {
    const detail = CALL_RESULTS.find((one) => one === result);
    if (!detail || !(await isToldOn(uow, id, rung, personId))) return refused({ kind: "no-such-deed" });
    const at = now();
    const step = { rung, personId, areaCode: null, plannedAt: at, doneAt: at };
    await addSteps(uow, id, [{ ...step, kind: "phoned", detail }]);
    await audited(uow, alarm, "phoned");
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
    const seen = await findAlarm(uow, id);
    if (seen) await holdOrderOf(uow, seen);
    const alarm = await holdAlarm(uow, id);
    if (!alarm) return refused({ kind: "not-there" });
    const isTold = (await toldOf(uow, id)).includes(actor.personId);
    if (!isTold && !mayIn(actor, "write:visits", alarm.areaCode, alarm.line)) return refused({ kind: "not-permitted" });
    if (alarm.settledAt) return refused({ kind: "settled-already" });
    return step(uow, alarm);
  });
}

import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { factsOf, idFact } from "~/platform/log-facts.server";
import { log } from "~/platform/log.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { addSteps, changeAlarm, holdAlarm, holdDueAlarm, toldOf, type Alarm } from "../data/alarms.server";
import { onDutyAt } from "../domain/duty-roster";
import { walkOn } from "../domain/alarm";
import { rosterOf } from "./duty-roster.server";
import { settleByItself, type Answered } from "./open-alarm.server";

/** Whoever keeps what an alarm is about says whether it was answered since; null = not that they know. */
export type AnsweredSince = (uow: UnitOfWork, alarm: Alarm) => Promise<Answered | null>;

/** One run ends after so many; the next minute's goes on. */
const MOST = 2_000;
/** One that cannot take its step is tried again after so long; those behind it do not wait. */
const PUT_OFF_MS = 5 * 60_000;

/**
 * Every alarm whose turn it is takes its next step, each in a transaction of its own: a run that is killed has done its steps or
 * not, two runs at once share them out, and after an outage the steps come late and say so. One that fails is logged and put off.
 * @returns how many steps were taken
 */
export async function walkAlarms(at: Date, answeredSince: AnsweredSince): Promise<number> {
  let steps = 0;
  for (let n = 0; n < MOST; n++) {
    const walked = await walkOne(at, answeredSince);
    if (walked === "none") break;
    if (walked === "done") steps++;
  }
  return steps;
}

async function walkOne(at: Date, answeredSince: AnsweredSince): Promise<"done" | "put-off" | "none"> {
  let id: string | null = null;
  try {
    const isDone = await inUnitOfWork(systemActor("alarms"), async (uow) => {
      const alarm = await holdDueAlarm(uow, at);
      if (!alarm?.nextAt) return false;
      id = alarm.id;
      await takeTurn(uow, { ...alarm, nextAt: alarm.nextAt }, at, answeredSince);
      return true;
    });
    return isDone ? "done" : "none";
  } catch (error) {
    if (id === null) throw error;
    await putOff(id, at, error);
    return "put-off";
  }
}

async function putOff(id: string, at: Date, error: unknown): Promise<void> {
  log("error", "an alarm could not take its step and is put off", { alarm: idFact(id), ...factsOf(error) });
  await inUnitOfWork(systemActor("alarms"), async (uow) => {
    const alarm = await holdAlarm(uow, id);
    const isStillDue = alarm?.settledAt === null && alarm.nextAt !== null && alarm.nextAt <= at;
    if (isStillDue) await changeAlarm(uow, id, { nextAt: new Date(at.getTime() + PUT_OFF_MS) });
  });
}

async function takeTurn(uow: UnitOfWork, alarm: Alarm & { readonly nextAt: Date }, at: Date, answeredSince: AnsweredSince) {
  const answered = await answeredSince(uow, alarm);
  if (answered) {
    await settleByItself(uow, alarm, answered, at);
    return;
  }
  const city = await cityByCode(alarm.cityCode);
  const timeZone = city?.timeZone ?? "Asia/Shanghai";
  const roster = await rosterOf(uow, { code: alarm.cityCode, timeZone }, [alarm.areaCode], at, at, alarm.line);
  const told = await toldOf(uow, alarm.id);
  const walked = walkOn({ ...alarm, told }, at, (areaCode) => onDutyAt(roster, areaCode, at, timeZone));
  const detail = alarm.acceptedBy ? "accepted-not-settled" : "";
  await addSteps(
    uow,
    alarm.id,
    walked.steps.map((step) => ({ ...step, doneAt: at, detail })),
  );
  await changeAlarm(uow, alarm.id, { rung: walked.rung, nextAt: walked.nextAt, acceptedBy: null, acceptedAt: null });
}

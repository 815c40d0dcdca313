import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { addSteps, changeAlarm, holdDueAlarm, toldOf, type Alarm } from "../data/alarms.server";
import { onDutyAt } from "../domain/duty-roster";
import { walkOn } from "../domain/alarm";
import { rosterOf } from "./duty-roster.server";
import { settleByItself, type Answered } from "./open-alarm.server";

/** Whoever keeps what an alarm is about says whether it was answered since; null = not that they know. */
export type AnsweredSince = (uow: UnitOfWork, alarm: Alarm) => Promise<Answered | null>;

/** One run ends after so many; the next minute's goes on. */
const MOST = 2_000;

/**
 * Every alarm whose turn it is takes its next step, each in a transaction of its own: a run that is killed has done its steps or
 * not, two runs at once share them out, and after an outage the steps come late and say so.
 * @returns how many steps were taken
 */
export async function walkAlarms(at: Date, answeredSince: AnsweredSince): Promise<number> {
  let steps = 0;
  while (steps < MOST && (await walkOne(at, answeredSince))) steps++;
  return steps;
}

const walkOne = (at: Date, answeredSince: AnsweredSince): Promise<boolean> =>
  inUnitOfWork(systemActor("alarms"), async (uow) => {
    const alarm = await holdDueAlarm(uow, at);
    if (!alarm?.nextAt) return false;
    const answered = await answeredSince(uow, alarm);
    if (answered) {
      await settleByItself(uow, alarm, answered, at);
      return true;
    }
    const city = await cityByCode(alarm.cityCode);
    const timeZone = city?.timeZone ?? "Asia/Shanghai";
    const roster = await rosterOf(uow, { code: alarm.cityCode, timeZone }, [alarm.areaCode], at, at, alarm.line);
    const told = await toldOf(uow, alarm.id);
    const walked = walkOn({ ...alarm, nextAt: alarm.nextAt, told }, at, (areaCode) => onDutyAt(roster, areaCode, at, timeZone));
    const detail = alarm.acceptedBy ? "accepted-not-settled" : "";
    await addSteps(
      uow,
      alarm.id,
      walked.steps.map((step) => ({ ...step, doneAt: at, detail })),
    );
    await changeAlarm(uow, alarm.id, { rung: walked.rung, nextAt: walked.nextAt, acceptedBy: null, acceptedAt: null });
    return true;
  });

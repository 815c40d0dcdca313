import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cityIn } from "~/modules/places/use-cases/current-city.server";
import { factsOf, idFact } from "~/platform/log-facts.server";
import { log } from "~/platform/log.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { addSteps, changeAlarm, holdAlarm, holdDueAlarm, noteAsked, quietSince, type Alarm } from "../data/alarms.server";
import { isContactReached, toldInRound } from "../data/alarm-rounds.server";
import { onDutyAt } from "../domain/duty-roster";
import { nextRoundAt, walkAnew, walkOn } from "../domain/alarm";
import { rosterOf } from "./duty-roster.server";
import { settleByItself, type Answered } from "./open-alarm.server";
import { orderAnswered, ringOrders, turnsAt } from "./ring-orders.server";
import { askToTell } from "./tell-alarm.server";

/** Whoever keeps what an alarm is about says whether it was answered since; null = not that they know. */
export type AnsweredSince = (uow: UnitOfWork, alarm: Alarm) => Promise<Answered | null>;

/** One run ends after so many; the next minute's goes on. */
const MOST = 2_000;
/** How often one beyond its last rung is looked at again. */
const ASK_AGAIN_MS = 10 * 60_000;
/** One that cannot take its step is tried again after so long; those behind it do not wait. */
const PUT_OFF_MS = 5 * 60_000;

/**
 * Every alarm whose turn it is takes its next step, each in a transaction of its own: a run that is killed has done its steps or
 * not, two runs at once share them out, and after an outage the steps come late and say so. One that fails is logged and put off.
 * Orders ring after them: what an order lacks keeps nobody from an elder's door.
 * @returns how many steps were taken
 */
export async function walkAlarms(at: Date, answeredSince: AnsweredSince): Promise<number> {
  const steps = await walkDue(at, answeredSince);
  await askAgain(at, answeredSince);
  try {
    await ringOrders(at);
  } catch (error) {
    log("error", "work orders could not ring: alarms go on without them", factsOf(error));
  }
  return steps + (await walkDue(at, answeredSince));
}

async function walkDue(at: Date, answeredSince: AnsweredSince): Promise<number> {
  let steps = 0;
  for (let n = 0; n < MOST; n++) {
    const walked = await walkOne(at, answeredSince);
    if (walked === "none") break;
    if (walked === "done") steps++;
  }
  return steps;
}

/** Beyond the last rung nobody is told any more; whether it was answered since is asked again all the same. */
async function askAgain(at: Date, answeredSince: AnsweredSince): Promise<void> {
  const before = new Date(at.getTime() - ASK_AGAIN_MS);
  for (const id of await inUnitOfWork(systemActor("alarms"), (uow) => quietSince(uow, before, MOST)))
    try {
      await inUnitOfWork(systemActor("alarms"), async (uow) => {
        const alarm = await holdAlarm(uow, id);
        if (!alarm || alarm.settledAt) return;
        await noteAsked(uow, id, at);
        const answered = await answerTo(uow, alarm, answeredSince, at);
        if (answered) await settleByItself(uow, alarm, answered, at);
      });
    } catch (error) {
      log("error", "an alarm beyond its last rung could not be asked about", { alarm: idFact(id), ...factsOf(error) });
    }
}

/** An order's state is known here; everything else to whoever keeps it. */
const answerTo = (uow: UnitOfWork, alarm: Alarm, answeredSince: AnsweredSince, at: Date): Promise<Answered | null> =>
  alarm.source.kind === "work-order" ? orderAnswered(uow, alarm, at) : answeredSince(uow, alarm);

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
    if (isStillDue) await changeAlarm(uow, id, { nextAt: new Date(at.getTime() + PUT_OFF_MS), putOff: alarm.putOff + 1 });
  });
}

async function takeTurn(uow: UnitOfWork, alarm: Alarm & { readonly nextAt: Date }, at: Date, answeredSince: AnsweredSince) {
  const answered = await answerTo(uow, alarm, answeredSince, at);
  if (answered) {
    await settleByItself(uow, alarm, answered, at);
    return;
  }
  const turn = await turnsAt(uow, alarm, at);
  if (turn > at) {
    await changeAlarm(uow, alarm.id, { nextAt: turn });
    return;
  }
  const city = await cityIn(uow, alarm.cityCode);
  const timeZone = city?.timeZone ?? "Asia/Shanghai";
  const roster = await rosterOf(uow, { code: alarm.cityCode, timeZone }, [alarm.areaCode], at, at, alarm.line);
  const onDuty = (areaCode: string) => onDutyAt(roster, areaCode, at, timeZone);
  // Whoever had it in hand at the end did not settle it: that is no end.
  const isAnew = alarm.rung >= alarm.ladder.length - 1 && (alarm.acceptedBy !== null || alarm.round > 0);
  const round = alarm.round + (isAnew ? 1 : 0);
  const [told, isContactCalled] = [await toldInRound(uow, alarm), await isContactReached(uow, alarm.id)];
  const walked = isAnew ? walkAnew({ ...alarm, told }, at, onDuty) : walkOn({ ...alarm, told, isContactCalled }, at, onDuty);
  const nextAt = walked.nextAt ?? (round > 0 ? nextRoundAt(alarm, alarm.source.kind, at) : null);
  const detail = alarm.acceptedBy ? "accepted-not-settled" : "";
  // The round first: steps belong to the one their alarm is in.
  await changeAlarm(uow, alarm.id, { round, rung: walked.rung, nextAt, acceptedBy: null, acceptedAt: null, putOff: 0 });
  await addSteps(
    uow,
    alarm.id,
    walked.steps.map((step) => ({ ...step, doneAt: at, detail })),
  );
  await askToTell(uow, { ...alarm, round }, walked.steps);
}

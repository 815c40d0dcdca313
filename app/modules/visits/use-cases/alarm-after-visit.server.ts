import {
  ALARMS,
  alarmsAbout,
  openAlarm,
  settleByItself,
  triedAgain,
  type Happened,
} from "~/modules/work-orders/use-cases/open-alarm.server";
import { now } from "~/platform/clock.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import {
  alarmedVisits,
  dangersOf,
  filesOfOne,
  holdAlarmsOf,
  laterVisit,
  runningAbout,
  whereaboutsOn,
} from "../data/alarm-facts.server";
import type { VisitedResident } from "../data/visit-events.server";
import { saysWhereabouts, type VisitSaid } from "../domain/visit-log";

/** A visit that has just been written down, and who was there. */
export interface MadeVisit {
  readonly resident: VisitedResident;
  readonly said: VisitSaid;
  readonly authorId: string;
}

/**
 * A door that nobody opened sets off the ladder, in the visits' own transaction; any visit that says where somebody is ends it.
 * A record that comes in late is judged by its own time: what was settled since is not begun again. Work orders of what was found
 * are there already.
 * @param today where the register is asked whether somebody is known to be elsewhere
 */
export async function alarmsAfterVisits(
  uow: UnitOfWork,
  cityCode: string,
  visits: readonly MadeVisit[],
  today: CalendarDay,
): Promise<void> {
  const at = now();
  const inOrder = [...visits].sort((a, b) => Date.parse(a.said.beganAt) - Date.parse(b.said.beganAt));
  // Whoever hands in a visit need not see the other files of that person, nor who else was there.
  await actAs(uow, ALARMS(cityCode), async (step) => {
    for (const { resident, said, authorId } of inOrder.filter((one) => one.said.outcome === "no-answer"))
      await nobodyAnswered(step, resident.id, happenedOf(cityCode, resident, said, authorId), today, at);
    const found = inOrder.filter(({ said }) => saysWhereabouts(said.outcome));
    const running = await runningAbout(
      step,
      found.map(({ resident }) => resident.id),
    );
    for (const { resident, said, authorId } of found) {
      const answered = { how: said.outcome, personId: authorId, visitId: said.clientId, answeredAt: new Date(said.beganAt) };
      const about = running.filter(({ residentId }) => residentId === resident.id).map(({ id }) => id);
      for (const alarm of await alarmsAbout(step, cityCode, "visit", about))
        if (alarm.settledAt === null && alarm.beganAt < answered.answeredAt) await settleByItself(step, alarm, answered, at);
    }
    for (const { resident, said, authorId } of inOrder.filter((one) => one.said.findings.includes("danger")))
      for (const id of await dangersOf(step, said.clientId))
        await openAlarm(step, { ...happenedOf(cityCode, resident, said, authorId), source: { kind: "finding", id } }, at);
  });
}

const happenedOf = (cityCode: string, { areaCode, line }: VisitedResident, said: VisitSaid, visitorId: string): Happened => ({
  ...{ cityCode, areaCode, line, beganAt: new Date(said.beganAt), visitorId },
  source: { kind: "visit", id: said.clientId },
});

async function nobodyAnswered(
  uow: UnitOfWork,
  residentId: string,
  happened: Happened,
  today: CalendarDay,
  at: Date,
): Promise<void> {
  const { cityCode, beganAt, visitorId } = happened;
  const files = await filesOfOne(uow, residentId);
  await holdAlarmsOf(uow, files);
  const alarms = await alarmsAbout(uow, cityCode, "visit", await alarmedVisits(uow, files));
  const running = alarms.find(({ settledAt }) => settledAt === null);
  if (running) {
    if (running.beganAt < beganAt) await triedAgain(uow, running, visitorId, beganAt, at);
    return;
  }
  const isSettledSince = alarms.some(({ settledAt }) => settledAt !== null && settledAt > beganAt);
  if (isSettledSince || (await laterVisit(uow, files, beganAt)) || (await whereaboutsOn(uow, files, today))) return;
  await openAlarm(uow, happened, at);
}

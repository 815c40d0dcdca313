import { daysBeforeReceived } from "~/modules/work-orders/domain/due-clock";
import {
  ALARMS,
  alarmsAbout,
  lastTryInVain,
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
 * A door that nobody opened sets off the ladder, in the visits' own transaction; a visit after the last try in vain that says where
 * somebody is ends it. Records are gone through by their own time, both kinds together, however they came in: what was answered or
 * settled since is not begun again. Work orders of what was found are there already.
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
    const filesOf = await heldFiles(step, inOrder);
    const found = inOrder.filter(({ said }) => saysWhereabouts(said.outcome)).map(({ resident }) => resident.id);
    let running: readonly { residentId: string; id: string }[] | null = null;
    for (const made of inOrder) {
      const files = filesOf.get(made.resident.id);
      if (made.said.outcome === "no-answer" && files) {
        await nobodyAnswered(step, files, { ...happenedOf(cityCode, made), channel: made.said.channel }, today, at);
        running = null;
      } else if (saysWhereabouts(made.said.outcome)) {
        running ??= await runningAbout(step, found);
        const about = running.filter(({ residentId }) => residentId === made.resident.id).map(({ id }) => id);
        await answeredBy(step, cityCode, about, made, at);
      }
    }
    for (const made of inOrder.filter(({ said }) => said.findings.includes("danger")))
      for (const id of await dangersOf(step, made.said.clientId))
        await dangerRings(step, id, happenedOf(cityCode, made), made, at);
  });
}

/** A danger that was told a day late or more is told all the same, from now, to whoever is on duty: whoever found it stands there no more. */
async function dangerRings(uow: UnitOfWork, id: string, happened: Happened, { said }: MadeVisit, at: Date): Promise<void> {
  const isLate = daysBeforeReceived({ foundAt: said.beganAt, receivedAt: at.toISOString() }) !== null;
  await openAlarm(
    uow,
    {
      ...{ ...happened, source: { kind: "finding", id }, signs: said.dangers ?? [] },
      ...(isLate && { visitorId: null, turnsFrom: at }),
    },
    at,
  );
}

const happenedOf = (cityCode: string, { resident: { areaCode, line }, said, authorId }: MadeVisit): Happened => ({
  ...{ cityCode, areaCode, line, beganAt: new Date(said.beganAt), visitorId: authorId },
  source: { kind: "visit", id: said.clientId },
});

/** All files of those who did not answer, held for one writer at a time: always in the same order, so that no two wait for each other. */
async function heldFiles(uow: UnitOfWork, visits: readonly MadeVisit[]): Promise<Map<string, string[]>> {
  const vain = new Set(visits.filter(({ said }) => said.outcome === "no-answer").map(({ resident }) => resident.id));
  const filesOf = new Map<string, string[]>();
  for (const id of vain) filesOf.set(id, (await filesOfOne(uow, id)).sort());
  for (const files of [...filesOf.values()].sort((a, b) => (a[0]! < b[0]! ? -1 : 1))) await holdAlarmsOf(uow, files);
  return filesOf;
}

/** Ends what this visit answers: alarms of these doors whose last try in vain was before it. */
async function answeredBy(uow: UnitOfWork, cityCode: string, doors: readonly string[], { said, authorId }: MadeVisit, at: Date) {
  const answered = { how: said.outcome, personId: authorId, visitId: said.clientId, answeredAt: new Date(said.beganAt) };
  for (const alarm of await alarmsAbout(uow, cityCode, "visit", doors))
    if (alarm.settledAt === null && (await lastTryInVain(uow, alarm)) < answered.answeredAt)
      await settleByItself(uow, alarm, answered, at);
}

async function nobodyAnswered(
  uow: UnitOfWork,
  files: readonly string[],
  { channel, ...happened }: Happened & { readonly channel: string },
  today: CalendarDay,
  at: Date,
): Promise<void> {
  const { cityCode, beganAt, visitorId } = happened;
  const alarms = await alarmsAbout(uow, cityCode, "visit", await alarmedVisits(uow, files));
  const running = alarms.find(({ settledAt }) => settledAt === null);
  if (running) {
    if (running.beganAt < beganAt) await triedAgain(uow, running, { personId: visitorId, triedAt: beganAt, channel }, at);
    return;
  }
  // A visit settles by its own time, which is asked for below: when the server came to hear of it says nothing.
  const isSettledSince = alarms.some((one) => one.settledAt && one.settledBy && !one.settledByVisit && one.settledAt > beganAt);
  if (isSettledSince || (await laterVisit(uow, files, beganAt)) || (await whereaboutsOn(uow, files, today))) return;
  await openAlarm(uow, happened, at);
}

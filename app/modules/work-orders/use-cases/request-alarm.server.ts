import type { City } from "~/modules/places/domain/city";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import { beginAnew } from "../data/alarm-rounds.server";
import { ladderWithin, ringsFrom, type AnswerClock } from "../domain/family-request";
import { ALARMS, alarmsAbout, ladderOf, openAlarm, settleByItself } from "./open-alarm.server";

const KIND = "family-request";

interface Ringing {
  readonly id: string;
  readonly areaCode: string;
  readonly clock: AnswerClock;
  readonly answerBy: Date;
}

/** A request rings from the moment somebody answers at all, up to whom to phone, within the time promised; answering it ends that. */
export async function ringForRequest(uow: UnitOfWork, city: City, { id, areaCode, clock, answerBy }: Ringing, at: Date) {
  const { code: cityCode, timeZone } = city;
  const ladder = ladderWithin(await ladderOf(uow, cityCode, KIND), clock, at, answerBy, timeZone);
  const source = { kind: KIND, id } as const;
  await openAlarm(uow, { source, cityCode, areaCode, line: "civil-affairs", beganAt: at, visitorId: null, ladder }, at);
}

/**
 * Asked again, graver or after the hour that was promised: whoever answers now is told anew, from below, wherever the ladder stood and
 * whoever had it in hand. One that still goes upwards after its hour is left to go on, or asking often would keep it from the top.
 */
export async function ringAnew(
  uow: UnitOfWork,
  city: City,
  { id, clock, answerBy }: Ringing,
  isGraver: boolean,
  at: Date,
): Promise<void> {
  const { code: cityCode, timeZone } = city;
  for (const alarm of await alarmsAbout(uow, cityCode, KIND, [id])) {
    if (alarm.settledAt !== null) continue;
    if (!isGraver && alarm.nextAt !== null && alarm.acceptedBy === null) continue;
    const ladder = ladderWithin(await ladderOf(uow, cityCode, KIND), clock, at, answerBy, timeZone);
    await actAs(uow, ALARMS(cityCode), (step) => beginAnew(step, alarm.id, ladder, ringsFrom(clock, at, timeZone)));
  }
}

/** The family was answered: nobody else is rung up. */
export async function requestAnswered(uow: UnitOfWork, cityCode: string, id: string, at: Date): Promise<void> {
  const answered = { how: "answered", personId: uow.actor.personId, visitId: null, answeredAt: at };
  for (const alarm of await alarmsAbout(uow, cityCode, KIND, [id]))
    if (alarm.settledAt === null) await settleByItself(uow, alarm, answered, at);
}

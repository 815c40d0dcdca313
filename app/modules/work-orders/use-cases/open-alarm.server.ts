import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import {
  addAlarm,
  addSteps,
  changeAlarm,
  holdAlarmsAbout,
  lastTryOf,
  rungsOf,
  type Alarm,
  type AlarmSource,
} from "../data/alarms.server";
import { hourOfDanger } from "../data/alarm-rounds.server";
import { firstTurn, type Rung, STANDARD_LADDER, type SourceKind, turnAfterAccepting } from "../domain/alarm";
import type { RingWhy } from "../domain/work-order";

/** What happened, as whoever keeps it knows it: this module is told no name and no resident. */
export interface Happened {
  readonly source: AlarmSource;
  readonly cityCode: string;
  readonly areaCode: string;
  readonly line: Line;
  /** by its own time, however late it is told */
  readonly beganAt: Date;
  /** who stood there, and tries first */
  readonly visitorId: string | null;
  /** plain words of what it is, in the words of its source: which danger */
  readonly signs?: readonly string[];
  /** told long afterwards: its turns are counted from here */
  readonly turnsFrom?: Date;
  /** rungs of its own; without, those of its city for such a thing */
  readonly ladder?: readonly Rung[];
  /** of an order: why it rings */
  readonly why?: RingWhy;
}

/** Timers act for nobody in particular; what they do is written down as theirs. */
export const ALARMS = (cityCode: string) => systemActor("alarms", { areaCode: cityCode });

/** The ladder a city walks for such a thing: its own, or the standard one. */
export async function ladderOf(uow: UnitOfWork, cityCode: string, kind: SourceKind): Promise<readonly Rung[]> {
  const own = await rungsOf(uow, cityCode, kind);
  return own.length > 0 ? own : STANDARD_LADDER[kind];
}

/** Starts the ladder, once for the same thing, in the caller's transaction. */
export const openAlarm = (uow: UnitOfWork, happened: Happened, at: Date): Promise<string | null> =>
  actAs(uow, ALARMS(happened.cityCode), async (step) => {
    const { turnsFrom, ...kept } = happened;
    const { source, beganAt, visitorId } = kept;
    const ladder = happened.ladder ?? (await ladderOf(step, happened.cityCode, source.kind));
    const id = await addAlarm(step, {
      ...kept,
      why: kept.why ?? null,
      openedAt: at,
      ladder,
      nextAt: firstTurn(ladder, turnsFrom ?? beganAt),
    });
    if (!id) return null;
    const first = { rung: 0, areaCode: null, plannedAt: beganAt, doneAt: at, detail: "" };
    await addSteps(step, id, [
      { ...first, kind: "opened", personId: visitorId },
      ...(visitorId ? [{ ...first, kind: "told" as const, personId: visitorId }] : []),
    ]);
    return id;
  });

/** Somebody tried again in vain: the second try's time is over as soon as it was made. */
export const triedAgain = (
  uow: UnitOfWork,
  alarm: Alarm,
  { personId, triedAt, channel }: { readonly personId: string | null; readonly triedAt: Date; readonly channel: string },
  at: Date,
): Promise<void> =>
  actAs(uow, ALARMS(alarm.cityCode), async (step) => {
    await addSteps(step, alarm.id, [
      {
        rung: alarm.rung,
        kind: "tried-again",
        personId,
        areaCode: null,
        plannedAt: triedAt,
        doneAt: at,
        detail: channel === "home" ? "" : channel,
      },
    ]);
    if (alarm.rung === 0 && alarm.nextAt && triedAt < alarm.nextAt) await changeAlarm(step, alarm.id, { nextAt: triedAt });
  });

/** When somebody last stood there in vain: only what happened after that answers it. */
export const lastTryInVain = async (uow: UnitOfWork, { id, beganAt }: Alarm): Promise<Date> => {
  const tried = await lastTryOf(uow, id);
  return tried && tried > beganAt ? tried : beganAt;
};

export interface Answered {
  readonly how: string;
  readonly personId: string | null;
  readonly visitId: string | null;
  /** when it was answered, by its own time */
  readonly answeredAt: Date;
}

/** What happened since has answered it. */
export const settleByItself = (
  uow: UnitOfWork,
  alarm: Alarm,
  { how, personId, visitId, answeredAt }: Answered,
  at: Date,
): Promise<void> =>
  actAs(uow, ALARMS(alarm.cityCode), async (step) => {
    await changeAlarm(step, alarm.id, {
      ...{ nextAt: null, settledAt: at, settledBy: personId, settledHow: how, settledByVisit: visitId },
    });
    await addSteps(step, alarm.id, [
      { rung: alarm.rung, kind: "settled", personId, areaCode: null, plannedAt: answeredAt, doneAt: at, detail: how },
    ]);
  });

/** Alarms about any of these things, held for the caller's transaction. */
export const alarmsAbout = (uow: UnitOfWork, cityCode: string, kind: SourceKind, ids: readonly string[]): Promise<Alarm[]> =>
  ids.length === 0 ? Promise.resolve([]) : actAs(uow, ALARMS(cityCode), (step) => holdAlarmsAbout(step, kind, ids));

/** Somebody has it in hand: it stays on the watch as theirs until they have acted, and goes on when their time is over. */
export const acceptFor = (uow: UnitOfWork, alarm: Alarm, personId: string | null, at: Date): Promise<void> =>
  actAs(uow, ALARMS(alarm.cityCode), async (step) => {
    const nextAt = turnAfterAccepting(alarm, at, await hourOfDanger(step, alarm));
    await changeAlarm(step, alarm.id, { acceptedBy: personId, acceptedAt: at, nextAt });
    await addSteps(step, alarm.id, [
      { rung: alarm.rung, kind: "accepted", personId, areaCode: null, plannedAt: at, doneAt: at, detail: "" },
    ]);
  });

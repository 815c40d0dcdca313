import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { now } from "~/platform/clock.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import {
  findAlarm,
  noteShown,
  openAlarmsIn,
  openAlarmsToldTo,
  stepsOf,
  toldNow,
  type Alarm,
  type AlarmStep,
} from "../data/alarms.server";
import { namesOfStaff } from "../data/order-record.server";

const MOST = 100;

/** Alarms that run in an area, the longest first. */
export const alarmsRunning = (uow: UnitOfWork, cityCode: string, areaCode: string): Promise<Alarm[]> =>
  openAlarmsIn(uow, cityCode, areaCode, MOST);

/** «请您处理»: those in which somebody was told, and that they have them before their eyes now. */
export async function alarmsForYou(uow: UnitOfWork, actor: Actor, cityCode: string): Promise<Alarm[]> {
  const alarms = (await openAlarmsToldTo(uow, actor.personId, MOST)).filter((alarm) => alarm.cityCode === cityCode);
  await noteShown(
    uow,
    alarms.map(({ id }) => id),
    now(),
  );
  return alarms;
}

export interface AlarmInView {
  readonly alarm: Alarm;
  readonly steps: readonly AlarmStep[];
  readonly people: Readonly<Record<string, string>>;
  readonly mayAct: boolean;
}

/** One alarm with everything that was done about it; null where the actor sees none. */
export async function alarmInView(uow: UnitOfWork, actor: Actor, id: string): Promise<AlarmInView | null> {
  const alarm = isUuid(id) ? await findAlarm(uow, id) : null;
  if (!alarm) return null;
  const steps = await stepsOf(uow, id);
  const isTold = steps.some(({ kind, personId }) => kind === "told" && personId === actor.personId);
  if (isTold && !alarm.settledAt) await noteShown(uow, [id], now());
  const people = await namesOfStaff(uow, [
    alarm.visitorId,
    alarm.acceptedBy,
    alarm.settledBy,
    ...steps.flatMap((step) => [step.personId, step.byPerson]),
  ]);
  return { alarm, steps, people, mayAct: isTold || mayIn(actor, "write:visits", alarm.areaCode, alarm.line) };
}

/** Who is asked at this moment, by alarm: the last who were told and have not yet accepted. */
export async function askedNow(uow: UnitOfWork, alarms: readonly Alarm[]): Promise<Record<string, string>> {
  const rows = await toldNow(uow, alarms);
  const names = await namesOfStaff(uow, [...rows.map(({ personId }) => personId), ...alarms.map(({ acceptedBy }) => acceptedBy)]);
  return Object.fromEntries(
    alarms.map(({ id, acceptedBy }) => [
      id,
      acceptedBy
        ? (names[acceptedBy] ?? "")
        : rows
            .filter(({ escalationId }) => escalationId === id)
            .flatMap(({ personId }) => names[personId ?? ""] ?? [])
            .join("、"),
    ]),
  );
}

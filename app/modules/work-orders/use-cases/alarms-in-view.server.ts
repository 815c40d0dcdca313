import { subDays } from "date-fns";
import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { findAlarm, stepsOf, toldNow, toldOf, type Alarm, type KeptStep } from "../data/alarms.server";
import { noteShown, openAlarmsIn, openAlarmsToldTo, type PageOfAlarms } from "../data/listed-alarms.server";
import { namesOfStaff } from "../data/order-record.server";

/** A list shows so many and says how many more there are. */
export const ON_A_PAGE = 100;
const MOST_SEEN = 500;

/** Alarms that run in an area, the longest first. */
export const alarmsRunning = (uow: UnitOfWork, cityCode: string, areaCode: string, skip = 0): Promise<PageOfAlarms> =>
  openAlarmsIn(uow, cityCode, areaCode, { skip, most: ON_A_PAGE });

/**
 * Those in which somebody was told. A page that fetches them may lie in a pocket or stand open in an empty office, so nothing is
 * said of their being seen.
 */
export const alarmsToldTo = (
  uow: UnitOfWork,
  { personId }: Actor,
  cityCode: string,
  skip = 0,
  most = ON_A_PAGE,
): Promise<PageOfAlarms> => openAlarmsToldTo(uow, personId, cityCode, { skip, most });

/** A page that somebody looks at and touched lately says which of theirs stand on it: they have seen those. */
export const noteAlarmsSeen = (actor: Actor, ids: readonly string[]): Promise<number> =>
  inUnitOfWork(actor, (uow) => noteShown(uow, ids.filter((id) => isUuid(id)).slice(0, MOST_SEEN), now()));

export interface AlarmInView {
  readonly alarm: Alarm;
  readonly steps: readonly KeptStep[];
  readonly people: Readonly<Record<string, string>>;
  readonly mayAct: boolean;
}

/** Whoever was told has a day after the end to note what is still to be noted. */
const isFresh = ({ settledAt }: Alarm): boolean => settledAt === null || settledAt > subDays(now(), 1);

/** One alarm with everything that was done about it; null where the actor sees none. */
export async function alarmInView(uow: UnitOfWork, actor: Actor, id: string): Promise<AlarmInView | null> {
  const alarm = isUuid(id) ? await findAlarm(uow, id) : null;
  if (!alarm) return null;
  const isTold = isFresh(alarm) && (await toldOf(uow, id)).includes(actor.personId);
  const mayAct = isTold || mayIn(actor, "write:visits", alarm.areaCode, alarm.line);
  const steps = await stepsOf(uow, id);
  if (isTold && !alarm.settledAt) await noteShown(uow, [id], now());
  const people = await namesOfStaff(uow, [
    alarm.visitorId,
    alarm.acceptedBy,
    alarm.settledBy,
    ...steps.flatMap((step) => [step.personId, step.byPerson]),
  ]);
  return { alarm, steps, people, mayAct };
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

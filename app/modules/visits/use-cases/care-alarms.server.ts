import type { Actor } from "~/modules/accounts/domain/actor";
import { alarmsToldTo } from "~/modules/work-orders/use-cases/alarms-in-view.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { calledTo } from "../data/watch-figures.server";
import { DANGER_SIGNS } from "../domain/danger-signs";
import type { CareAlarm } from "../domain/care-list";

/** A phone without a network turns no pages. */
const MOST_ON_PHONE = 2_000;

/** What was told to whoever's phone this is and still runs; of whom it is, as far as they may know it. */
export async function careAlarms(uow: UnitOfWork, actor: Actor, cityCode: string): Promise<CareAlarm[]> {
  const { alarms } = await alarmsToldTo(uow, actor, cityCode, 0, MOST_ON_PHONE);
  const doors = new Map(
    (
      await calledTo(
        uow,
        alarms.map(({ id }) => id),
      )
    ).map((door) => [door.alarm, door]),
  );
  return alarms.map(({ id, source, why, signs, beganAt, visitorId, acceptedBy, ladder, rung, nextAt }) => ({
    ...{ id, kind: source.kind, why, residentId: doors.get(id)?.residentId ?? null, name: doors.get(id)?.name ?? null },
    signs: DANGER_SIGNS.filter((sign) => signs.includes(sign)),
    ...{ beganAt: beganAt.toISOString(), isOwn: visitorId === actor.personId },
    isTaken: acceptedBy !== null && acceptedBy !== actor.personId,
    ladder: ladder.map(({ who, minutes }) => ({ who, minutes })),
    ...{ rung, nextAt: nextAt?.toISOString() ?? null },
  }));
}

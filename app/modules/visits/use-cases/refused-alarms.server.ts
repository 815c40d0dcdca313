import { cityIn } from "~/modules/places/use-cases/current-city.server";
import { ALARMS, alarmsAbout, ladderOf, openAlarm, settleByItself } from "~/modules/work-orders/use-cases/open-alarm.server";
import { now, today } from "~/platform/clock.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import { filesOfOne, laterVisit, whereaboutsOn } from "../data/alarm-facts.server";
import type { SettledRefusal, WrittenRefusal } from "../data/care-refusals.server";
import { namesOfPeople } from "../data/due-list.server";
import { beganByServer, type Ringing } from "../domain/refused-record";

const KIND = "refused-record";

interface RingingRefusal {
  readonly row: WrittenRefusal;
  readonly ringing: Ringing;
  readonly authorId: string | null;
}

/**
 * A danger, or a door nobody opened, in a record that was refused: somebody on duty in its area is told, without a name, and the record
 * is on nobody's file for that. Once for the same record, in the transaction that keeps it.
 */
export async function ringForRefused(
  uow: UnitOfWork,
  refused: readonly RingingRefusal[],
  sent: { readonly sentAt: number; readonly receivedAt: number },
): Promise<void> {
  const at = now();
  for (const { row, ringing, authorId } of refused) {
    const { id, cityCode, areaCode, line } = row;
    const beganAt = beganByServer(ringing.beganAt, sent);
    await actAs(uow, ALARMS(cityCode), async (step) => {
      const isDanger = ringing.signs.length > 0;
      if (!isDanger && row.residentId && (await isKnownWhere(step, cityCode, row.residentId, beganAt))) return;
      const [first, ...others] = await ladderOf(step, cityCode, KIND);
      // Whoever stood before a closed door has as long for a second try as with a record that was accepted.
      const minutes = isDanger ? undefined : (await ladderOf(step, cityCode, "visit"))[0]?.minutes;
      const ladder = first && minutes !== undefined ? [{ ...first, minutes }, ...others] : undefined;
      const visitorId = authorId && (await namesOfPeople(step, [authorId]))[authorId] ? authorId : null;
      const happened = {
        source: { kind: KIND, id },
        cityCode,
        areaCode,
        line,
        beganAt,
        visitorId,
        signs: ringing.signs,
      } as const;
      await openAlarm(step, ladder ? { ...happened, ladder } : happened, at);
    });
  }
}

/** Somebody was there since, or the register says that they are elsewhere. */
async function isKnownWhere(uow: UnitOfWork, cityCode: string, residentId: string, since: Date): Promise<boolean> {
  const files = await filesOfOne(uow, residentId);
  if (await laterVisit(uow, files, since)) return true;
  return (await whereaboutsOn(uow, files, today((await cityIn(uow, cityCode))?.timeZone))) !== null;
}

/** The record was dealt with: what rings about it from now on is what it became. */
export async function endRefusedAlarms(
  uow: UnitOfWork,
  settled: readonly SettledRefusal[],
  how: "taken-in" | "laid-aside",
  personId: string | null = null,
): Promise<void> {
  const at = now();
  for (const { id, cityCode } of settled)
    for (const alarm of await alarmsAbout(uow, cityCode, KIND, [id]))
      if (alarm.settledAt === null) await settleByItself(uow, alarm, { how, personId, visitId: null, answeredAt: at }, at);
}

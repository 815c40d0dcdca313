import { cityIn } from "~/modules/places/use-cases/current-city.server";
import { lastTryInVain } from "~/modules/work-orders/use-cases/open-alarm.server";
import type { AnsweredSince } from "~/modules/work-orders/use-cases/walk-alarms.server";
import { now, today } from "~/platform/clock.server";
import { endOfRefusal } from "../data/care-refusals.server";
import { dangerTaken, filesOfOne, laterVisit, residentOfVisit, whereaboutsOn } from "../data/alarm-facts.server";

/** What visits know that answers an alarm: a later visit, also of a file merged since, or what the register says of where somebody is. */
export const alarmAnswered: AnsweredSince = async (uow, alarm) => {
  const { source, cityCode } = alarm;
  if (source.kind === "finding") {
    const taken = await dangerTaken(uow, source.id);
    return taken && { how: taken.how, personId: taken.personId, visitId: null, answeredAt: taken.at };
  }
  if (source.kind === "refused-record") {
    const end = await endOfRefusal(uow, source.id);
    return end && { how: end.how, personId: end.personId, visitId: null, answeredAt: end.at ?? now() };
  }
  if (source.kind !== "visit") return null;
  const residentId = await residentOfVisit(uow, source.id);
  if (!residentId) return null;
  const files = await filesOfOne(uow, residentId);
  const visit = await laterVisit(uow, files, await lastTryInVain(uow, alarm));
  if (visit) return { how: visit.outcome, personId: visit.authorId, visitId: visit.id, answeredAt: visit.beganAt };
  const city = await cityIn(uow, cityCode);
  const how = await whereaboutsOn(uow, files, today(city?.timeZone));
  return how ? { how, personId: null, visitId: null, answeredAt: now() } : null;
};

import { recordAudits } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { dayOf, today } from "~/platform/clock.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import { holdMonths } from "../data/month-reports.server";
import { correctMonths, type VisitedResident } from "../data/visit-events.server";
import type { VisitSaid } from "../domain/visit-log";
import { alarmsAfterVisits } from "./alarm-after-visit.server";
import { queueCheck } from "./check-visits.server";
import type { DueBasis } from "./due-basis.server";
import { openFound } from "./open-found.server";
import { queueDue, workOutResidents } from "./work-out-due.server";

/** A visit that has just been written down. */
export interface WrittenVisit {
  readonly resident: VisitedResident;
  readonly said: VisitSaid;
  readonly authorId: string;
}

/**
 * Everything that follows from visits, in the transaction that wrote them down: what was found and its orders, alarms, corrections of
 * months handed in already, what the residents are owed now, a look at what is odd, and the audit.
 * @param basis what `callsThatCount` went by in this transaction
 */
export async function afterVisits(
  uow: UnitOfWork,
  city: City,
  visits: readonly WrittenVisit[],
  basis: DueBasis | null = null,
): Promise<void> {
  if (visits.length === 0) return;
  for (const { resident, said } of visits) await openFound(uow, city.code, resident, said);
  await alarmsAfterVisits(uow, city.code, visits, today(city.timeZone));
  await countMonths(uow, city, visits);
  // Written for a file that was merged since, as a phone may that was without signal: it counts for the one that stands.
  if (visits.some(({ resident }) => resident.mergedInto)) await queueDue(uow, city.code);
  const standing = visits.filter(({ resident }) => !resident.mergedInto);
  if (standing.length > 0)
    await workOutResidents(
      uow,
      city.code,
      standing.map(({ resident: { id, areaCode } }) => ({ residentId: id, areaCode })),
      basis,
    );
  await queueChecks(uow, city, visits);
  await recordAudits(
    uow,
    // How they were found is told by the visit, which is let go one day; the chain of the audit is not.
    visits.map(({ resident: { id, areaCode, line }, said, authorId }) => ({
      ...{ action: "log:visit", subject: { kind: "visit-event", id: said.clientId }, areaCode, line, result: "done" as const },
      facts: {
        resident: id,
        channel: said.channel,
        ...(authorId === uow.actor.personId ? {} : { author: authorId }),
      },
    })),
  );
}

async function countMonths(uow: UnitOfWork, city: City, visits: readonly WrittenVisit[]): Promise<void> {
  const counted = visits.map(({ resident: { line, areaCode }, said }) => ({
    ...{ eventId: said.clientId, line, areaCode, month: `${dayOf(new Date(said.beganAt), city.timeZone).slice(0, 7)}-01` },
  }));
  await holdMonths(
    uow,
    counted.map(({ line, areaCode, month }) => ({ cityCode: city.code, line, areaCode, month })),
  );
  await actAs(uow, systemActor("month-corrections", { areaCode: city.code }), (step) => correctMonths(step, city.code, counted));
}

/** One look for all that an author did on a day. */
async function queueChecks(uow: UnitOfWork, city: City, visits: readonly WrittenVisit[]): Promise<void> {
  const asked = new Set<string>();
  for (const { said, authorId } of visits) {
    const [beganAt, capturedAt] = [new Date(said.beganAt), new Date(said.capturedAt)];
    const key = [authorId, dayOf(beganAt, city.timeZone), dayOf(new Date(capturedAt.getTime() - 43_200_000), city.timeZone)].join(
      " ",
    );
    if (asked.has(key)) continue;
    asked.add(key);
    await queueCheck(uow, city, { authorId, beganAt, capturedAt });
  }
}

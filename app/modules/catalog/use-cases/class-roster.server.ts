import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { dayOf, now } from "~/platform/clock.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addRoster, lastRosters } from "../data/class-rosters.server";
import { classesAtPlace, wordsAtPlace } from "../data/place-words.server";
import { checkBirths, projectRoster, type Births, type RosterProblem } from "../domain/class-roster";
import type { RosterDesk } from "../domain/operator-desk";
import type { OperatorStanding } from "../domain/operator-standing";
import { statementFor } from "../domain/vacancy";
import { inPlaceOf } from "./behind-operator-link.server";

/** As far as birth months say anything worth planning by. */
export const MONTHS_AHEAD = 12;
export const OF_CHILDREN: readonly string[] = ["nursery", "toddler-class"];

/** The counts of each class of children, and what follows from them. */
export const rosterAtPlace = (standing: OperatorStanding): Promise<RosterDesk> =>
  inPlaceOf(standing, (uow) => rosterDesk(uow, standing, now()));

async function rosterDesk(
  uow: UnitOfWork,
  { facilityId, name, timeZone }: Pick<OperatorStanding, "facilityId" | "name" | "timeZone">,
  at: Date,
): Promise<RosterDesk> {
  const day = dayOf(at, timeZone);
  const month = day.slice(0, 7);
  const classes = (await classesAtPlace(uow, facilityId, day)).filter(({ serviceType }) => OF_CHILDREN.includes(serviceType));
  const rosters = await lastRosters(
    uow,
    classes.map(({ classId }) => classId),
  );
  const words = await wordsAtPlace(uow, facilityId, at);
  const counted = classes.map(({ classId, ...ofClass }) => ({
    ...{ classId, ...ofClass },
    held:
      statementFor(
        words.filter((word) => word.classId === classId),
        month,
        at,
      )?.held ?? 0,
    births: rosters.find((roster) => roster.classId === classId)?.births ?? null,
  }));
  return { ...{ name, timeZone, month, classes, rosters }, expected: projectRoster(counted, month, MONTHS_AHEAD) };
}

export type RosterRefusal =
  { readonly kind: "no-such-class" } | { readonly kind: "unreadable"; readonly problem: RosterProblem } | TryLater;

/** How many of a class were born in which month: counts, and nobody's name. */
export async function sayRoster(
  standing: OperatorStanding,
  classId: string,
  births: readonly Births[],
): Promise<Verdict<null, RosterRefusal>> {
  const { facilityId, timeZone, areaCode, line, personId: saidBy, linkId } = standing;
  const at = now();
  const day = dayOf(at, timeZone);
  const problem = checkBirths(births, day.slice(0, 7));
  if (problem) return refused({ kind: "unreadable", problem });
  const later = await takeTries([["operator-word", facilityId]]);
  if (later) return refused(later);
  return inPlaceOf<Verdict<null, RosterRefusal>>(standing, async (uow) => {
    const classes = await classesAtPlace(uow, facilityId, day);
    if (!classes.some((one) => one.classId === classId && OF_CHILDREN.includes(one.serviceType)))
      return refused({ kind: "no-such-class" });
    await addRoster(uow, classId, births, at, { saidBy, linkId });
    await recordAudit(uow, {
      ...{
        action: "count:roster",
        subject: { kind: "facility", id: facilityId },
        areaCode,
        line,
        result: "done",
        facts: { class: classId },
      },
    });
    return granted(null);
  });
}

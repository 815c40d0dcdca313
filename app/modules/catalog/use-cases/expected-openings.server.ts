import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { dayOf } from "~/platform/clock.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import { countedClasses, lastRosters } from "../data/class-rosters.server";
import { classesBeside } from "../data/place-words.server";
import { wordsOf } from "../data/vacancy-statements.server";
import { opensBy, projectRoster } from "../domain/class-roster";
import type { VacancyMonth } from "../domain/vacancy";
import { MONTHS_AHEAD, OF_CHILDREN } from "./class-roster.server";

export interface ExpectedOpening {
  /** the month that is expected to begin with a place more, by birth months: never a free place */
  readonly opensFrom: VacancyMonth;
  readonly countedAt: Date;
}

/** Whether somebody has counted any of these classes: where nobody has, nothing is expected of them. */
export const isAnyCounted = async (uow: UnitOfWork, classIds: readonly string[]): Promise<boolean> =>
  classIds.length > 0 && (await countedClasses(uow, classIds)).length > 0;

/**
 * What families may be told of classes beside their free places: «expected from June, by birth months». No counts. Where nobody
 * has counted it costs one question, and four for however many classes where somebody has.
 * @param from the month somebody would start: what opens earlier is open by then only if a place is still left
 */
export async function expectedOpenings(
  uow: UnitOfWork,
  classIds: readonly string[],
  { from, timeZone, at }: { readonly from: VacancyMonth; readonly timeZone: string; readonly at: Date },
): Promise<Map<string, ExpectedOpening>> {
  if (classIds.length === 0) return new Map();
  const whole = systemActor("vacancy-projection");
  const reader = { ...whole, scope: { "confirm:vacancies": whole.scope["confirm:vacancies"] ?? "" } };
  return actAs(uow, reader, async (own) => {
    const counted = (await lastRosters(own, classIds)).map(({ classId }) => classId);
    if (counted.length === 0) return new Map();
    const day = dayOf(at, timeZone);
    const month = day.slice(0, 7);
    const classes = (await classesBeside(own, counted, day)).filter(({ serviceType }) => OF_CHILDREN.includes(serviceType));
    const all = classes.map(({ classId }) => classId);
    const rosters = new Map((await lastRosters(own, all)).map((roster) => [roster.classId, roster]));
    const words = new Map((await wordsOf(own, all, month, at)).map(({ classId, said }) => [classId, said]));
    const expected = projectRoster(
      classes.map((one) => ({
        ...one,
        held: words.get(one.classId)?.held ?? 0,
        births: rosters.get(one.classId)?.births ?? null,
      })),
      month,
      MONTHS_AHEAD,
    );
    const wanted = new Set(classIds);
    return new Map(
      expected.flatMap((one) => {
        const opensFrom = wanted.has(one.classId) ? opensBy(one, from) : null;
        return opensFrom ? [[one.classId, { opensFrom, countedAt: rosters.get(one.classId)!.saidAt }] as const] : [];
      }),
    );
  });
}

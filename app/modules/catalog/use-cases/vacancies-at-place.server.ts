import { dayOf, now } from "~/platform/clock.server";
import { hasMailbox } from "../data/operator-mailbox.server";
import { classesAtPlace, wordsAtPlace } from "../data/place-words.server";
import { openNudgeOf } from "../data/vacancy-nudges.server";
import type { VacancyDesk } from "../domain/operator-desk";
import type { OperatorStanding } from "../domain/operator-standing";
import { monthAfter, vacancyOf } from "../domain/vacancy";
import { MONTHS_AHEAD, standingWords } from "../domain/vacancy-said";
import { inPlaceOf } from "./behind-operator-link.server";
import { vacanciesOf } from "./vacancies-of.server";
import { vacancyFreshness } from "./vacancy-freshness.server";

/** What an operator finds where it confirms: per class what families see now, and its own last words. */
export function vacanciesAtPlace(standing: OperatorStanding): Promise<VacancyDesk> {
  const { facilityId, name, cityCode, timeZone } = standing;
  const at = now();
  const day = dayOf(at, timeZone);
  const month = day.slice(0, 7);
  return inPlaceOf(standing, async (uow) => {
    const classes = await classesAtPlace(uow, facilityId, day);
    const words = await wordsAtPlace(uow, facilityId, at);
    const seen = await vacanciesOf(
      uow,
      classes.map(({ classId }) => classId),
      month,
      at,
    );
    return {
      ...{ facilityId, name, timeZone, now: at.getTime() },
      months: Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthAfter(month, ahead)),
      classes: classes.map((ofClass) => ({
        ...ofClass,
        seen: seen.get(ofClass.classId) ?? vacancyOf(null, [], month, at),
        words: standingWords(
          words.filter(({ classId }) => classId === ofClass.classId),
          month,
          at,
        ),
      })),
      freshness: await vacancyFreshness(uow, cityCode),
      nudge: await openNudgeOf(uow, facilityId, month, at),
      hasMailbox: await hasMailbox(uow, facilityId),
    };
  });
}

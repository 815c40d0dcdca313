import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { wordsOf } from "../data/vacancy-statements.server";
import { vacancyOf, type Vacancy, type VacancyMonth } from "../domain/vacancy";

/**
 * What may be said of the free places of many classes for one start month, by one question to the database: for search, page,
 * API and widget alike. A class nobody knows is not in the answer.
 */
export async function vacanciesOf(
  uow: UnitOfWork,
  classIds: readonly string[],
  startMonth: VacancyMonth,
  now: Date,
): Promise<Map<string, Vacancy>> {
  if (classIds.length === 0) return new Map();
  const words = await wordsOf(uow, classIds, startMonth, now);
  return new Map(words.map(({ classId, staffed, said }) => [classId, vacancyOf(staffed, said ? [said] : [], startMonth, now)]));
}

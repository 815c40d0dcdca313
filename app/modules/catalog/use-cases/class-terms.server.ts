import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { readClassTerms, type ClassTermsRow, type TermsAsked } from "../data/class-terms.server";
import { vacancyOf, type Vacancy } from "../domain/vacancy";

export interface ClassTerms {
  /** the cheapest first */
  readonly prices: NonNullable<ClassTermsRow["prices"]>;
  readonly vacancy: Vacancy;
}

/**
 * What classes cost and what may be said of their free places, by one question to the database, for whoever knows that their offerings
 * and places operate on the day: a search has found them by that. The rule of free places is that of `vacanciesOf`.
 */
export async function classTermsOf(
  uow: UnitOfWork,
  classIds: readonly string[],
  asked: TermsAsked,
): Promise<ReadonlyMap<string, ClassTerms>> {
  if (classIds.length === 0) return new Map();
  const rows = await readClassTerms(uow, classIds, asked);
  return new Map(rows.map((row) => [row.id, { prices: row.prices ?? [], vacancy: vacancyIn(row, asked) }]));
}

function vacancyIn({ id, staffed, said }: ClassTermsRow, { startMonth, now }: TermsAsked): Vacancy {
  const word = said && {
    ...{ ...said, classId: id },
    ...{ confirmedAt: new Date(said.confirmedAt), expiresAt: new Date(said.expiresAt) },
  };
  return vacancyOf(staffed, word ? [word] : [], startMonth, now);
}

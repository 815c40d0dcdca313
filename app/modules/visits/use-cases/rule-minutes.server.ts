import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { dueResident } from "../data/due-facts.server";
import { factsOfResidents } from "../data/due-records.server";
import { Duties } from "../domain/duties";
import { RuleBook } from "../domain/rule-book";
import { dueBasis } from "./due-basis.server";

/**
 * The fewest minutes that the rules of a day ask a visit at home of somebody to take; null where none says, or the day lies
 * further back than rules are looked at. Whether they have left since does not matter.
 */
export async function ruleMinutes(
  uow: UnitOfWork,
  cityCode: string,
  visits: readonly { readonly residentId: string; readonly day: CalendarDay }[],
): Promise<(residentId: string, day: CalendarDay) => number | null> {
  const found = new Map<string, number | null>();
  const basis = visits.length > 0 ? await dueBasis(uow, cityCode) : null;
  if (basis) {
    const { calendar, rules, modes, riskRules, timeZone } = basis;
    const duties = new Duties(new RuleBook(calendar, rules, modes));
    const [first, last] = [calendar.days[0]!, calendar.days.at(-1)!];
    const ids = [...new Set(visits.map(({ residentId }) => residentId))];
    for (const fact of await factsOfResidents(uow, cityCode, ids, first, timeZone)) {
      duties.begin({ ...dueResident(fact, riskRules, first, last), registered: { from: first, to: null } });
      for (const { day } of visits.filter(({ residentId }) => residentId === fact.id)) {
        const index = calendar.indexOf.get(day);
        found.set(`${fact.id} ${day}`, index === undefined ? null : duties.leastMinutes(index));
      }
    }
  }
  return (residentId, day) => found.get(`${residentId} ${day}`) ?? null;
}

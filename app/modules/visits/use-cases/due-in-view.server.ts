import type { Actor } from "~/modules/accounts/domain/actor";
import { may } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { campaignNames, countDue, listDue, namesOfPeople, type DueCounts, type DueFilter } from "../data/due-list.server";
import type { HolidaysSaid } from "../domain/holidays-said";
import type { ListedDue } from "../domain/listed-due";
import { toldByFamilies } from "../data/reported-away.server";
import { lastRun } from "../data/due-records.server";
import { listRules } from "../data/visit-rules.server";
import type { RuleRecord } from "../domain/rule-change";
import { daysFrom, WEEKS_AHEAD } from "./due-basis.server";
import { holidaysSaid } from "./plan-basis.server";

const PAGE = 100;

export interface DueInView {
  readonly rows: readonly ListedDue[];
  readonly counts: DueCounts;
  /** how many their families reported in hospital or away, due soon or not; of whoever reads of all */
  readonly byFamilies: number;
  readonly next: { readonly closesOn: CalendarDay; readonly id: string } | null;
  /** the rules the rows name, by id */
  readonly rules: Readonly<Record<string, RuleRecord>>;
  readonly campaigns: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, string>>;
  readonly workedOutFor: CalendarDay | null;
  readonly today: CalendarDay;
  /** of the four weeks ahead */
  readonly holidays: HolidaysSaid;
}

/** Who is due, overdue first, with the reason of each; whoever only visits sees whom they answer for. */
export function dueInView(
  actor: Actor,
  city: City,
  filter: DueFilter,
  after: { readonly closesOn: CalendarDay; readonly id: string } | null,
): Promise<DueInView> {
  const day = today(city.timeZone);
  const asked = may(actor, "read:visits") ? filter : { ...filter, personId: actor.personId };
  return inUnitOfWork(actor, async (uow) => {
    const found = await listDue(uow, city.code, day, asked, after, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    const causes = new Set(rows.map(({ causeId }) => causeId));
    const rules = (await listRules(uow, city.code)).filter(({ id }) => causes.has(id));
    return {
      rows,
      byFamilies: may(actor, "read:visits") ? ((await toldByFamilies(uow, city.code, filter.areaCode, 1))[0]?.inAll ?? 0) : 0,
      counts: await countDue(uow, city.code, day, asked),
      next: found.length > PAGE && last ? { closesOn: last.closesOn, id: last.id } : null,
      rules: Object.fromEntries(rules.map((rule) => [rule.id, rule])),
      campaigns: Object.fromEntries(
        await campaignNames(
          uow,
          [...causes].filter((id) => id !== null),
        ),
      ),
      people: await namesOfPeople(
        uow,
        rows.flatMap(({ responsibleId }) => responsibleId ?? []),
      ),
      ...{ workedOutFor: await lastRun(uow, city.code), today: day },
      holidays: holidaysSaid(day, daysFrom(day, 7 * WEEKS_AHEAD - 1), city.timeZone),
    };
  });
}

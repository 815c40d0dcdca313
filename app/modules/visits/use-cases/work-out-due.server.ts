import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { enqueueJob } from "~/platform/jobs.server";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { cityCodes, zoneOf } from "../data/due-basis.server";
import { dueResident, type DueFactRow } from "../data/due-facts.server";
import {
  dueAreas,
  factsOfAreas,
  factsOfResidents,
  holdAreas,
  holdAreasOf,
  lastRun,
  mergeAreas,
  mergeResidents,
  noteRun,
  type DueRow,
} from "../data/due-records.server";
import { isStillOwed } from "../domain/campaign";
import { dueOf } from "../domain/due-visit";
import { Duties } from "../domain/duties";
import { RuleBook } from "../domain/rule-book";
import { MONTHLY_FLOOR } from "../domain/visit-rule";
import { dueBasis, type DueBasis } from "./due-basis.server";
import { instantOf } from "./plan-basis.server";

/** People worked out in one transaction: short enough that whoever logs a visit there hardly waits. */
const PIECE = 1_500;
const WORKER = (areaCode: string) => systemActor("due-visits", { areaCode });

/** Puts the work into the queue within the caller's transaction; what waits already is not put in twice. */
export const queueDue = (uow: UnitOfWork, cityCode: string): Promise<void> =>
  enqueueJob(uow, "workOutDue", { cityCode }, `due-${cityCode}`);

export interface WorkedOut {
  readonly residents: number;
  readonly visits: number;
}

/** Works out who is owed a visit in a city, for four weeks from today, area by area; what is still so stays as it is. */
export async function workOutDue(cityCode: string): Promise<WorkedOut> {
  const actor = WORKER(cityCode);
  const basis = await inUnitOfWork(actor, (uow) => dueBasis(uow, cityCode));
  if (!basis) return { residents: 0, visits: 0 };
  const desk = new DueDesk(basis);
  const areas = await inBulkWork(actor, async (sql) => [...(await dueAreas(sql, cityCode))]);
  let [residents, visits] = [0, 0];
  for (const areaCodes of inPieces(areas))
    await inBulkWork(actor, async (sql) => {
      await holdAreas(sql, areaCodes);
      const facts = await factsOfAreas(sql, cityCode, areaCodes, basis.calendar.days[0]!, basis.timeZone);
      const rows = facts.flatMap((fact) => desk.rowsOf(fact));
      await mergeAreas(sql, cityCode, areaCodes, rows);
      residents += facts.length;
      visits += rows.length;
    });
  await inBulkWork(actor, (sql) => noteRun(sql, cityCode, basis.today));
  return { residents, visits };
}

export async function workOutEveryCity(): Promise<void> {
  for (const code of await inUnitOfWork(WORKER(""), cityCodes)) await workOutDue(code);
}

/** The cities whose list is not of today: none was worked out yet, or the machine was off that night. */
export async function workOutStaleCities(): Promise<void> {
  for (const code of await inUnitOfWork(WORKER(""), cityCodes)) {
    const isStale = await inUnitOfWork(WORKER(code), async (uow) => {
      const timeZone = await zoneOf(uow, code);
      return timeZone !== null && (await lastRun(uow, code)) !== today(timeZone);
    });
    if (isStale) await workOutDue(code);
  }
}

export interface DueOne {
  readonly residentId: string;
  readonly areaCode: string;
}

/**
 * These residents alone, in the transaction that changed something about them.
 * @param known what `callsThatCount` went by in this transaction, where no rule was changed since
 */
export const workOutResidents = (
  uow: UnitOfWork,
  cityCode: string,
  residents: readonly DueOne[],
  known: DueBasis | null = null,
): Promise<void> =>
  actAs(uow, WORKER(cityCode), async (step) => {
    await holdAreasOf(step, [...new Set(residents.map(({ areaCode }) => areaCode))]);
    const basis = known ?? (await dueBasis(step, cityCode));
    if (!basis) return;
    const desk = new DueDesk(basis);
    const ids = [...new Set(residents.map(({ residentId }) => residentId))];
    const facts = await factsOfResidents(step, cityCode, ids, basis.calendar.days[0]!, basis.timeZone);
    const rows = facts.flatMap((fact) => desk.rowsOf(fact));
    await mergeResidents(step, cityCode, ids, rows);
  });

export const workOutResident = (uow: UnitOfWork, cityCode: string, areaCode: string, residentId: string): Promise<void> =>
  workOutResidents(uow, cityCode, [{ residentId, areaCode }]);

export interface CallAsked {
  readonly residentId: string;
  readonly day: CalendarDay;
}

/** Whether each of these calls counts for the month of its day, by the rules that held then, and what it went by. */
export const callsThatCount = (
  uow: UnitOfWork,
  cityCode: string,
  calls: readonly CallAsked[],
): Promise<{ readonly counting: readonly boolean[]; readonly basis: DueBasis | null }> =>
  calls.length === 0
    ? Promise.resolve({ counting: [], basis: null })
    : actAs(uow, WORKER(cityCode), async (step) => {
        const basis = await dueBasis(step, cityCode);
        if (!basis) return { counting: calls.map(() => false), basis };
        const ids = [...new Set(calls.map(({ residentId }) => residentId))];
        const facts = await factsOfResidents(step, cityCode, ids, basis.calendar.days[0]!, basis.timeZone);
        const desk = new DueDesk(basis);
        const factOf = new Map(facts.map((fact) => [fact.id, fact]));
        const counting = calls.map(({ residentId, day }) => {
          const fact = factOf.get(residentId);
          return fact !== undefined && desk.countsCalls(fact, day);
        });
        return { counting, basis };
      });

export const countsCallsOn = async (uow: UnitOfWork, cityCode: string, residentId: string, day: CalendarDay): Promise<boolean> =>
  (await callsThatCount(uow, cityCode, [{ residentId, day }])).counting[0] === true;

/** Turns what is known of a resident into what they are owed, as it is kept. */
class DueDesk {
  private readonly duties: Duties;
  private readonly today: number;
  private readonly last: number;

  constructor(private readonly basis: DueBasis) {
    const { calendar, rules, modes } = basis;
    this.duties = new Duties(new RuleBook(calendar, rules, modes));
    this.today = calendar.indexOf.get(basis.today)!;
    this.last = calendar.indexOf.get(basis.last)!;
  }

  /** What the rules of that day said of calls, whenever it is told, and whether or not the file has been closed since. */
  countsCalls(fact: DueFactRow, day: CalendarDay): boolean {
    const { days, indexOf } = this.basis.calendar;
    const resident = dueResident(fact, this.basis.riskRules, days[0]!, days.at(-1)!);
    const registered = { from: days[0]!, to: null };
    return this.duties.begin({ ...resident, registered }).countsCalls(indexOf.get(day) ?? 0);
  }

  rowsOf(fact: DueFactRow): DueRow[] {
    if (fact.leftOn !== null) return [];
    const { basis } = this;
    const { days } = basis.calendar;
    const resident = dueResident(fact, basis.riskRules, days[0]!, days.at(-1)!);
    const { id: residentId, line, areaCode } = resident;
    const byRule = dueOf(this.duties, resident, this.today, this.last).map(
      ({ opens, closes, closesMinute, target, ruleId, isCarriedOver, ...rest }): DueRow => {
        const closesAt = closesMinute === null ? null : instantOf(days[closes]!, closesMinute, basis.timeZone);
        return {
          ...{ residentId, line, areaCode, ...rest },
          ...{ opensOn: days[opens]!, closesOn: days[closes]!, targetOn: days[target]! },
          ...{ closesAt: closesAt && closesAt.toISOString(), isCarriedOver: isCarriedOver || (closesAt ?? basis.at) < basis.at },
          causeId: ruleId === MONTHLY_FLOOR.id ? null : ruleId,
        };
      },
    );
    const asking = basis.campaigns.filter((campaign) => isStillOwed(campaign, resident, basis.today));
    return [
      ...asking.map(({ id, opensAt, closesAt, minutes, isPhoneEnough }): DueRow => {
        const [opensOn, closesOn] = [this.dayOf(opensAt), this.dayOf(closesAt)];
        const target = closesOn < basis.today ? basis.today : closesOn;
        return {
          ...{ residentId, line, areaCode, opensOn, closesOn, closesAt: closesAt.toISOString(), targetOn: target },
          ...{ cause: "campaign", causeId: id, minutes, isPhoneEnough, isCarriedOver: closesAt < basis.at },
        };
      }),
      ...byRule,
    ];
  }

  private dayOf(at: Date): string {
    return format(new TZDate(at.getTime(), this.basis.timeZone), "yyyy-MM-dd");
  }
}

/** Neighbouring areas together, so that no transaction holds more than some hundreds of people. */
export function* inPieces(
  areas: readonly { readonly areaCode: string; readonly residents: number }[],
  most = PIECE,
): Generator<string[]> {
  let piece: string[] = [];
  let people = 0;
  for (const { areaCode, residents } of areas) {
    if (piece.length > 0 && people + residents > most) {
      yield piece;
      [piece, people] = [[], 0];
    }
    piece.push(areaCode);
    people += residents;
  }
  if (piece.length > 0) yield piece;
}

import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { namesOfPeople } from "../data/due-list.server";
import { countPlanned, residentNames, visitorsIn, visitsInForce, visitsOfPlan } from "../data/plan-board.server";
import { caregiverIdsInScope } from "../data/plan-basis.server";
import { findPlan, listPlans, plansInForce } from "../data/visit-plans.server";
import { planDifference, planTotals, type BoardVisit, type PlanDifference, type PlanTotals } from "../domain/plan-difference";
import type { HolidaysSaid } from "../domain/holidays-said";
import { isCutOff, type PlanRecord } from "../domain/visit-plan";
import { daysFrom } from "./due-basis.server";
import { holidaysSaid, instantOf, planDays, scopeOf } from "./plan-basis.server";

const SHOWN = 30;

/** The plans of a city that the actor may see, and who could go. */
export const plansInView = (actor: Actor, city: City, areaCode: string) =>
  inUnitOfWork(actor, async (uow) => {
    const plans = await listPlans(uow, city.code, SHOWN);
    return {
      plans: plans.map((plan) => ({ ...plan, isCutOff: isCutOff(plan, now()) })),
      visitors: await visitorsIn(uow, city.code, areaCode),
      people: await namesOfPeople(
        uow,
        plans.flatMap(({ askedBy, illId }) => [askedBy, illId].filter((id) => id !== null)),
      ),
      today: today(city.timeZone),
    };
  });

export interface BoardDay {
  readonly day: string;
  readonly isWorkday: boolean;
}

export interface PlanInView {
  readonly plan: PlanRecord;
  readonly isCutOff: boolean;
  readonly visits: readonly BoardVisit[];
  readonly count: number;
  readonly days: readonly BoardDay[];
  readonly holidays: HolidaysSaid;
  readonly totals: PlanTotals;
  /** against what is in force for these people in these days */
  readonly before: PlanTotals;
  readonly difference: PlanDifference;
  /** somebody has published another plan since this one was made */
  readonly isOvertaken: boolean;
  readonly people: Readonly<Record<string, string>>;
  readonly caregiverIds: readonly string[];
  readonly residents: Readonly<Record<string, string>>;
  readonly may: { readonly plan: boolean; readonly open: boolean };
  readonly today: string;
}

/** One plan with its board, its figures and what it changes; null where there is none the actor may see. */
export function planInView(actor: Actor, city: City, planId: string): Promise<PlanInView | null> {
  if (!isUuid(planId)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const plan = await findPlan(uow, planId);
    if (!plan || plan.cityCode !== city.code) return null;
    // A plan in the making is looked at often: how many are kept is all there is to tell.
    const isMade = plan.state !== "planning";
    const visits = isMade ? await visitsOfPlan(uow, plan.id, city.timeZone) : [];
    const caregiverIds = isMade ? await caregiverIdsInScope(uow, scopeOf(plan, city.timeZone), plan.personIds) : [];
    const inForce = await besideIt(uow, city, plan, caregiverIds);
    const everybody = [...caregiverIds, ...plan.unassigned.flatMap(({ reasons }) => reasons.map(({ personId }) => personId))];
    const seen = [...visits, ...inForce];
    const may = (permission: "plan:visits" | "open:sensitive") =>
      mayIn(actor, permission, plan.areaCode, plan.line as "civil-affairs");
    return {
      count: isMade ? visits.length : await countPlanned(uow, plan.id),
      ...{ plan, visits, caregiverIds, isCutOff: isCutOff(plan, now()), today: today(city.timeZone) },
      days: planDays(plan.firstOn, plan.lastOn, city.timeZone),
      holidays: holidaysSaid(plan.firstOn, plan.lastOn, city.timeZone),
      ...{ totals: planTotals(visits, caregiverIds), before: planTotals(inForce, caregiverIds) },
      difference: planDifference(inForce, visits),
      isOvertaken: plan.state === "draft" && (await plansInForce(uow, plan)).join() !== [...plan.baseIds].sort().join(),
      people: await namesOfPeople(
        uow,
        [...everybody, ...seen.map(({ personId }) => personId), plan.askedBy, plan.publishedBy, plan.illId].filter(
          (id) => id !== null,
        ),
      ),
      residents: await residentNames(
        uow,
        [...seen, ...plan.unassigned].map(({ residentId }) => residentId),
      ),
      may: { plan: may("plan:visits"), open: may("open:sensitive") },
    };
  });
}

/** What is in force in the draft's days: nothing where the plan itself is in force, or was. */
async function besideIt(uow: UnitOfWork, city: City, plan: PlanRecord, personIds: readonly string[]): Promise<BoardVisit[]> {
  if (plan.state !== "draft" || !plan.beginsFrom) return [];
  const to = instantOf(daysFrom(plan.lastOn, 1), 0, city.timeZone);
  return visitsInForce(uow, { ...scopeOf(plan, city.timeZone), personIds, from: plan.beginsFrom, to, plan });
}

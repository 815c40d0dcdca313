import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUrgentThread } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { namesOfPeople } from "../data/due-list.server";
import { countLeftOut, residentNames, visitorsOfPlan, visitsOfPeople } from "../data/plan-board.server";
import { caregiverIdsInScope } from "../data/plan-basis.server";
import { findPlanHead, plansOnDay } from "../data/visit-plans.server";
import { boardOfArea } from "../domain/board-of-area";
import type { BoardVisit } from "../domain/plan-difference";
import type { PlanRecord } from "../domain/visit-plan";
import { planDays, scopeOf } from "./plan-basis.server";
import type { BoardDay } from "./plan-in-view.server";

const ROWS = 30;

export interface BoardInView {
  readonly plan: PlanRecord;
  readonly days: readonly BoardDay[];
  /** whoever may get a visit, in order; the board shows a page of them */
  readonly everybody: readonly string[];
  readonly rows: readonly string[];
  readonly page: number;
  readonly pages: number;
  readonly visits: readonly BoardVisit[];
  readonly people: Readonly<Record<string, string>>;
  readonly residents: Readonly<Record<string, string>>;
  /** visits nobody makes */
  readonly leftOut: number;
  readonly may: { readonly plan: boolean; readonly open: boolean };
}

export interface BoardAsked {
  readonly page: number;
  readonly visitId: string | null;
  /** one person alone, on any page */
  readonly personId?: string;
}

/** The plan whose board is meant by «the board» of an area today; null where there is none, or not one alone. */
export const boardOfToday = (actor: Actor, city: City, areaCode: string): Promise<string | null> =>
  inUnitOfWork(actor, async (uow) => boardOfArea(await plansOnDay(uow, city.code, areaCode, today(city.timeZone)), areaCode));

/** One page of a plan's board; null where there is no plan the actor may see. */
export function boardInView(actor: Actor, city: City, planId: string, asked: BoardAsked): Promise<BoardInView | null> {
  if (!isUuid(planId)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const plan = await findPlanHead(uow, planId);
    if (!plan || plan.cityCode !== city.code) return null;
    const may = (permission: "plan:visits" | "open:sensitive") =>
      mayIn(actor, permission, plan.areaCode, plan.line as "civil-affairs");
    // Whoever opens a draft will soon move something: the thread that weighs it opens meanwhile.
    if (plan.state === "draft" && may("plan:visits")) void inUrgentThread("try-move", null).catch(() => undefined);
    const inScope = await caregiverIdsInScope(uow, scopeOf(plan, city.timeZone), plan.personIds);
    const everybody = [...new Set([...inScope, ...(await visitorsOfPlan(uow, plan.id))])];
    const pages = Math.max(1, Math.ceil(everybody.length / ROWS));
    const page = Math.max(0, Math.min(pages - 1, asked.page));
    const rows =
      asked.personId === undefined
        ? everybody.slice(page * ROWS, (page + 1) * ROWS)
        : everybody.filter((id) => id === asked.personId);
    const visitId = asked.visitId !== null && isUuid(asked.visitId) ? asked.visitId : null;
    const visits = await visitsOfPeople(uow, plan.id, city.timeZone, rows, visitId);
    return {
      ...{ plan, everybody, rows, page, pages, visits, days: planDays(plan.firstOn, plan.lastOn, city.timeZone) },
      leftOut: await countLeftOut(uow, plan.id),
      people: await namesOfPeople(uow, everybody),
      residents: await residentNames(
        uow,
        visits.map(({ residentId }) => residentId),
      ),
      may: { plan: may("plan:visits"), open: may("open:sensitive") },
    };
  });
}

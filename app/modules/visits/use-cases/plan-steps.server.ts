import { v7 as newId, validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import type { Gap } from "~/modules/work-orders/domain/duty-roster";
import { now, today } from "~/platform/clock.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { countLeftOut, noteAbsence, visitorArea } from "../data/plan-board.server";
import { caregiverIdsInScope } from "../data/plan-basis.server";
import {
  addPlan,
  findPlanHead,
  firstBegins,
  holdPlans,
  plansInForce,
  putInForce,
  removePlan,
  stepPlan,
  withdrawPublished,
} from "../data/visit-plans.server";
import { isCutOff, type PlanRecord } from "../domain/visit-plan";
import { daysFrom } from "./due-basis.server";
import { hoursWithoutDuty } from "./duty-of-plan.server";
import { instantOf, scopeOf } from "./plan-basis.server";

export type PlanRefusalKind =
  | "not-there"
  | "not-permitted"
  | "area-shape"
  | "week-shape"
  | "week-over"
  | "too-far-ahead"
  | "no-caregivers"
  | "not-a-draft"
  | "changed-meanwhile"
  | "published-meanwhile"
  | "begun-already"
  | "in-two-places"
  | "still-planning"
  | "left-out"
  | "nobody-on-duty";
export interface PlanRefusal {
  readonly kind: PlanRefusalKind;
  /** of «nobody on duty»: where, and in which hours */
  readonly gaps?: readonly Gap[];
}
type Answer<T> = Promise<Verdict<T, PlanRefusal>>;
const no = (kind: PlanRefusalKind) => refused({ kind });

export interface TypedPlan {
  readonly areaCode: string;
  /** any day of the week that is meant */
  readonly week: string;
  readonly personIds: readonly string[];
  readonly isPooled: boolean;
  readonly seconds: string;
}

const LINE = "civil-affairs";
const USUAL_SECONDS = 60;
/** Half of it for that day, half for what finds no room there. */
const ILL_SECONDS = 1;
const MOST_SECONDS = 600;
/** Due visits roll four weeks ahead. */
const DAYS_AHEAD = 27;

export const mondayOf = (day: string): string => daysFrom(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** Asks for a week's plan; the job begins when the transaction ends. */
export const askPlan = (actor: Actor, city: City, typed: TypedPlan): Answer<string> =>
  inUnitOfWork(actor, (uow) => askIn(uow, actor, city, typed, null));

async function askIn(uow: UnitOfWork, actor: Actor, city: City, typed: TypedPlan, againOf: string | null): Answer<string> {
  const { areaCode, personIds, isPooled } = typed;
  if (!/^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(areaCode) || !areaCode.startsWith(city.code)) return no("area-shape");
  if (!isCalendarDay(typed.week) || !personIds.every((id) => isUuid(id))) return no("week-shape");
  if (!mayIn(actor, "plan:visits", areaCode, LINE)) return no("not-permitted");
  const firstOn = mondayOf(typed.week);
  const lastOn = daysFrom(firstOn, 6);
  const day = today(city.timeZone);
  if (lastOn < day) return no("week-over");
  if (firstOn > daysFrom(day, DAYS_AHEAD)) return no("too-far-ahead");
  const seconds = Math.min(MOST_SECONDS, Math.max(1, Math.round(Number(typed.seconds)) || USUAL_SECONDS));
  const scope = { cityCode: city.code, line: LINE, areaCode, firstOn, lastOn } as const;
  const people = await caregiverIdsInScope(uow, { ...scope, timeZone: city.timeZone }, personIds);
  if (people.length === 0 || people.length < personIds.length) return no("no-caregivers");
  return granted(await put(uow, { ...scope, seconds, personIds, isPooled, illId: null, againOf }));
}

async function put(uow: UnitOfWork, asked: Parameters<typeof addPlan>[1]): Promise<string> {
  const id = await addPlan(uow, asked);
  await enqueueJob(uow, asked.illId ? "planWithout" : "planVisits", { planId: id, cityCode: asked.cityCode }, `plan-${id}`);
  const { areaCode, line } = asked;
  await recordAudit(uow, { action: "ask:visit-plan", subject: { kind: "visit-plan", id }, areaCode, line, result: "done" });
  return id;
}

/** The same area and week once more, with the pins of this draft. */
export const planAgain = (actor: Actor, city: City, planId: string): Answer<string> =>
  withPlan(actor, city, planId, async (uow, plan) =>
    plan.kind === "ill"
      ? no("not-a-draft")
      : askIn(uow, actor, city, { ...plan, week: plan.firstOn, seconds: String(plan.seconds) }, plan.id),
  );

/** «Ill today»: notes the absence and asks for the rest of the day without her, everybody else's appointments held. */
export const illToday = (actor: Actor, city: City, personId: string, areaTyped: string): Answer<string> =>
  inUnitOfWork<Verdict<string, PlanRefusal>>(actor, async (uow) => {
    const found = isUuid(personId) ? await visitorArea(uow, city.code, personId) : null;
    if (!found) return no("not-there");
    const areaCode = areaTyped || found.areaCode;
    const isAround = found.areaCode.startsWith(areaCode);
    if (!/^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(areaCode) || !isAround) return no("area-shape");
    if (!mayIn(actor, "plan:visits", areaCode, found.line as typeof LINE)) return no("not-permitted");
    const firstOn = today(city.timeZone);
    const absence = newId();
    if (await noteAbsence(uow, absence, personId, firstOn, daysFrom(firstOn, 1)))
      await recordAudit(uow, {
        ...{ action: "note:absence", subject: { kind: "person", id: personId }, areaCode: found.areaCode },
        ...{ line: found.line as typeof LINE, result: "done" },
      });
    const lastOn = daysFrom(mondayOf(firstOn), 6);
    const asked = { cityCode: city.code, line: found.line, areaCode, firstOn, lastOn, seconds: ILL_SECONDS };
    return granted(await put(uow, { ...asked, personIds: [], isPooled: true, illId: personId, againOf: null }));
  });

/** Ends a run with its best so far; one whose job is gone becomes a draft at once, and says that it was cut off. */
export const stopPlan = (actor: Actor, city: City, planId: string): Answer<string> =>
  withPlan(actor, city, planId, async (uow, plan) => {
    if (plan.state !== "planning") return no("not-a-draft");
    const said = isCutOff(plan, now())
      ? { state: "draft", finishedAt: now(), figures: { ...plan.figures, ended: "cut-off" } as object, isStopAsked: true }
      : { isStopAsked: true };
    return (await stepPlan(uow, plan, "planning", said)) ? granted(plan.id) : no("changed-meanwhile");
  });

/** A draft, or one of which the run never came to anything, goes with its visits. */
export const discardPlan = (actor: Actor, city: City, planId: string): Answer<string> =>
  withPlan(actor, city, planId, async (uow, plan) => {
    const isLost = isCutOff(plan, now());
    if (plan.state !== "draft" && !isLost) return no("not-a-draft");
    await removePlan(uow, plan.id);
    await noted(uow, plan, "discard:visit-plan");
    return granted(plan.id);
  });

/**
 * Makes a draft the plan in force, whole or not at all, unless somebody has published another meanwhile.
 * @param asksOfLeftOut refused where the draft leaves somebody out: whoever publishes has not said that they know
 */
export async function publishPlan(
  actor: Actor,
  city: City,
  planId: string,
  version: number,
  { asksOfLeftOut = false }: { readonly asksOfLeftOut?: boolean } = {},
): Answer<string> {
  try {
    return await withPlan(actor, city, planId, async (uow, plan) => {
      await holdPlans(uow, plan.cityCode);
      if (plan.state !== "draft" || !plan.beginsFrom) return no(plan.state === "planning" ? "still-planning" : "not-a-draft");
      if (plan.version !== version) return no("changed-meanwhile");
      if ((await plansInForce(uow, plan)).join() !== [...plan.baseIds].sort().join()) return no("published-meanwhile");
      if (asksOfLeftOut && (await countLeftOut(uow, plan.id)) > 0) return no("left-out");
      const first = await firstBegins(uow, plan.id);
      if (first && first <= now()) return no("begun-already");
      const gaps = await hoursWithoutDuty(uow, city, plan.id, plan.line as typeof LINE);
      if (gaps.length > 0) return refused({ kind: "nobody-on-duty", gaps });
      const scope = scopeOf(plan, city.timeZone);
      const personIds = await caregiverIdsInScope(uow, scope, plan.personIds);
      const to = instantOf(daysFrom(plan.lastOn, 1), 0, city.timeZone);
      await withdrawPublished(uow, { ...scope, personIds, from: plan.beginsFrom, to, plan });
      const at = now();
      const said = { state: "published", publishedAt: at, publishedBy: uow.actor.personId };
      if (!(await stepPlan(uow, plan, "draft", said))) return no("changed-meanwhile");
      await putInForce(uow, plan.id);
      await noted(uow, plan, "publish:visit-plan");
      return granted(plan.id);
    });
  } catch (error) {
    // Somebody's hour is taken by a plan of an area the actor does not see.
    if (JSON.stringify(error, Object.getOwnPropertyNames(error)).includes("planned_visit_one_place")) return no("in-two-places");
    throw error;
  }
}

const noted = (uow: UnitOfWork, { id, areaCode, line }: PlanRecord, action: string) =>
  recordAudit(uow, { action, subject: { kind: "visit-plan", id }, areaCode, line: line as typeof LINE, result: "done" });

/** One step with a plan the actor sees and may change. */
export function withPlan<T>(
  actor: Actor,
  city: City,
  planId: string,
  step: (uow: UnitOfWork, plan: PlanRecord) => Promise<Verdict<T, PlanRefusal>>,
): Promise<Verdict<T, PlanRefusal>> {
  if (!isUuid(planId)) return Promise.resolve(no("not-there"));
  return inUnitOfWork<Verdict<T, PlanRefusal>>(actor, async (uow) => {
    const plan = await findPlanHead(uow, planId);
    if (!plan || plan.cityCode !== city.code) return no("not-there");
    if (!mayIn(actor, "plan:visits", plan.areaCode, plan.line as typeof LINE)) return no("not-permitted");
    return step(uow, plan);
  });
}

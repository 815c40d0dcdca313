import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { now, today } from "~/platform/clock.server";
import { inThread, inUrgentThread } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { zoneOf } from "../data/due-basis.server";
import { lastRun } from "../data/due-records.server";
import {
  copyPlanned,
  holdPlans,
  isStopAsked,
  notePlan,
  plansInForce,
  takeUpPlan,
  writePlanned,
  type PlannedVisitRow,
} from "../data/visit-plans.server";
import { HeardSearch } from "../domain/heard-search";
import { planPools, type PlanPool } from "../domain/plan-pools";
import type { SearchedPlan } from "../domain/plan-search";
import type { PlannedStop } from "../domain/plan-stops";
import type { VisitOnRecord } from "../domain/town-on-record";
import type { PlanFigures, PlanRecord, UnassignedVisit } from "../domain/visit-plan";
import { instantOf, momentOf, planBasis, type PlanBasis } from "./plan-basis.server";
import { planningStandards } from "./planning-standards.server";
import { workOutDue } from "./work-out-due.server";

const PLANNER = (areaCode: string) => systemActor("visit-plans", { areaCode });
const LOOK_EVERY_MS = 1_000;
const SAVE_EVERY_MS = 10_000;
const LEAST_SECONDS = 0.5;
const MOST_REASONS = 60;

/** The rest of a day without somebody: nobody looks at what is owed, and the thread opens while records are read. */
export async function runPlanWithout(planId: string, cityCode: string): Promise<void> {
  const warm = inUrgentThread<null, null>("search-plan", null);
  const begun = await beginPlan(planId, cityCode);
  await warm;
  if (begun) await begun.run();
}

/** Plans what somebody asked for, best so far kept in the records; another attempt, or whoever ended it, takes the plan away. */
export async function runPlan(planId: string, cityCode: string): Promise<void> {
  await dueOfToday(cityCode);
  await (await beginPlan(planId, cityCode))?.run();
}

/** Takes the plan up and reads what it is made from; null where there is nothing to plan any more. */
const beginPlan = (planId: string, cityCode: string): Promise<PlanRun | null> =>
  inUnitOfWork(PLANNER(cityCode), async (uow) => {
    const plan = await takeUpPlan(uow, planId);
    const timeZone = plan && (await zoneOf(uow, plan.cityCode));
    if (!plan || !timeZone) return null;
    await holdPlans(uow, plan.cityCode);
    const standards = await planningStandards(uow, plan.cityCode);
    const lead = standards.values[plan.kind === "ill" ? "visit-lead-minutes-ill" : "visit-lead-minutes"];
    const from = latest(
      new Date(Math.ceil(now().getTime() / 60_000) * 60_000 + lead * 60_000),
      instantOf(plan.firstOn, 0, timeZone),
    );
    const basis = await planBasis(uow, plan, timeZone, from, standards);
    await notePlan(uow, plan, {
      ...{ beginsFrom: from, baseIds: await plansInForce(uow, plan), figures: { method: basis.method } as object },
      inputsHash: createHash("sha256").update(JSON.stringify(basis.town)).digest("hex"),
    });
    return new PlanRun(plan, basis, timeZone, from);
  });

/** A plan is made of what is owed as of today: where the night's work is still to come, it is done first. */
async function dueOfToday(cityCode: string): Promise<void> {
  const isDone = await inUnitOfWork(PLANNER(cityCode), async (uow) => {
    const timeZone = await zoneOf(uow, cityCode);
    return timeZone === null || (await lastRun(uow, cityCode)) === today(timeZone);
  });
  if (!isDone) await workOutDue(cityCode);
}

const latest = (a: Date, b: Date): Date => (a > b ? a : b);

class PlanRun {
  private readonly actor;
  private readonly done: PlannedVisitRow[] = [];
  private readonly copied: string[] = [];
  private readonly unassigned: UnassignedVisit[];
  private readonly figures = { rounds: 0, brokenPins: 0, unplaced: 0, violations: 0 };
  private savedAt = 0;
  private isEnded = false;

  constructor(
    private readonly plan: PlanRecord,
    private readonly basis: PlanBasis,
    private readonly timeZone: string,
    private readonly from: Date,
  ) {
    this.actor = PLANNER(plan.cityCode);
    this.unassigned = [...basis.toVerify];
  }

  async run(): Promise<void> {
    const { basis, plan } = this;
    const pools = planPools(basis.town);
    const total = Math.max(1, basis.town.visits.length);
    let before = 0;
    for (const pool of pools) {
      const share = pool.records.length / total;
      const found = await this.search(pool, Math.max(LEAST_SECONDS, plan.seconds * share), before, share);
      if (found === null) return;
      before += share;
      this.take(pool, found);
    }
    await this.finish(pools.length);
  }

  /** One pool in a thread; null where the plan is somebody else's by now. */
  private async search(pool: PlanPool, seconds: number, before: number, share: number): Promise<SearchedPlan | null> {
    const heard = HeardSearch.of(pool.records.length);
    if (this.isEnded) heard.stop();
    const { streets } = this.basis.ground;
    const today = pool.town.days.findIndex(({ day }) => day === momentOf(this.from, this.timeZone).day);
    const illDay = this.plan.kind === "ill" ? Math.max(0, today) : null;
    const asked = { town: pool.town, streets, seconds, memory: heard.memory, illDay };
    const answer =
      illDay === null
        ? inThread<object, SearchedPlan>("search-plan", asked)
        : inUrgentThread<object, SearchedPlan>("search-plan", asked);
    let isOurs = true;
    let looking: Promise<void> = Promise.resolve();
    const timer = setInterval(() => {
      looking = looking
        .then(async () => {
          isOurs &&= await this.look(pool, heard, before, share);
          if (!isOurs) heard.stop();
        })
        .catch(() => undefined);
    }, LOOK_EVERY_MS);
    try {
      const found = await answer;
      await looking;
      return isOurs ? found : null;
    } finally {
      clearInterval(timer);
    }
  }

  /** Says how far it is, keeps the best so far now and then, and hears whether somebody wants it to end. */
  private look(pool: PlanPool, heard: HeardSearch, before: number, share: number): Promise<boolean> {
    const said = heard.hear();
    return inUnitOfWork(this.actor, async (uow) => {
      if (await isStopAsked(uow, this.plan.id)) {
        this.isEnded = true;
        heard.stop();
      }
      const isToSave = said !== null && performance.now() - this.savedAt > SAVE_EVERY_MS;
      const progress = Math.min(0.999, before + share * (said?.done ?? 0));
      const isOurs = await notePlan(uow, this.plan, {
        ...{ progress, heartbeatAt: now() },
        ...(isToSave ? { savedAt: now() } : {}),
      });
      if (!isOurs || !isToSave) return isOurs;
      this.savedAt = performance.now();
      await writePlanned(uow, this.plan.id, [...this.done, ...this.rowsOf(pool, said.stops)]);
      return true;
    });
  }

  private take(pool: PlanPool, found: SearchedPlan): void {
    this.done.push(...this.rowsOf(pool, found.stops));
    for (const record of found.untouched) this.copied.push(...(this.basis.heldIds[pool.records[record]!] ?? []));
    const apart = this.basis.town.caregivers.length - pool.town.caregivers.length;
    for (const { record, reasons, elsewhere } of found.leftOut) {
      const { residentId, areaCode, closesOn, cause, minutes } = pool.town.visits[record]!;
      this.unassigned.push({
        ...{
          residentId,
          areaCode,
          closesOn,
          cause,
          minutes,
          elsewhere: apart + elsewhere + Math.max(0, reasons.length - MOST_REASONS),
        },
        reasons: reasons.slice(0, MOST_REASONS),
      });
    }
    this.figures.rounds += found.rounds;
    this.figures.brokenPins += found.brokenPins.length;
    this.figures.unplaced += found.unplaced.length;
    this.figures.violations += found.violations;
  }

  private finish(pools: number): Promise<void> {
    const { plan, basis, figures } = this;
    return inUnitOfWork(this.actor, async (uow) => {
      const said: PlanFigures = {
        ...{
          ...figures,
          pools,
          visits: basis.town.visits.length + basis.toVerify.length,
          caregivers: basis.town.caregivers.length,
          method: basis.method,
        },
        ...(this.isEnded ? { ended: "asked" } : {}),
      };
      const isOurs = await notePlan(uow, plan, {
        ...{ state: "draft", progress: 1, finishedAt: now(), savedAt: now(), heartbeatAt: now() },
        ...{ figures: { ...said } as object, unassigned: this.unassigned.map((one) => ({ ...one }) as object) },
      });
      if (!isOurs) return;
      await writePlanned(uow, plan.id, this.done);
      await copyPlanned(uow, plan.id, this.copied);
      const { id, areaCode, line } = plan;
      await recordAudit(uow, {
        ...{ action: "work-out:visit-plan", subject: { kind: "visit-plan", id }, areaCode, line, result: "done" },
        facts: { visits: this.done.length + this.copied.length, unassigned: this.unassigned.length },
      });
    });
  }

  private rowsOf(pool: PlanPool, stops: readonly PlannedStop[]): PlannedVisitRow[] {
    const pairs = new Map<number, string>();
    return stops.flatMap((stop) => {
      const visit = pool.town.visits[stop.record]!;
      if (visit.isOutside) return [];
      if (visit.needsTwo && !pairs.has(stop.record)) pairs.set(stop.record, newId());
      return [plannedRow(visit, stop, pairs.get(stop.record) ?? null, this.timeZone)];
    });
  }
}

export const plannedRow = (
  visit: VisitOnRecord,
  stop: PlannedStop,
  pairId: string | null,
  timeZone: string,
): PlannedVisitRow => ({
  ...{ residentId: visit.residentId, personId: stop.personId, line: visit.line, areaCode: visit.areaCode, pairId },
  beginsAt: instantOf(stop.day, stop.begins, timeZone).toISOString(),
  endsAt: instantOf(stop.day, stop.ends, timeZone).toISOString(),
  ...{ channel: stop.channel, dueOpensOn: visit.opensOn, dueClosesOn: visit.closesOn, dueClosesAt: visit.closesAt },
  ...{ cause: visit.cause, causeId: visit.causeId, minutes: visit.minutes, isPhoneEnough: visit.isPhoneEnough },
  isPinned: stop.isPinned && visit.isPinKept,
  ...{ travelMinutes: stop.travelMinutes, travelMetres: stop.travelMetres },
  ...{ backMinutes: stop.backMinutes, backMetres: stop.backMetres },
});

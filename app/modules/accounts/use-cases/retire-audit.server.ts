import { now } from "~/platform/clock.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  eventsByMonth,
  lockRetiring,
  nextMonthToGo,
  retiredMonths,
  retireMonth,
  type EventsOfMonth,
} from "../data/audit-retired.server";
import { retirementRequests, type RetirementRequest } from "../data/retirement-requests.server";
import { retentionRules } from "../data/retention.server";
import type { Actor } from "../domain/actor";
import type { ApprovalRefusal } from "../domain/approval";
import { monthAfter, monthBefore, monthOf, monthOfSubject, monthsFrom, subjectOfMonth } from "../domain/audit-retirement";
import { cutOff } from "../domain/retention";
import type { ApprovalKind } from "./approval-kind.server";
import { askApproval } from "./ask-approval.server";
import { systemActor } from "./system-actor.server";

const KEEPER = systemActor("retire-audit");
/** A month of a large city is hashed once more before it goes. */
const HOUR_MS = 3_600_000;

/** Months of the audit that are past their days; they go oldest first, up to a month that two people name. */
export const retireAudit: ApprovalKind = {
  kind: "retire-audit",
  permission: "write:retention",
  days: 7,
  async find(uow, subjectId) {
    const through = monthOfSubject(subjectId);
    const span = await monthsOldEnough(uow);
    if (!through || !span || through < span.from || through > span.through) return null;
    return { areaCode: "", line: "", concerns: null };
  },
  names: (_uow, subjectIds) => Promise.resolve(new Map(subjectIds.map((id) => [id, monthOfSubject(id) ?? ""]))),
  /** Dropping waits for whoever is writing: a job does it, and tries again. */
  async carryOut(uow) {
    await enqueueJob(uow, "retireAudit", {}, "retireAudit");
    return granted(null);
  },
};

async function monthsOldEnough(uow: UnitOfWork): Promise<{ readonly from: string; readonly through: string } | null> {
  const rule = (await retentionRules(uow)).find(({ kind }) => kind === "audit");
  const from = await nextMonthToGo(uow);
  if (!rule || !from) return null;
  const through = monthBefore(monthOf(cutOff(rule, now())));
  return from <= through ? { from, through } : null;
}

export interface RetirablePlan {
  readonly from: string;
  readonly through: string;
  readonly months: readonly EventsOfMonth[];
  readonly events: number;
}

/** What would go, month by month; nothing is touched. Null = nothing is old enough. */
export const retirablePlan = (): Promise<RetirablePlan | null> =>
  inUnitOfWork(KEEPER, async (uow) => {
    const span = await monthsOldEnough(uow);
    if (!span) return null;
    const counted = new Map((await eventsByMonth(uow, monthAfter(span.through))).map(({ month, events }) => [month, events]));
    const months = monthsFrom(span.from, span.through).map((month) => ({ month, events: counted.get(month) ?? 0 }));
    return { ...span, months, events: [...counted.values()].reduce((sum, one) => sum + one, 0) };
  });

/** Requests about the next month to go and perhaps later ones. */
const openFor = async (uow: UnitOfWork, from: string): Promise<RetirementRequest[]> =>
  (await retirementRequests(uow)).filter(({ subjectId }) => (monthOfSubject(subjectId) ?? "") >= from);

/** Whether what is old enough is asked for already, or approved and about to go. */
export const retirementState = (): Promise<"none" | "asked" | "approved"> =>
  inUnitOfWork(KEEPER, async (uow) => {
    const from = await nextMonthToGo(uow);
    const open = from ? await openFor(uow, from) : [];
    if (open.some(({ decision }) => decision === "approved")) return "approved";
    return open.length > 0 ? "asked" : "none";
  });

/** Asks a second person to let go every month that is old enough today; what that is stands in the request. */
export async function askToRetireAudit(actor: Actor, reason: string): Promise<Verdict<string, ApprovalRefusal>> {
  const plan = await retirablePlan();
  if (!plan) return refused({ kind: "not-there" });
  const { from, through, events } = plan;
  const facts = { from, through, months: plan.months.length, events };
  return askApproval(actor, retireAudit, { subjectId: subjectOfMonth(through), reason, facts });
}

/** Carries out what was approved, a month a transaction, oldest first. Twice, or two at once, is once. */
export async function retireApprovedMonths(): Promise<EventsOfMonth[]> {
  const gone: EventsOfMonth[] = [];
  for (let more = true; more;) {
    const went = await inUnitOfWork(KEEPER, retireNext, { timeout: HOUR_MS });
    if (went) gone.push(went);
    more = went !== null;
  }
  return gone;
}

async function retireNext(uow: UnitOfWork): Promise<EventsOfMonth | null> {
  if (!(await lockRetiring(uow))) return null;
  const span = await monthsOldEnough(uow);
  if (!span) return null;
  const approved = (await openFor(uow, span.from)).find(({ decision }) => decision === "approved");
  return approved ? { month: span.from, events: await retireMonth(uow, span.from, approved.id) } : null;
}

export interface RetiredShown extends EventsOfMonth {
  readonly on: string;
}

/** What went, the newest month first. */
export const retiredSoFar = (): Promise<RetiredShown[]> =>
  inUnitOfWork(KEEPER, async (uow) =>
    (await retiredMonths(uow))
      .map(({ month, events, retiredAt }) => ({ month, events: Number(events), on: retiredAt.toISOString().slice(0, 10) }))
      .reverse(),
  );

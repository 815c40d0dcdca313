import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  findReport,
  holdRegister,
  holdReport,
  reviewReport,
  submitReport,
  takeCorrectionsOver,
} from "../data/month-reports.server";
import { MONTH_BASIS } from "../domain/month-figures";
import { missingUnits } from "../domain/composed-month";
import {
  isKnowing,
  isOver,
  reviewedIn,
  stateAfter,
  type ReportState,
  type ReportStep,
  type StepProblem,
} from "../domain/month-report";
import { figuresByNow, type MonthPlace } from "./month-in-view.server";

export type MonthRefusal = { readonly kind: StepProblem | "not-permitted" };

const DEED = { submit: "submit:month", return: "return:month", lock: "lock:month" } as const;

/** Hands a unit's month in, gives it back, or locks it: community → street → district → city, each looked through one level up. */
export function stepMonth(
  actor: Actor,
  city: City,
  place: MonthPlace,
  step: ReportStep,
): Promise<Verdict<ReportState, MonthRefusal>> {
  const { areaCode, line, month } = place;
  const where = step.kind === "submit" ? areaCode : reviewedIn(areaCode);
  if (!mayIn(actor, "report:visits", where, line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  if (month > today(city.timeZone)) return Promise.resolve(refused({ kind: "month-to-come" }));
  return inUnitOfWork<Verdict<ReportState, MonthRefusal>>(actor, async (uow) => {
    const at = { cityCode: city.code, ...place };
    if (step.kind === "submit") await holdRegister(uow, at);
    await holdReport(uow, at);
    const report = await findReport(uow, at);
    const after = stateAfter(report, step, actor.personId);
    if (!after.ok) return after;
    let id = report?.id ?? "";
    let facts: Record<string, string | number | boolean> = { month };
    const isEarly = !isOver(month, today(city.timeZone));
    if (step.kind === "submit") {
      const { figures, handedIn } = await figuresByNow(uow, city, place);
      const missing = missingUnits(figures, areaCode);
      if (!isKnowing(isEarly, missing.length, step.despite)) return refused({ kind: "not-all-in" });
      id = await submitReport(uow, at, MONTH_BASIS, { ...figures, missing, isEarly }, now());
      if (isEarly || missing.length > 0) facts = { month, isEarly, missing: missing.length };
      await takeCorrectionsOver(
        uow,
        id,
        handedIn.map((unit) => unit.id),
      );
    } else
      await reviewReport(
        uow,
        id,
        step.kind === "lock" ? "locked" : "returned",
        step.kind === "return" ? step.why.trim() : null,
        now(),
      );
    await recordAudit(uow, {
      ...{ action: DEED[step.kind], subject: { kind: "month-report", id }, areaCode, line, result: "done" },
      facts,
    });
    return granted(after.value);
  });
}

/** The step a form says, with what was ticked beside it. */
export function stepSaid(kind: ReportStep["kind"], form: FormData): ReportStep {
  if (kind === "return") return { kind, why: String(form.get("why") ?? "") };
  if (kind === "lock") return { kind, isSure: form.get("sure") === "yes" };
  const despite = String(form.get("despite") ?? "");
  return { kind, despite: /^\d{1,6}$/.test(despite) ? Number(despite) : null };
}

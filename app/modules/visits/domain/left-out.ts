import type { PlanTown } from "./plan-town";
import type { PlannedRoutes } from "./planning-problem";
import type { Bar } from "./town-on-record";
import { UnassignedReasons, type Reason } from "./unassigned-reasons";

export type LeftOutReason = Exclude<Reason, "never-match"> | Bar;

/** A visit nobody makes, with what stands against each caregiver; whoever is only elsewhere is counted, not listed. */
export interface LeftOut {
  readonly record: number;
  readonly reasons: readonly { readonly personId: string; readonly reason: LeftOutReason }[];
  readonly elsewhere: number;
}

/** Reasons of a finished plan, tried again on it. A visit for two is told once, by the half that is nearer to going. */
export function leftOut(town: PlanTown, plan: PlannedRoutes, pinned: Float64Array | null): LeftOut[] {
  if (plan.unassigned.length === 0) return [];
  const { problem, recordOf, asked, pinOf, bar } = town;
  const reasons = new UnassignedReasons(problem, plan, pinned);
  const told = new Map<number, LeftOut>();
  for (const visit of plan.unassigned) {
    const record = recordOf[visit]!;
    if (told.has(record)) continue;
    let elsewhere = 0;
    const each = reasons.of(visit).flatMap(({ caregiver, reason }) => {
      const named: LeftOutReason =
        reason === "never-match" ? (pinOf[visit] ? "pinned-elsewhere" : bar(record, caregiver)!) : reason;
      if (named === "elsewhere") elsewhere++;
      return named === "elsewhere" ? [] : [{ personId: asked.caregivers[caregiver]!.id, reason: named }];
    });
    told.set(record, { record, reasons: each, elsewhere });
  }
  return [...told.values()];
}

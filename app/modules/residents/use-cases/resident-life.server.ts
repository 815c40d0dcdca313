import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addStay, takeOffStay } from "../data/resident-parts.server";
import { holdResident, writeLife } from "../data/resident-record.server";
import { lifeAfter, type LifeRefusal, type LifeStep } from "../domain/resident-life";
import { auditResident, type ResidentDeed } from "./audit-resident.server";
import { dueFollows } from "./due-follows.server";
import { resembledFiles } from "./resembled-files.server";
import { refreshRisk } from "./resident-risk.server";

export type LifeStepRefusal =
  LifeRefusal | { readonly kind: "not-there" | "not-permitted" | "day-unreadable" | "resembles-others" };

const DEEDS: Record<LifeStep["kind"], ResidentDeed> = {
  ...{ approve: "decide:resident", decline: "decide:resident" },
  ...{ leave: "write:resident-life", return: "write:resident-life", "correct-exit": "write:resident-life" },
};

/**
 * Approves or declines a proposal, notes that somebody left, that they are back, or that they never left. Who is approved stands on
 * the key-care list from that day on, and is due like everybody registered. Whoever may write the file corrects its exit at any
 * time: an elder whom nobody visits by mistake waits for no second word, and months handed in tell the correction.
 */
export async function stepInLife(
  actor: Actor,
  city: City,
  residentId: string,
  step: LifeStep,
): Promise<Verdict<null, LifeStepRefusal>> {
  if ("on" in step && !isCalendarDay(step.on)) return refused({ kind: "day-unreadable" });
  const day = today(city.timeZone);
  return inUnitOfWork<Verdict<null, LifeStepRefusal>>(actor, async (uow) => {
    const resident = await holdResident(uow, residentId);
    if (!resident) return refused({ kind: "not-there" });
    if (!mayIn(actor, "write:residents", resident.areaCode, resident.line)) return refused({ kind: "not-permitted" });
    const after = lifeAfter(resident, step, day);
    if (!after.ok) return after;
    // Whoever proposed sees the files of those they visit; whoever approves is asked about all they see.
    if (step.kind === "approve" && !step.isOther && (await resembledFiles(uow, city.code, [resident]))[0]?.length)
      return refused({ kind: "resembles-others" });
    const isDecided = step.kind === "approve" || step.kind === "decline";
    const { registeredOn, leftOn } = resident;
    if (step.kind === "correct-exit" && registeredOn && leftOn)
      await takeOffStay(uow, residentId, { from: registeredOn, to: leftOn });
    if (step.kind === "leave" && registeredOn)
      await addStay(uow, residentId, { from: registeredOn, to: step.on, leftReason: step.reason });
    await writeLife(
      uow,
      residentId,
      { ...after.value, ...(step.kind === "approve" ? { keyCareSince: step.on } : {}), ...(isDecided ? { decided: now() } : {}) },
      now(),
    );
    if (after.value.state === "registered") await refreshRisk(uow, residentId, day);
    if (step.kind !== "decline") await dueFollows(uow, resident.cityCode);
    const { kind, ...facts } = step;
    await auditResident(uow, DEEDS[kind], resident, { step: kind, ...facts });
    return granted(null);
  });
}

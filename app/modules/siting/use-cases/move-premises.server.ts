import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { facilityNames } from "~/modules/catalog/use-cases/facility-names.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { isLinkedElsewhere } from "../data/premises-list.server";
import { insertStep, updatePremises } from "../data/premises-write.server";
import type { PremisesRefusal } from "../domain/premises/premises-refusal";
import { isDropped, stepTaken, type StepWish } from "../domain/premises/premises-stage";
import { heldPremises } from "./held-premises.server";

type Done = Verdict<null, PremisesRefusal>;

/**
 * One step of the way: on, back with a reason, dropped with one, or taken up again. A page that is older than the last step takes none.
 * @param seen number of the last step the page showed
 */
export function movePremises(actor: Actor, city: City, id: string, seen: number, wish: StepWish): Promise<Done> {
  return inUnitOfWork<Done>(actor, async (uow) => {
    const found = await heldPremises(uow, actor, id);
    if (!found.ok) return found;
    const { premises, standing } = found.value;
    if (standing.number !== seen) return refused({ kind: "changed-meanwhile" });
    if (!isCalendarDay(wish.on)) return refused({ kind: "not-a-day" });
    const step = stepTaken(standing, wish, "person", today(city.timeZone));
    if (!step.ok) return step;
    await insertStep(uow, id, step.value);
    await recordAudit(uow, {
      ...{ action: "move:premises", subject: { kind: "premises", id }, areaCode: premises.areaCode, line: "", result: "done" },
      facts: { stage: step.value.stage, kind: step.value.kind },
    });
    return granted(null);
  });
}

const KEY = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Says which facility premises that operate have become, by its number or its address; nothing written = none. */
export async function linkPremises(actor: Actor, id: string, written: string): Promise<Done> {
  const facilityId = KEY.exec(written.trim().toLowerCase())?.[0] ?? null;
  if (written.trim() !== "" && (facilityId === null || !(facilityId in (await facilityNames(actor, [facilityId])))))
    return refused({ kind: "not-a-facility" });
  return inUnitOfWork<Done>(actor, async (uow) => {
    const found = await heldPremises(uow, actor, id);
    if (!found.ok) return found;
    const { premises, standing } = found.value;
    if (facilityId !== null && (standing.stage !== "operating" || isDropped(standing))) return refused({ kind: "not-operating" });
    if (facilityId === premises.facilityId) return granted(null);
    if (facilityId !== null && (await isLinkedElsewhere(uow, id, facilityId))) return refused({ kind: "facility-taken" });
    if (!(await updatePremises(uow, { ...premises, facilityId, version: premises.version + 1 })))
      rollBack(refused({ kind: "changed-meanwhile" }));
    await recordAudit(uow, {
      ...{ action: "link:premises", subject: { kind: "premises", id }, areaCode: premises.areaCode, line: "", result: "done" },
      facts: { facility: facilityId },
    });
    return granted(null);
  });
}

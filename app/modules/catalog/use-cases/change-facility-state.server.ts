import type { Actor } from "~/modules/accounts/domain/actor";
import { unlessOthersWrite } from "~/platform/standing-in-line.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findFacility, lockFacilities } from "../data/facility-record.server";
import { saveFacility } from "../data/save-facility.server";
import { NOT_FOUND, NOT_PERMITTED, OTHERS_WRITE, type CatalogRefusal } from "../domain/catalog-refusal";
import { withState } from "../domain/close-facility";
import type { Facility } from "../domain/facility";
import type { StateChange } from "../domain/life-cycle";
import { areaOf } from "../domain/within-reach";
import { auditFacility } from "./audit-facility.server";
import { maySomewhereWrite, mayWriteSite } from "./may-write-catalog.server";

/** Opens, suspends or closes a facility from a day on. Closing ends what it offers; earlier days stay as they were counted. */
export async function changeFacilityState(
  actor: Actor,
  cityCode: string,
  id: string,
  change: StateChange,
): Promise<Verdict<Facility, CatalogRefusal>> {
  if (!maySomewhereWrite(actor, cityCode)) return refused(NOT_PERMITTED);
  const work = inUnitOfWork<Verdict<Facility, CatalogRefusal>>(actor, async (uow) => {
    await lockFacilities(uow, cityCode, [id]);
    const before = await findFacility(uow, cityCode, id);
    if (!before) return refused(NOT_FOUND);
    if (!mayWriteSite(actor, before)) return refused({ kind: "beyond-own", areaCode: areaOf(before), line: before.line });
    const after = withState(before, change);
    if (!after.ok) return refused(after.refusal);
    const saved = await saveFacility(uow, before, after.value, "state");
    await auditFacility(uow, "write:facility-state", saved, { state: change.to });
    return granted(saved);
  });
  return unlessOthersWrite(work, refused(OTHERS_WRITE));
}

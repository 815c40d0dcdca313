import { communityAt } from "~/modules/places/use-cases/community-at.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { FacilityDraft } from "../domain/facility-draft";

/** A draft that names no area belongs to the community it stands in. */
export async function draftInItsArea(uow: UnitOfWork, cityCode: string, draft: FacilityDraft): Promise<FacilityDraft> {
  if (draft.areaCode !== null || draft.position === null) return draft;
  const found = await communityAt(uow, cityCode, draft.position);
  return found ? { ...draft, areaCode: found.area.code } : draft;
}

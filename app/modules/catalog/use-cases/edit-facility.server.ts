import type { Actor } from "~/modules/accounts/domain/actor";
import { unlessOthersWrite } from "~/platform/standing-in-line.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findFacility, lockFacilities } from "../data/facility-record.server";
import { recordAtVersion } from "../data/revisions.server";
import { saveFacility } from "../data/save-facility.server";
import { maskedFacility, maskedPhones, sealedFacility, unmaskedContacts } from "../data/sealed-contacts.server";
import { NOT_FOUND, NOT_PERMITTED, OTHERS_WRITE, type CatalogRefusal } from "../domain/catalog-refusal";
import { checkDraft } from "../domain/check-facility";
import { keptPosition } from "../domain/declared-position";
import type { Facility } from "../domain/facility";
import { applyDraft, draftOf, type FacilityDraft } from "../domain/facility-draft";
import { meetOtherEdit, type Choice } from "../domain/meet-other-edit";
import { beyondOwn } from "../domain/within-reach";
import { auditFacility } from "./audit-facility.server";
import { draftContext } from "./draft-context.server";
import { draftInItsArea } from "./draft-in-its-area.server";
import { lineOfTypes } from "./line-of-types.server";
import { maySomewhereWrite, mayWriteCatalog, reachOf } from "./may-write-catalog.server";

export interface FacilityEdit {
  readonly id: string;
  /** the version the form was opened with */
  readonly version: number;
  /** the version whose differences the editor was shown, if they met another editor */
  readonly seenVersion?: number | null;
  /** of what both changed, which is to hold */
  readonly choices?: ReadonlyMap<string, Choice>;
  readonly draft: FacilityDraft;
  readonly effectiveOn: CalendarDay;
  /** the operator's kind may change for all its facilities: the editor was told how many they are */
  readonly changesOperatorKind?: boolean;
  /** a position far outside the city is meant */
  readonly isFarMeant?: boolean;
}

/** Changes a facility from a day on. When someone else saved meanwhile, nothing is written and both versions are shown. */
export async function editFacility(
  actor: Actor,
  cityCode: string,
  edit: FacilityEdit,
): Promise<Verdict<Facility, CatalogRefusal>> {
  if (!maySomewhereWrite(actor, cityCode)) return refused(NOT_PERMITTED);
  const work = inUnitOfWork<Verdict<Facility, CatalogRefusal>>(actor, async (uow) => {
    await lockFacilities(uow, cityCode, [edit.id]);
    const before = await findFacility(uow, cityCode, edit.id);
    if (!before) return refused(NOT_FOUND);
    const said = { ...edit.draft, position: keptPosition(before.position, edit.draft.position) };
    const draft = await draftInItsArea(uow, cityCode, said);
    const context = await draftContext(uow, cityCode, draft, edit.effectiveOn, before.life, {
      ...edit,
      changesOperatorKind: edit.changesOperatorKind === true && mayWriteCatalog(actor, cityCode),
      position: before.position,
    });
    const checked = checkDraft(draft, context);
    if (!checked.ok) return refused({ kind: "fields", fields: checked.refusal });
    const opened = await recordAtVersion(uow, before.id, edit.version);
    const met = meetOtherEdit<FacilityDraft>({
      ...{ openedVersion: edit.version, currentVersion: before.version, yours: checked.value },
      seenVersion: edit.seenVersion ?? null,
      choices: edit.choices ?? new Map(),
      opened: isFacility(opened) ? draftOf(opened, edit.effectiveOn) : null,
      theirs: draftOf(maskedFacility(before), edit.effectiveOn),
    });
    if (!met.ok) return refused(met.refusal);
    const contacts = unmaskedContacts(met.value.contacts, before);
    const masked = maskedPhones(contacts);
    if (masked.length > 0) return refused({ kind: "fields", fields: masked });
    const after = sealedFacility(applyDraft(before, { ...met.value, contacts }, edit.effectiveOn), before);
    if (JSON.stringify(after) === JSON.stringify(before)) return granted(before);
    const beyond = beyondOwn(before, after, await lineOfTypes(uow, cityCode), reachOf(actor));
    if (beyond) return refused(beyond);
    const saved = await saveFacility(uow, before, after, "edit");
    await auditFacility(uow, "write:facility", saved);
    return granted(saved);
  });
  return unlessOthersWrite(work, refused(OTHERS_WRITE));
}

const isFacility = (record: unknown): record is Facility =>
  typeof record === "object" && record !== null && "life" in record && "offerings" in record && "documents" in record;

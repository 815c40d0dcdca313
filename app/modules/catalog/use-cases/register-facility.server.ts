import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { unlessOthersWrite } from "~/platform/standing-in-line.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findFacility, lockFacilities } from "../data/facility-record.server";
import { insertFacility } from "../data/save-facility.server";
import { maskedPhones, unmaskedContacts } from "../data/sealed-contacts.server";
import { NO_PREDECESSOR, NOT_PERMITTED, OTHERS_WRITE, type CatalogRefusal } from "../domain/catalog-refusal";
import { checkDraft } from "../domain/check-facility";
import type { Facility } from "../domain/facility";
import { applyDraft, type FacilityDraft } from "../domain/facility-draft";
import { beginLife, type FacilityState } from "../domain/life-cycle";
import { beyondOwn } from "../domain/within-reach";
import { auditFacility } from "./audit-facility.server";
import { draftContext } from "./draft-context.server";
import { draftInItsArea } from "./draft-in-its-area.server";
import { maySomewhereWrite, mayWriteCatalog, reachOf } from "./may-write-catalog.server";
import { lineOfTypes } from "./line-of-types.server";

export interface Registration {
  readonly draft: FacilityDraft;
  readonly state: FacilityState;
  readonly stateFrom: CalendarDay;
  /** from when its offerings hold */
  readonly effectiveOn: CalendarDay;
  readonly successorOfId: string | null;
  /** the operator's kind may change for all its facilities: the editor was told how many they are */
  readonly changesOperatorKind?: boolean;
  /** a position far outside the city is meant */
  readonly isFarMeant?: boolean;
}

/** Puts a new facility on record: its face, its first state and what it offers. */
export async function registerFacility(
  actor: Actor,
  cityCode: string,
  wish: Registration,
): Promise<Verdict<Facility, CatalogRefusal>> {
  if (!maySomewhereWrite(actor, cityCode)) return refused(NOT_PERMITTED);
  if (!isCalendarDay(wish.stateFrom))
    return refused({ kind: "fields", fields: [{ at: "stateFrom", problem: { kind: "day-unreadable", given: wish.stateFrom } }] });
  const work = inUnitOfWork<Verdict<Facility, CatalogRefusal>>(actor, async (uow) => {
    const predecessor = wish.successorOfId === null ? null : await closedOne(uow, cityCode, wish.successorOfId);
    if (wish.successorOfId !== null && !predecessor) return refused(NO_PREDECESSOR);
    const life = beginLife(wish.state, wish.stateFrom);
    const draft = await draftInItsArea(uow, cityCode, wish.draft);
    // An operator's kind holds for all its facilities: that is for the whole city.
    const changesOperatorKind = wish.changesOperatorKind && mayWriteCatalog(actor, cityCode);
    const { isFarMeant } = wish;
    const context = await draftContext(uow, cityCode, draft, wish.effectiveOn, life, {
      id: null,
      changesOperatorKind,
      isFarMeant,
    });
    const checked = checkDraft(draft, context);
    if (!checked.ok) return refused({ kind: "fields", fields: checked.refusal });
    // The form of a successor opens with what the one before had, its private numbers masked.
    const contacts = predecessor ? unmaskedContacts(checked.value.contacts, predecessor) : checked.value.contacts;
    const masked = maskedPhones(contacts);
    if (masked.length > 0) return refused({ kind: "fields", fields: masked });
    const { offerings: _said, ...face } = checked.value;
    const bare: Facility = {
      ...{ id: newId(), cityCode, externalSource: null, externalId: null, successorOfId: wish.successorOfId, version: 1 },
      ...{ ...face, life, offerings: [] },
    };
    const facility = applyDraft(bare, { ...checked.value, contacts }, wish.effectiveOn);
    const beyond = beyondOwn(null, facility, await lineOfTypes(uow, cityCode), reachOf(actor));
    if (beyond) return refused(beyond);
    await insertFacility(uow, facility);
    await auditFacility(uow, "write:facility", facility);
    return granted(facility);
  });
  return unlessOthersWrite(work, refused(OTHERS_WRITE));
}

/** A facility follows one of its city that has closed; anything else in that place came from a form that was tampered with. */
async function closedOne(uow: UnitOfWork, cityCode: string, id: string): Promise<Facility | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  await lockFacilities(uow, cityCode, [id]);
  const before = await findFacility(uow, cityCode, id);
  return before?.life.at(-1)?.state === "closed" ? before : null;
}

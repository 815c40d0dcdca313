import { normalised } from "~/modules/accounts/domain/sensitive-field";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { dayOf, now, today } from "~/platform/clock.server";
import { unlessOthersWrite } from "~/platform/standing-in-line.server";
import { actAs, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { decideEdit, lastDecidedOf, openEditOf, proposeEdit } from "../data/facility-edits.server";
import { findFacility, lockFacilities } from "../data/facility-record.server";
import { listPhotos } from "../data/photos.server";
import { recordAtVersion } from "../data/revisions.server";
import { checkDraft, type DraftRefusal } from "../domain/check-facility";
import type { Facility } from "../domain/facility";
import { atFacts, changesBetween, draftWith, factsOf, phonesRefused, type Facts } from "../domain/facility-edit";
import type { FactsDesk } from "../domain/operator-desk";
import type { OperatorStanding } from "../domain/operator-standing";
import { maskedFacility } from "../data/sealed-contacts.server";
import { inPlaceOf } from "./behind-operator-link.server";
import { draftContext } from "./draft-context.server";
import { publishEdit } from "./publish-edit.server";
import { asksApproval } from "./vacancy-freshness.server";

/** What an operator may say of its place, with what it said already and waits. */
export function factsAtPlace(standing: OperatorStanding): Promise<FactsDesk | null> {
  const { facilityId, cityCode, timeZone } = standing;
  return inPlaceOf(standing, async (uow) => {
    const found = await findFacility(uow, cityCode, facilityId);
    if (!found) return null;
    const facility = { ...found, contacts: found.contacts.filter(({ isPublic }) => isPublic) };
    const photos = await listPhotos(uow, facilityId);
    const waiting = await openEditOf(uow, facilityId);
    const facts = new Map(factsOf(facility, photos, today(timeZone)));
    for (const { key, after } of waiting?.changes ?? []) if (facts.has(key)) facts.set(key, after);
    return {
      ...{ facility, photos, facts, waiting, lastDecided: await lastDecidedOf(uow, facilityId) },
      asksApproval: await asksApproval(uow, cityCode),
    };
  });
}

export type ProposeRefusal =
  | { readonly kind: "nothing-changed" | "not-there" | "others-write" }
  | { readonly kind: "fields"; readonly fields: readonly DraftRefusal[] }
  | TryLater;

/** Takes back what the operator handed in and nobody decided yet; whether anything waited. */
async function takeBack(uow: UnitOfWork, { facilityId, areaCode, line }: OperatorStanding, at: Date): Promise<boolean> {
  const waiting = await openEditOf(uow, facilityId);
  if (!waiting || !(await decideEdit(uow, waiting.id, { decision: "withdrawn", at }))) return false;
  await recordAudit(uow, {
    ...{ action: "propose:facility-edit", subject: { kind: "facility", id: facilityId }, areaCode, line, result: "done" },
    facts: { edit: waiting.id, fields: 0 },
  });
  return true;
}

export const withdrawFacts = (standing: OperatorStanding): Promise<Verdict<"withdrawn", ProposeRefusal>> =>
  inPlaceOf<Verdict<"withdrawn", ProposeRefusal>>(standing, async (uow) =>
    (await takeBack(uow, standing, now())) ? granted("withdrawn") : refused({ kind: "nothing-changed" }),
  );

/**
 * Takes an operator's edit: against the version its form was opened with, so that what somebody else wrote meanwhile is not
 * undone by a form that knew nothing of it. It waits where the city asks for approval, and is published at once elsewhere.
 * Facts that are what they were before take back what waited.
 */
export async function proposeFacts(
  standing: OperatorStanding,
  openedVersion: number,
  wanted: Facts,
): Promise<Verdict<"waiting" | "published" | "withdrawn", ProposeRefusal>> {
  const later = await takeTries([["operator-word", standing.facilityId]]);
  if (later) return refused(later);
  const { facilityId, cityCode, timeZone, areaCode, line, linkId } = standing;
  const at = now();
  const day = dayOf(at, timeZone);
  const work = inPlaceOf<Verdict<"waiting" | "published" | "withdrawn", ProposeRefusal>>(standing, async (uow) => {
    await lockFacilities(uow, cityCode, [facilityId]);
    const facility = await findFacility(uow, cityCode, facilityId);
    if (!facility) return refused({ kind: "not-there" });
    const photos = await listPhotos(uow, facilityId);
    const opened = facility.version === openedVersion ? facility : await recordAtVersion(uow, facilityId, openedVersion);
    const changes = changesBetween(factsOf(isFacility(opened) ? opened : facility, photos, day), wanted);
    if (changes.length === 0)
      return (await takeBack(uow, standing, at)) ? granted("withdrawn") : refused({ kind: "nothing-changed" });
    const noPhones = phonesRefused(changes, (typed) => normalised("phone", typed).ok);
    const draft = draftWith(maskedFacility(facility), changes, day);
    const context = await draftContext(uow, cityCode, draft, day, facility.life, { id: facilityId, position: facility.position });
    const checked = checkDraft(draft, context);
    const fields = [...noPhones, ...(checked.ok ? [] : atFacts(checked.refusal, facility, day))];
    if (fields.length > 0) return refused({ kind: "fields", fields });
    const id = await proposeEdit(uow, { cityCode, facilityId, baseVersion: openedVersion, changes, proposedAt: at, linkId });
    await recordAudit(uow, {
      ...{ action: "propose:facility-edit", subject: { kind: "facility", id: facilityId }, areaCode, line, result: "done" },
      facts: { edit: id, fields: changes.length },
    });
    if (await asksApproval(uow, cityCode)) return granted("waiting");
    // What two wrote at once waits for somebody all the same.
    const published = await actAs(uow, systemActor("operator-edit", { areaCode: cityCode }), (own) =>
      publishEdit(own, id, new Map(), null),
    );
    return granted(published.ok ? "published" : "waiting");
  });
  return unlessOthersWrite(work, refused({ kind: "others-write" } as const));
}

const isFacility = (record: unknown): record is Facility =>
  typeof record === "object" && record !== null && "life" in record && "offerings" in record && "contacts" in record;

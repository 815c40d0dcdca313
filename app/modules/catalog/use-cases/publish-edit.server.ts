import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { unlessOthersWrite } from "~/platform/standing-in-line.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { decideEdit, editById, waitingEdits, zoneOfCity } from "../data/facility-edits.server";
import { findFacility, lockFacilities } from "../data/facility-record.server";
import { listPhotos, sayCaption } from "../data/photos.server";
import { saveFacility } from "../data/save-facility.server";
import { maskedFacility } from "../data/sealed-contacts.server";
import { checkDraft, type DraftRefusal } from "../domain/check-facility";
import type { Facility } from "../domain/facility";
import { applyDraft } from "../domain/facility-draft";
import { captionsIn, draftWith, factsOf, metWith, toPublish, type EditChoice } from "../domain/facility-edit";
import type { EditToDecide, WaitingEdit } from "../domain/operator-desk";
import { mayTouch, mayWriteSite } from "./may-write-catalog.server";
import { draftContext } from "./draft-context.server";

export type EditRefusal =
  | { readonly kind: "not-there" | "not-permitted" | "decided" | "contested" | "reason-missing" | "others-write" }
  | { readonly kind: "fields"; readonly fields: readonly DraftRefusal[] };

/** The edits of a city that wait for somebody. */
export const editsWaiting = (actor: Actor, city: City): Promise<WaitingEdit[]> =>
  inUnitOfWork(actor, (uow) => waitingEdits(uow, city.code, 200));

/** One of them beside what is published now; null = there is none the actor may see. */
export function editToDecide(actor: Actor, city: City, id: string): Promise<EditToDecide | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const edit = await editById(uow, id);
    const facility = edit && edit.cityCode === city.code ? await findFacility(uow, city.code, edit.facilityId) : null;
    if (!edit || !facility) return null;
    const photos = await listPhotos(uow, facility.id);
    const met = metWith(edit.changes, factsOf(facility, photos, today(city.timeZone)));
    return {
      edit,
      facility: maskedFacility(facility),
      photos,
      met,
      mayDecide: mayTouch(actor, facility) && mayWriteSite(actor, facility),
    };
  });
}

/** Publishes what an operator wrote, and of what somebody else changed meanwhile what was chosen. */
export function approveEdit(
  actor: Actor,
  city: City,
  id: string,
  choices: ReadonlyMap<string, EditChoice>,
): Promise<Verdict<number, EditRefusal>> {
  return deciding(actor, city, id, (uow) => publishEdit(uow, id, choices, actor.personId));
}

/** Says no, and why: the operator reads it where it edits. */
export function declineEdit(actor: Actor, city: City, id: string, reason: string): Promise<Verdict<number, EditRefusal>> {
  const why = [...reason.trim()].slice(0, 500).join("");
  if (why === "") return Promise.resolve(refused({ kind: "reason-missing" }));
  return deciding(actor, city, id, async (uow, facility) => {
    if (!(await decideEdit(uow, id, { decision: "declined", at: now(), reason: why }))) return refused({ kind: "decided" });
    await audited(uow, "decline:facility-edit", facility, id);
    return granted(facility.version);
  });
}

function deciding(
  actor: Actor,
  city: City,
  id: string,
  decide: (uow: UnitOfWork, facility: Facility) => Promise<Verdict<number, EditRefusal>>,
): Promise<Verdict<number, EditRefusal>> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return Promise.resolve(refused({ kind: "not-there" }));
  const work = inUnitOfWork<Verdict<number, EditRefusal>>(actor, async (uow) => {
    const edit = await editById(uow, id);
    const facility = edit && edit.cityCode === city.code ? await findFacility(uow, city.code, edit.facilityId) : null;
    if (!facility || !mayTouch(actor, facility)) return refused({ kind: "not-there" });
    return mayWriteSite(actor, facility) ? decide(uow, facility) : refused({ kind: "not-permitted" });
  });
  return unlessOthersWrite(work, refused({ kind: "others-write" } as const));
}

/** The next version of the place, with whose words they are and who approved them; the actor's own reach lets it be written. */
export async function publishEdit(
  uow: UnitOfWork,
  id: string,
  choices: ReadonlyMap<string, EditChoice>,
  approvedBy: string | null,
): Promise<Verdict<number, EditRefusal>> {
  const seen = await editById(uow, id);
  if (!seen) return refused({ kind: "not-there" });
  await lockFacilities(uow, seen.cityCode, [seen.facilityId]);
  // Meanwhile its operator may have written another, or a colleague may have decided.
  const edit = await editById(uow, id);
  if (!edit || edit.decidedAt) return refused({ kind: "decided" });
  const before = await findFacility(uow, edit.cityCode, edit.facilityId);
  if (!before) return refused({ kind: "not-there" });
  const [photos, day] = [await listPhotos(uow, before.id), today(await zoneOfCity(uow, edit.cityCode))];
  const changes = toPublish(metWith(edit.changes, factsOf(before, photos, day)), choices);
  if (!changes) return refused({ kind: "contested" });
  const draft = draftWith(maskedFacility(before), changes, day);
  const checked = checkDraft(draft, await draftContext(uow, before.cityCode, draft, day, before.life, before));
  if (!checked.ok) return refused({ kind: "fields", fields: checked.refusal });
  const captions = captionsIn(changes);
  const was = captions.map((said) => ({ ...said, caption: photos.find((photo) => photo.id === said.id)?.caption ?? "" }));
  for (const { id: photo, caption } of captions) await sayCaption(uow, before.id, photo, caption);
  const after = applyDraft(before, draftWith(before, changes, day), day);
  const proposed = { editId: id, personId: edit.proposedBy, approvedBy };
  const saved = await saveFacility(uow, withCaptions(before, was), withCaptions(after, captions), "operator-edit", proposed);
  if (!(await decideEdit(uow, id, { decision: "published", at: now(), version: saved.version })))
    throw new Error(`edit ${id} was decided while its facility was locked`);
  await audited(uow, "publish:facility-edit", saved, id);
  return granted(saved.version);
}

/** Captions of pictures are no part of the record of a place; its history tells of them all the same. */
const withCaptions = (facility: Facility, captions: readonly { id: string; caption: string }[]): Facility =>
  captions.length === 0 ? facility : Object.assign({ ...facility }, { captions: captions.map(({ caption }) => caption) });

const audited = (uow: UnitOfWork, action: string, { id, areaCode, cityCode, line, version }: Facility, edit: string) =>
  recordAudit(uow, {
    ...{ action, subject: { kind: "facility", id }, areaCode: areaCode ?? cityCode, line, result: "done" },
    facts: { version, edit },
  });

import { v4 as newId } from "uuid";
import { CareRefused, type CareRefusalKind } from "~/offline/care-phone";
import { fieldsFrom, newFields, type CareFields } from "../../domain/care-form";
import { keptWithForm, residentOf } from "../../domain/care-day";
import { takePosition } from "./attach-position";
import { isForm, type Care } from "./care-context";

/**
 * The form of a visit that begins: the one that was left half-way, or a new one. The time is that of the tap.
 * @param change what is known already, such as the code read at the door
 */
export async function beginVisit(care: Care, residentId: string, change: Partial<CareFields> = {}): Promise<void> {
  const now = new Date(Date.now()).toISOString();
  const there = care.drafts.find((draft) => isForm(draft) && draft.residentId === residentId);
  const kept = there && fieldsFrom(there.fields);
  const fields = kept
    ? kept.ringAgainAt === null
      ? kept
      : { ...kept, ringAgainAt: null, beganAt: now, isBeganByHand: false }
    : newFields(now);
  const visitId = there?.visitId ?? newId();
  const resident = care.list && residentOf(care.list, care.drafts, residentId);
  await care.phone.keepDraft({
    ...{ visitId, residentId, changedAt: now, ...(resident && { resident: keptWithForm(resident) }) },
    fields: { ...fields, ...change },
  });
  const isAtDoor = change.isLate !== true && kept?.isLate !== true;
  if (isAtDoor && resident?.consents.includes("position")) takePosition(care.phone, visitId, residentId);
  await care.lookAgain();
}

/** Why the phone would not keep something. */
export function refusalOf(error: unknown): CareRefusalKind | "failed" {
  if (error instanceof CareRefused) return error.kind;
  // A tab with a newer program took the phone's store over.
  return error instanceof DOMException && error.name === "InvalidStateError" ? "closed" : "failed";
}

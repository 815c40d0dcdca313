import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { isMask, normalised } from "~/modules/accounts/domain/sensitive-field";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { openContactPhone } from "../data/resident-contacts.server";
import { findResident, touchResident, writePositionQuality } from "../data/resident-record.server";
import { openResidentField, removeResidentField, saveResidentField } from "../data/resident-sealed.server";
import { homePosition } from "../domain/home-position";
import { identityFacts } from "../domain/identity-facts";
import { isLookedUp, type SealedField } from "../domain/resident";

/** Opens one sealed value of a file for one stated reason; the opening is on record before the value leaves. */
export const openResidentValue = (
  actor: Actor,
  residentId: string,
  field: SealedField,
  wish: OpeningWish,
): Promise<Verdict<string, OpeningRefusal>> =>
  openSensitive(
    actor,
    {
      ...{ kind: "resident", id: residentId, field, permission: "read:residents" },
      async find(uow) {
        const resident = await findResident(uow, residentId);
        const open = resident && (await openResidentField(uow, residentId, field));
        return resident && open ? { areaCode: resident.areaCode, line: resident.line, open } : null;
      },
    },
    wish,
  );

/** The phone of somebody to call when nobody answers the door. */
export const openResidentContact = (
  actor: Actor,
  residentId: string,
  contactId: string,
  wish: OpeningWish,
): Promise<Verdict<string, OpeningRefusal>> =>
  openSensitive(
    actor,
    {
      ...{ kind: "resident", id: residentId, field: "contact-phone", permission: "read:residents" },
      async find(uow) {
        const resident = await findResident(uow, residentId);
        const open = resident && (await openContactPhone(uow, residentId, contactId));
        return resident && open ? { areaCode: resident.areaCode, line: resident.line, open } : null;
      },
    },
    wish,
  );

export interface SealedRefusal {
  readonly kind: string;
}

const LONGEST = 500;

function spelled(field: SealedField, typed: string): Verdict<string, string> {
  if (isLookedUp(field)) return normalised(field, typed);
  if (field === "home-position") return homePosition(typed);
  return [...typed.trim()].length > LONGEST ? refused("text-long") : granted(typed.trim());
}

/** Writes, corrects or (empty) removes a sealed value. A mask sent back unread changes nothing. */
export async function saveResidentValue(
  actor: Actor,
  residentId: string,
  field: SealedField,
  typed: string,
): Promise<Verdict<"saved" | "removed" | "unchanged", SealedRefusal>> {
  if (isMask(typed)) return granted("unchanged");
  const value = typed.trim() === "" ? null : spelled(field, typed);
  if (value && !value.ok) return refused({ kind: value.refusal });
  return inUnitOfWork<Verdict<"saved" | "removed" | "unchanged", SealedRefusal>>(actor, async (uow) => {
    const resident = await findResident(uow, residentId);
    if (!resident) return refused({ kind: "not-there" });
    const { areaCode, line, bornOn } = resident;
    if (!mayIn(actor, "write:residents", areaCode, line)) return refused({ kind: "not-permitted" });
    const born = value && field === "identity-number" ? identityFacts(value.value)?.bornOn : null;
    if (value && field === "identity-number" && (!born || (bornOn !== null && born !== bornOn)))
      return refused({ kind: "born-not-of-number" });
    const removed = value ? false : await removeResidentField(uow, residentId, field);
    if (!value && !removed) return granted("unchanged");
    if (value && !(await saveResidentField(uow, residentId, field, value.value))) rollBack(refused({ kind: "value-taken" }));
    await touchResident(uow, residentId, now());
    if (field === "home-position") await writePositionQuality(uow, residentId, value ? "exact" : "unplaced");
    await recordAudit(uow, {
      ...{ action: value ? "write:sensitive" : "remove:sensitive", subject: { kind: "resident", id: residentId } },
      ...{ areaCode, line, result: "done", facts: { field } },
    });
    return granted(value ? "saved" : "removed");
  });
}

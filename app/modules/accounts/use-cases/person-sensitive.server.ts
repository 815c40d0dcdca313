import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  maskedFieldsOf,
  openPersonField,
  removePersonField,
  savePersonField,
  type MaskedField,
  type PersonField,
} from "../data/person-sensitive.server";
import { placeOfPerson } from "../data/person-record.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { isMask, normalised, type ValueProblem } from "../domain/sensitive-field";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "./open-sensitive.server";
import type { TryLater } from "../domain/throttle";
import { lookUpHeld, takeTries } from "./count-tries.server";
import { recordAudit, recordAuditApart } from "./record-audit.server";
import { holdsNothingBeyond } from "./within-own.server";

export const PERSON_FIELDS = ["identity-number", "phone"] as const satisfies readonly PersonField[];
export const isPersonField = (text: string): text is PersonField => (PERSON_FIELDS as readonly string[]).includes(text);

export interface SensitiveFile {
  readonly fields: readonly MaskedField[];
  readonly mayOpen: boolean;
  readonly mayWrite: boolean;
  readonly isOwn: boolean;
}

/** Phone and identity number of a person, masked; null where the actor sees no such person. */
export function sensitiveFileOf(actor: Actor, personId: string): Promise<SensitiveFile | null> {
  return inUnitOfWork(actor, async (uow) => {
    const place = await placeOfPerson(uow, personId);
    if (!place) return null;
    const { areaCode, line } = place;
    const isOwn = personId === actor.personId;
    return {
      isOwn,
      fields: await maskedFieldsOf(uow, personId),
      mayOpen: isOwn || mayIn(actor, "open:sensitive", areaCode, line),
      mayWrite: mayIn(actor, "write:people", areaCode, line),
    };
  });
}

export const openPersonValue = (
  actor: Actor,
  personId: string,
  kind: PersonField,
  wish: OpeningWish,
): Promise<Verdict<string, OpeningRefusal>> =>
  openSensitive(
    actor,
    {
      ...{ kind: "person", id: personId, field: kind, permission: "read:people" },
      async find(uow) {
        const place = await placeOfPerson(uow, personId);
        const open = place && (await openPersonField(uow, personId, kind));
        return place && open ? { ...place, open } : null;
      },
    },
    wish,
  );

export type SensitiveRefusal =
  | { readonly kind: ValueProblem }
  | { readonly kind: "not-there" }
  | { readonly kind: "not-permitted" }
  /** it is somebody else's, of whom the actor need not know anything */
  | { readonly kind: "value-refused" }
  | TryLater;

type Saved = Verdict<"saved" | "removed" | "unchanged", SensitiveRefusal>;

/**
 * Writes, corrects or (empty) removes a value. A mask sent back unread changes nothing. Whoever writes a number that is somebody
 * else's learns that it is somebody's: such tries are on record and counted with look-ups.
 */
export async function savePersonValue(actor: Actor, personId: string, kind: PersonField, typed: string): Promise<Saved> {
  if (isMask(typed)) return granted("unchanged");
  const value = typed.trim() === "" ? null : normalised(kind, typed);
  if (value && !value.ok) return refused({ kind: value.refusal });
  const later = value && (await takeTries([["look-up", actor.personId]]));
  if (later) return refused(later);
  const saved = await writeValue(actor, personId, kind, value?.value ?? null);
  if (!saved.ok && saved.refusal.kind === "value-refused") await recordRefused(actor, personId, kind);
  return saved;
}

/** What was rolled back leaves its trace in a transaction of its own. */
async function recordRefused(actor: Actor, personId: string, kind: PersonField): Promise<void> {
  const place = await inUnitOfWork(actor, (uow) => placeOfPerson(uow, personId));
  await recordAuditApart(actor, {
    ...{ action: "write:sensitive", subject: { kind: "person", id: personId }, result: "refused", why: "value-taken" },
    ...{ areaCode: place?.areaCode ?? null, line: place?.line ?? "", facts: { field: kind } },
  });
}

function writeValue(actor: Actor, personId: string, kind: PersonField, value: string | null): Promise<Saved> {
  return inUnitOfWork<Saved>(actor, async (uow) => {
    const place = await placeOfPerson(uow, personId);
    if (!place) return refused({ kind: "not-there" });
    const { areaCode, line } = place;
    if (!mayIn(actor, "write:people", areaCode, line)) return refused({ kind: "not-permitted" });
    // Whoever can change somebody's number can come in as them on a phone.
    if (personId !== actor.personId && !(await holdsNothingBeyond(uow, actor, personId)))
      return refused({ kind: "not-permitted" });
    const removed = value === null && (await removePersonField(uow, personId, kind));
    if (value === null && !removed) return granted("unchanged");
    if (value !== null && !(await savePersonField(uow, personId, kind, value))) rollBack(refused({ kind: "value-refused" }));
    if (value !== null) await lookUpHeld(uow, actor.personId);
    await recordAudit(uow, {
      ...{ action: value ? "write:sensitive" : "remove:sensitive", subject: { kind: "person", id: personId } },
      ...{ areaCode, line, result: "done", facts: { field: kind } },
    });
    return granted(value ? "saved" : "removed");
  });
}

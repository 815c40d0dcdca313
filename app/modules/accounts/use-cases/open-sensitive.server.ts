import { unlessUnopened } from "~/platform/sealed-value.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { openingsOfLastHour } from "../data/sensitive-openings.server";
import type { Actor } from "../domain/actor";
import type { LineOrAll } from "../domain/line";
import { mayIn } from "../domain/may";
import type { Permission } from "../domain/permission";
import { isNoteId, isOpeningReason, openingPace, OWN_VALUE } from "../domain/sensitive-field";
import { noteOpening } from "./note-opening.server";
import { recordAudit } from "./record-audit.server";

export interface OpeningWish {
  readonly reason: string;
  /** id of the work order, visit or complaint it is for; "" = none */
  readonly noteId: string;
}

export type OpeningRefusal =
  | { readonly kind: "reason-missing" }
  | { readonly kind: "note-id-shape" }
  | { readonly kind: "not-there" }
  | { readonly kind: "not-permitted" }
  | { readonly kind: "too-many-openings" }
  | { readonly kind: "does-not-open" };

/** A value of one record, as the module that keeps the record knows it. */
export interface SensitiveValue {
  readonly areaCode: string;
  readonly line: LineOrAll;
  /** throws `NotOpened` where the stored value is not authentic */
  readonly open: () => string;
}

export interface SensitiveSubject {
  readonly kind: string;
  readonly id: string;
  readonly field: string;
  /** needed beside `open:sensitive`, in the same area and line */
  readonly permission: Permission;
  /** null where there is no such value, or the actor may not know of it */
  readonly find: (uow: UnitOfWork) => Promise<SensitiveValue | null>;
}

/**
 * Opens one sensitive value for one stated reason. The opening is on record, and its transaction over, before the value
 * leaves: whoever drops the connection has opened it all the same. A refusal is on record too.
 */
export function openSensitive(
  actor: Actor,
  subject: SensitiveSubject,
  wish: OpeningWish,
): Promise<Verdict<string, OpeningRefusal>> {
  return inUnitOfWork<Verdict<string, OpeningRefusal>>(actor, async (uow) => {
    const isOwn = subject.kind === "person" && subject.id === actor.personId;
    const reason = isOwn ? OWN_VALUE : wish.reason;
    if (!isOwn && !isOpeningReason(reason)) return refused({ kind: "reason-missing" });
    const noteId = wish.noteId.trim();
    if (noteId && !isNoteId(noteId)) return refused({ kind: "note-id-shape" });
    const found = await subject.find(uow);
    const { areaCode = "", line = "" } = found ?? {};
    const record = (result: "done" | "refused" | "failed", facts: Record<string, string | number | boolean> = {}) =>
      recordAudit(uow, {
        ...{ action: "open:sensitive", subject: { kind: subject.kind, id: subject.id }, areaCode, line, result, why: reason },
        facts: { field: subject.field, ...(noteId ? { note: noteId } : {}), ...facts },
      });
    if (!found) {
      await record("refused", { because: "not-there" });
      return refused({ kind: "not-there" });
    }
    const isAllowed = [subject.permission, "open:sensitive" as const].every((one) => mayIn(actor, one, areaCode, line));
    if (!isOwn && !isAllowed) {
      await record("refused", { because: "not-permitted" });
      return refused({ kind: "not-permitted" });
    }
    const before = await openingsOfLastHour(uow, actor.personId);
    const pace = openingPace(before);
    if (pace === "too-many") {
      await record("refused", { because: "too-many-openings", hour: before });
      return refused({ kind: "too-many-openings" });
    }
    const value = unlessUnopened(found.open);
    if (value === null) {
      await record("failed", { because: "does-not-open" });
      return refused({ kind: "does-not-open" });
    }
    const { kind: subjectKind, id: subjectId, field } = subject;
    const opening = { subjectKind, subjectId, field, line, areaCode, reason, noteId: noteId || null };
    await noteOpening(uow, { ...opening, howMany: 1 }, before, (id) => record("done", { opening: id }));
    return granted(value);
  });
}

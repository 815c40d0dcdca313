import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { openingsOfLastHour } from "../data/sensitive-openings.server";
import type { Actor } from "../domain/actor";
import type { Audited } from "../domain/audited";
import type { LineOrAll } from "../domain/line";
import { openingPace, OPENINGS_AN_HOUR } from "../domain/sensitive-field";
import { noteOpening } from "./note-opening.server";
import { recordAudit } from "./record-audit.server";

/** What a file that leaves says of itself. */
export interface TakenOut {
  readonly who: string;
  /** ISO 8601, UTC */
  readonly at: string;
  /** the audit's number of this very file */
  readonly id: string;
  /** the key of the reason; "" where none is asked for */
  readonly why: string;
}

/** That something is taken out is on record before the first of it leaves; the record's number stands in the file. */
export async function takeOut(actor: Actor, deed: Omit<Audited, "result">): Promise<TakenOut> {
  const id = await inUnitOfWork(actor, (uow) => recordAudit(uow, { ...deed, result: "done" }));
  return { who: actor.name, at: now().toISOString(), id, why: deed.why ?? "" };
}

interface ValuesTakenOut extends Omit<Audited, "result" | "why"> {
  readonly subject: NonNullable<Audited["subject"]>;
  readonly areaCode: string;
  readonly line: LineOrAll;
  readonly why: string;
  /** what of the subject stands in the file */
  readonly field: string;
  /** values of people that stand there in full */
  readonly values: number;
}

export type TakeOutRefusal = { readonly kind: "too-many-openings" } | { readonly kind: "too-many-in-file" };

/**
 * The same of a file with values of people in full: each of them is opened by it, so they count within the hour like values
 * opened one by one. Too many are refused, and that is on record.
 */
export function takeOutValues(actor: Actor, taken: ValuesTakenOut): Promise<Verdict<TakenOut, TakeOutRefusal>> {
  const { field, values, ...deed } = taken;
  return inUnitOfWork<Verdict<TakenOut, TakeOutRefusal>>(actor, async (uow) => {
    const record = (result: "done" | "refused", more: Record<string, string | number>) =>
      recordAudit(uow, { ...deed, result, facts: { ...deed.facts, values, ...more } });
    const before = await openingsOfLastHour(uow, actor.personId);
    if (values > 0 && openingPace(before, values) === "too-many") {
      const kind = values > OPENINGS_AN_HOUR.most ? "too-many-in-file" : "too-many-openings";
      await record("refused", { because: kind, hour: before });
      return refused({ kind });
    }
    const { subject, areaCode, line, why } = deed;
    const opening = { subjectKind: subject.kind, subjectId: subject.id, field, line, areaCode, reason: why, noteId: null };
    const id =
      values === 0
        ? await record("done", {})
        : await noteOpening(uow, { ...opening, howMany: values }, before, (one) => record("done", { opening: one }));
    return granted({ who: actor.name, at: now().toISOString(), id, why });
  });
}

import { validate as isUuid } from "uuid";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { personAsWritten, writePersonAnew, type CorrectedFields } from "../data/person-record.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { correctedFields, registeredPerson, type PersonRefusal, type RegisterWish } from "../domain/registered-person";
import type { CurrentSession } from "./current-session.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";
import { holdsNothingBeyond } from "./within-own.server";

export type CorrectionRefusal =
  | PersonRefusal
  | { readonly kind: "not-there" }
  /** of oneself only the name is put right, on one's own account page */
  | { readonly kind: "own-record" }
  /** somebody else corrected it since it was looked at */
  | { readonly kind: "changed-meanwhile" };

export interface Correction extends RegisterWish {
  /** of the record that was looked at */
  readonly version: number;
}

/**
 * Puts name, line and area of somebody right whom one looks after, where they were and where they come to be. The value says
 * which fields changed; the record of it holds those names and no value.
 */
export async function correctPerson(
  actor: Actor,
  id: string,
  wish: Correction,
): Promise<Verdict<readonly string[], CorrectionRefusal>> {
  if (!isUuid(id)) return refused({ kind: "not-there" });
  if (id === actor.personId) return refused({ kind: "own-record" });
  const wanted = registeredPerson(wish);
  if (!wanted.ok) return wanted;
  return inUnitOfWork(actor, async (uow) => {
    const before = await personAsWritten(uow, id);
    if (!before || !mayIn(actor, "write:people", before.areaCode, before.line)) return refused({ kind: "not-there" });
    const { areaCode, line } = wanted.value;
    if (!mayIn(actor, "write:people", areaCode, line) || !(await holdsNothingBeyond(uow, actor, id)))
      return refused({ kind: "beyond-own" });
    return write(uow, id, before, wanted.value, wish.version);
  });
}

/** One's own name as it stands, for the page that corrects it. */
export const ownName = ({ personId }: CurrentSession): Promise<{ readonly name: string; readonly version: number } | null> =>
  inUnitOfWork(systemActor("own-account", { personId }), (uow) => personAsWritten(uow, personId));

/** Puts one's own name right; line and area are the office's to say. */
export async function correctOwnName(
  { personId }: CurrentSession,
  name: string,
  version: number,
): Promise<Verdict<readonly string[], CorrectionRefusal>> {
  return inUnitOfWork(systemActor("own-account", { personId }), async (uow) => {
    const before = await personAsWritten(uow, personId);
    if (!before) return refused({ kind: "not-there" });
    const wanted = registeredPerson({ name, line: before.line, areaCode: before.areaCode });
    return wanted.ok ? write(uow, personId, before, wanted.value, version) : wanted;
  });
}

async function write(
  uow: UnitOfWork,
  id: string,
  before: CorrectedFields,
  after: CorrectedFields,
  version: number,
): Promise<Verdict<readonly string[], CorrectionRefusal>> {
  const fields = correctedFields(before, after);
  if (fields.length === 0) return granted(fields);
  if (!(await writePersonAnew(uow, id, after, version))) return refused({ kind: "changed-meanwhile" });
  const isMoved = before.areaCode !== after.areaCode || before.line !== after.line;
  // Whoever oversees the place somebody left sees that they left it.
  for (const { areaCode, line } of isMoved ? [before, after] : [after])
    await recordAudit(uow, {
      ...{ action: "write:people", subject: { kind: "person", id }, areaCode, line, result: "done", facts: { fields } },
    });
  return granted(fields);
}

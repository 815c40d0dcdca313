import type { Actor } from "~/modules/accounts/domain/actor";
import { may, mayIn } from "~/modules/accounts/domain/may";
import { maskOf, normalised, type ValueProblem } from "~/modules/accounts/domain/sensitive-field";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findResident } from "../data/resident-record.server";
import { residentsByField } from "../data/resident-sealed.server";
import type { LookedUpField } from "../domain/resident";

export interface FoundResident {
  readonly id: string;
  readonly name: string;
  readonly registerNumber: string;
}

export interface LookedUp {
  readonly mask: string;
  readonly found: readonly FoundResident[];
}

export type LookUpRefusal = { readonly kind: ValueProblem } | { readonly kind: "not-permitted" } | TryLater;

const BOTH = ["read:residents", "open:sensitive"] as const;
export const mayLookUpResidents = (actor: Actor): boolean => BOTH.every((permission) => may(actor, permission));

/** Residents with exactly this number, among those whose numbers the actor may open. Each look-up is on record, and counted. */
export async function lookUpResident(
  actor: Actor,
  kind: LookedUpField,
  typed: string,
): Promise<Verdict<LookedUp, LookUpRefusal>> {
  if (!mayLookUpResidents(actor)) return refused({ kind: "not-permitted" });
  const value = normalised(kind, typed);
  if (!value.ok) return refused({ kind: value.refusal });
  const later = await takeTries([["look-up", actor.personId]]);
  if (later) return refused(later);
  return inUnitOfWork(actor, async (uow) => {
    const found: FoundResident[] = [];
    for (const id of await residentsByField(uow, kind, value.value)) {
      const resident = await findResident(uow, id);
      const isTheirs = resident && BOTH.every((permission) => mayIn(actor, permission, resident.areaCode, resident.line));
      if (!resident || !isTheirs) continue;
      const { name, registerNumber, areaCode, line } = resident;
      found.push({ id, name, registerNumber });
      await recordAudit(uow, {
        ...{ action: "look-up:resident", subject: { kind: "resident", id }, result: "done", areaCode, line },
        facts: { field: kind, found: true },
      });
    }
    if (found.length === 0) {
      const { areaCode = "", line = "" } = actor.grants[0] ?? {};
      await recordAudit(uow, {
        ...{ action: "look-up:resident", subject: null, result: "done", areaCode, line, facts: { field: kind, found: false } },
      });
    }
    return granted({ mask: maskOf(kind, value.value) ?? "****", found });
  });
}

import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { holdCategories } from "../data/resident-parts.server";
import { findResident, type ResidentRecord, updateCard, writeVisitors } from "../data/resident-record.server";
import { openResidentField } from "../data/resident-sealed.server";
import { isVisitorOf } from "../data/visitors.server";
import { unlessUnopened } from "~/platform/sealed-value.server";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "../domain/isolation-category";
import { residentDraft, type DraftFault, type TypedResident } from "../domain/resident-draft";
import { auditResident } from "./audit-resident.server";
import { dueFollows } from "./due-follows.server";
import { refreshRisk } from "./resident-risk.server";

export type EditRefusal =
  | { readonly kind: "faults"; readonly faults: readonly Pick<DraftFault, "field" | "fault">[] }
  | { readonly kind: "not-there" | "not-permitted" | "beyond-own" | "met-edit" | "category-unknown" | "has-left" };

export interface Edited {
  /** they live elsewhere now, and whoever answered for them does not visit there */
  readonly isWithoutVisitor: boolean;
}

/**
 * Corrects what stands in clear. `version` is the one the form was made from: who was overtaken is told, and keeps what they typed.
 * In another community nobody answers for them who does not visit there.
 */
export async function editResident(
  actor: Actor,
  city: City,
  residentId: string,
  version: number,
  typed: TypedResident & { readonly categories: readonly string[] },
): Promise<Verdict<Edited, EditRefusal>> {
  const day = today(city.timeZone);
  const categories = typed.categories.filter((one): one is IsolationCategory =>
    (ISOLATION_CATEGORIES as readonly string[]).includes(one),
  );
  if (categories.length !== typed.categories.length) return refused({ kind: "category-unknown" });
  return inUnitOfWork<Verdict<Edited, EditRefusal>>(actor, async (uow) => {
    const before = await findResident(uow, residentId);
    if (!before) return refused({ kind: "not-there" });
    if (!mayIn(actor, "write:residents", before.areaCode, before.line)) return refused({ kind: "not-permitted" });
    if (before.state === "left") return refused({ kind: "has-left" });
    // The number is held against the day of birth without being shown to anybody.
    const open = await openResidentField(uow, residentId, "identity-number");
    const draft = residentDraft(typed, (open && unlessUnopened(open)) ?? "", day);
    if (!draft.ok) return refused({ kind: "faults", faults: draft.refusal });
    const { areaCode, line } = draft.value;
    if (!areaCode.startsWith(before.cityCode) || !mayIn(actor, "write:residents", areaCode, line))
      return refused({ kind: "beyond-own" });
    if (!(await updateCard(uow, residentId, version, draft.value, now()))) rollBack(refused({ kind: "met-edit" }));
    await holdCategories(uow, residentId, categories, day);
    const isWithoutVisitor = areaCode !== before.areaCode && (await keepThoseWhoVisit(uow, before, areaCode, day));
    if (before.state === "registered") {
      await refreshRisk(uow, residentId, day);
      await dueFollows(uow, before.cityCode);
    }
    await auditResident(
      uow,
      "write:resident",
      { id: residentId, areaCode, line },
      { what: "card", ...(isWithoutVisitor ? { visitors: "cleared" } : {}) },
    );
    return granted({ isWithoutVisitor });
  });
}

/** Whether somebody who answered for them was taken off; a deputy who visits there takes the place of who does not. */
async function keepThoseWhoVisit(uow: UnitOfWork, before: ResidentRecord, areaCode: string, day: string): Promise<boolean> {
  const were = [before.responsibleId, before.deputyId].filter((id) => id !== null);
  const stay: string[] = [];
  for (const id of were) if (await isVisitorOf(uow, areaCode, id, day)) stay.push(id);
  if (stay.length === were.length) return false;
  await writeVisitors(uow, before.id, { responsibleId: stay[0] ?? null, deputyId: stay[1] ?? null }, now());
  return true;
}

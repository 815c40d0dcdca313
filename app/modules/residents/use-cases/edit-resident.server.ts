import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { holdCategories } from "../data/resident-parts.server";
import { findResident, updateCard } from "../data/resident-record.server";
import { openResidentField } from "../data/resident-sealed.server";
import { unlessUnopened } from "~/platform/sealed-value.server";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "../domain/isolation-category";
import { residentDraft, type DraftFault, type TypedResident } from "../domain/resident-draft";
import { auditResident } from "./audit-resident.server";
import { dueFollows } from "./due-follows.server";
import { refreshRisk } from "./resident-risk.server";

export type EditRefusal =
  | { readonly kind: "faults"; readonly faults: readonly Pick<DraftFault, "field" | "fault">[] }
  | { readonly kind: "not-there" | "not-permitted" | "beyond-own" | "met-edit" | "category-unknown" | "has-left" };

/** Corrects what stands in clear. `version` is the one the form was made from: who was overtaken is told, and keeps what they typed. */
export async function editResident(
  actor: Actor,
  city: City,
  residentId: string,
  version: number,
  typed: TypedResident & { readonly categories: readonly string[] },
): Promise<Verdict<null, EditRefusal>> {
  const day = today(city.timeZone);
  const categories = typed.categories.filter((one): one is IsolationCategory =>
    (ISOLATION_CATEGORIES as readonly string[]).includes(one),
  );
  if (categories.length !== typed.categories.length) return refused({ kind: "category-unknown" });
  return inUnitOfWork<Verdict<null, EditRefusal>>(actor, async (uow) => {
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
    if (before.state === "registered") {
      await refreshRisk(uow, residentId, day);
      await dueFollows(uow, before.cityCode);
    }
    await auditResident(uow, "write:resident", { id: residentId, areaCode, line }, { what: "card" });
    return granted(null);
  });
}

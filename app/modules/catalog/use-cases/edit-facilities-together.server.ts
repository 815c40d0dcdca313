import type { Actor } from "~/modules/accounts/domain/actor";
import { unlessOthersWrite } from "~/platform/standing-in-line.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findFacility, lockFacilities } from "../data/facility-record.server";
import { operatorOnRecord } from "../data/operators.server";
import { listFacilityKinds } from "../data/registry.server";
import { saveFacility } from "../data/save-facility.server";
import { NOT_FOUND, NOT_PERMITTED, OTHERS_WRITE, type CatalogRefusal } from "../domain/catalog-refusal";
import { withState } from "../domain/close-facility";
import type { Facility, Operator } from "../domain/facility";
import type { StateChange } from "../domain/life-cycle";
import { kindOfOthers } from "../domain/operator-kind";
import { areaOf } from "../domain/within-reach";
import { auditFacility } from "./audit-facility.server";
import { maySomewhereWrite, mayWriteCatalog, mayWriteSite } from "./may-write-catalog.server";

/** One change for many facilities. */
export type SharedChange =
  | { readonly of: "state"; readonly change: StateChange }
  | { readonly of: "line"; readonly line: string }
  | { readonly of: "kind"; readonly kindKey: string }
  | { readonly of: "operator"; readonly operator: Operator; readonly changesOperatorKind: boolean };

export interface TogetherRefusal {
  /** the facility that stood against it; null = the change itself */
  readonly facility: { readonly id: string; readonly name: string } | null;
  readonly why: CatalogRefusal;
}

export const MOST_TOGETHER = 500;

/** Changes all chosen facilities or none: the first refusal takes everything back and names who stood against it. */
export async function editFacilitiesTogether(
  actor: Actor,
  cityCode: string,
  ids: readonly string[],
  shared: SharedChange,
): Promise<Verdict<number, TogetherRefusal>> {
  if (!maySomewhereWrite(actor, cityCode)) return refused({ facility: null, why: NOT_PERMITTED });
  const chosen = [...new Set(ids)].slice(0, MOST_TOGETHER);
  const work = inUnitOfWork<Verdict<number, TogetherRefusal>>(actor, async (uow) => {
    if (shared.of === "kind" && !(await listFacilityKinds(uow, cityCode)).some((kind) => kind.key === shared.kindKey))
      return refused({ facility: null, why: NOT_FOUND });
    if (shared.of === "operator" && !(shared.changesOperatorKind && mayWriteCatalog(actor, cityCode))) {
      const onRecord = await operatorOnRecord(uow, cityCode, shared.operator.name, chosen);
      const ofOthers = kindOfOthers(shared.operator, onRecord);
      if (ofOthers) return refused({ facility: null, why: ofOthers });
    }
    await lockFacilities(uow, cityCode, chosen);
    let changed = 0;
    for (const id of chosen) {
      const before = await findFacility(uow, cityCode, id);
      if (!before) return rollBack(refused({ facility: { id, name: id }, why: NOT_FOUND }));
      const after = applyShared(before, shared);
      const beyond = [before, ...(after.ok ? [after.value] : [])].find((record) => !mayWriteSite(actor, record));
      if (beyond) {
        const why = { kind: "beyond-own", areaCode: areaOf(beyond), line: beyond.line } as const;
        return rollBack(refused({ facility: { id, name: before.name }, why }));
      }
      if (!after.ok) return rollBack(refused({ facility: { id, name: before.name }, why: after.refusal }));
      if (JSON.stringify(after.value) === JSON.stringify(before)) continue;
      const saved = await saveFacility(uow, before, after.value, shared.of === "state" ? "state" : "edit");
      await auditFacility(uow, shared.of === "state" ? "write:facility-state" : "write:facility", saved, {
        together: chosen.length,
      });
      changed++;
    }
    return granted(changed);
  });
  return unlessOthersWrite(work, refused({ facility: null, why: OTHERS_WRITE }));
}

function applyShared(facility: Facility, shared: SharedChange): Verdict<Facility, CatalogRefusal> {
  switch (shared.of) {
    case "state":
      return withState(facility, shared.change);
    case "line":
      return granted({ ...facility, line: shared.line });
    case "kind":
      return granted({ ...facility, kindKey: shared.kindKey });
    case "operator":
      return granted({ ...facility, operator: shared.operator });
  }
}

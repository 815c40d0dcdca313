import { NIL } from "uuid";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { readAudit, type AuditRow } from "../data/audit-list.server";
import { auditRetiredBefore } from "../data/audit-retired.server";
import { staffNames } from "../data/staff-names.server";
import type { Actor } from "../domain/actor";
import { isUuid, type AuditFilter, type AuditPlace } from "../domain/audit-filter";
import type { RetiredAudit } from "../domain/audit-retirement";
import { may } from "../domain/may";
import { allows } from "../domain/permission";

export const AUDIT_PAGE = 50;

/** An event with the names of people: who did it, and on whom where it was a person. Of deleted people none is left. */
export interface ListedEvent extends AuditRow {
  readonly who: string | null;
  readonly whom: string | null;
}

export interface AuditPage {
  readonly events: readonly ListedEvent[];
  /** where the next, older page begins; null = this is the last */
  readonly next: AuditPlace | null;
  /** what was let go and is not listed any more; null = nothing was */
  readonly retired: RetiredAudit | null;
}

/** Kinds of subjects that are people, under their id. */
const PEOPLE_KINDS = ["person", "delete-person"];

export async function auditInView(
  actor: Actor,
  filter: AuditFilter,
  before: AuditPlace | null,
  timeZone: string,
): Promise<Verdict<AuditPage, { readonly kind: "not-permitted" }>> {
  if (!may(actor, "read:audit")) return refused({ kind: "not-permitted" });
  const page = { before, bounds: boundsOf(actor), timeZone, most: AUDIT_PAGE + 1 };
  return inUnitOfWork(actor, async (uow) => {
    const found = await readAudit(uow, filter, page);
    const events = await named(uow, found.slice(0, AUDIT_PAGE));
    const last = events.at(-1);
    return granted({
      events,
      next: found.length > AUDIT_PAGE && last ? { at: last.at, id: last.id } : null,
      retired: await auditRetiredBefore(uow),
    });
  });
}

/** Areas a reader's grants begin with. */
export const boundsOf = (actor: Actor): string[] => [
  ...new Set(actor.grants.filter(({ role }) => allows(role, "read:audit")).map(({ areaCode }) => areaCode)),
];

/** The name of whoever did it is told to whoever may read that it was done. */
export async function named(uow: UnitOfWork, rows: readonly AuditRow[]): Promise<ListedEvent[]> {
  const whomOf = ({ subjectKind, subjectId }: AuditRow) =>
    subjectKind && subjectId && PEOPLE_KINDS.includes(subjectKind) && isUuid(subjectId) ? subjectId : null;
  const ids = rows.flatMap((row) => [row.personId, whomOf(row)]).filter((id) => id !== null && id !== NIL) as string[];
  const names = await staffNames(uow, ids);
  return rows.map((row) => ({
    ...row,
    who: (row.personId && names.get(row.personId)) ?? null,
    whom: names.get(whomOf(row) ?? "") ?? null,
  }));
}

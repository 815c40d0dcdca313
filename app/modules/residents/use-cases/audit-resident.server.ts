import type { AuditFacts } from "~/modules/accounts/domain/audited";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";

interface Where {
  readonly id: string;
  readonly areaCode: string;
  readonly line: Line;
}

export type ResidentDeed =
  | "write:resident"
  | "propose:resident"
  | "decide:resident"
  | "write:resident-life"
  | "write:resident-visitor"
  | "merge:residents"
  | "part:residents"
  | "make:contact-link"
  | "revoke:contact-link";

/** What was done to whose file: ids, keys and days, in the same transaction. */
export const auditResident = (
  uow: UnitOfWork,
  action: ResidentDeed,
  { id, areaCode, line }: Where,
  facts: AuditFacts = {},
): Promise<string> => recordAudit(uow, { action, subject: { kind: "resident", id }, areaCode, line, result: "done", facts });

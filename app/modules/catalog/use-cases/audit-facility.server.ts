import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Facility } from "../domain/facility";

/** What happened to a facility, under the version whose revision says what changed. */
export async function auditFacility(
  uow: UnitOfWork,
  action: "write:facility" | "write:facility-state" | "write:photo",
  { id, areaCode, cityCode, line, version }: Facility,
  facts: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  await recordAudit(uow, {
    ...{ action, subject: { kind: "facility", id }, areaCode: areaCode ?? cityCode, line, result: "done" },
    facts: { version, ...facts },
  });
}

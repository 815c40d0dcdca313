import type { BulkSql } from "~/platform/bulk-copy.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { AuditFacts } from "../domain/audited";

export interface AuditEventRow {
  readonly id: string;
  readonly personId: string | null;
  readonly via: string;
  readonly role: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly line: string;
  readonly areaCode: string;
  readonly result: string;
  readonly why: string | null;
  readonly facts: AuditFacts;
  readonly address: string | null;
  readonly requestId: string | null;
}

/** Without RETURNING: whoever does a deed need not be allowed to read the audit. The server says when, and in which transaction. */
export async function insertAuditEvent(uow: UnitOfWork, row: AuditEventRow): Promise<void> {
  await uow.db.$executeRaw`
    INSERT INTO audit_event (id, person_id, via, role, action, subject_kind, subject_id, line, area_code, result, why, facts, address, request_id)
    VALUES (${row.id}::uuid, ${row.personId}::uuid, ${row.via}, ${row.role}, ${row.action}, ${row.subjectKind}, ${row.subjectId}, ${row.line},
      ${row.areaCode}, ${row.result}, ${row.why}, ${JSON.stringify(row.facts)}::jsonb, ${row.address}::inet, ${row.requestId})`;
}

export async function insertAuditEvents(uow: UnitOfWork, rows: readonly AuditEventRow[]): Promise<void> {
  if (rows.length === 0) return;
  await uow.db.$executeRaw`
    INSERT INTO audit_event (id, person_id, via, role, action, subject_kind, subject_id, line, area_code, result, why, facts, address, request_id)
    SELECT id, "personId", via, role, action, "subjectKind", "subjectId", line, "areaCode", result, why, facts, address, "requestId"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n (id uuid, "personId" uuid, via text, role text, action text, "subjectKind" text, "subjectId" text,
      line text, "areaCode" text, result text, why text, facts jsonb, address inet, "requestId" text)`;
}

export async function insertAuditEventInBulk(sql: BulkSql, row: AuditEventRow): Promise<void> {
  await sql`
    INSERT INTO audit_event (id, person_id, via, role, action, subject_kind, subject_id, line, area_code, result, why, facts, address, request_id)
    VALUES (${row.id}, ${row.personId}, ${row.via}, ${row.role}, ${row.action}, ${row.subjectKind}, ${row.subjectId}, ${row.line},
      ${row.areaCode}, ${row.result}, ${row.why}, ${sql.json(row.facts as never)}, ${row.address}, ${row.requestId})`;
}

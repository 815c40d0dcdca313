import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Approval, ApprovalDecision } from "../domain/approval";

const COLUMNS = Prisma.sql`id, kind, subject_id AS "subjectId", line, area_code AS "areaCode", reason, facts, asked_by AS "askedBy",
  asked_for AS "askedFor", asked_at AS "askedAt", expires_at AS "expiresAt", decision, decided_by AS "decidedBy", decided_at AS "decidedAt",
  decision_reason AS "decisionReason"`;

export type NewApproval = Pick<
  Approval,
  "id" | "kind" | "subjectId" | "line" | "areaCode" | "reason" | "facts" | "askedBy" | "expiresAt"
>;

/** False where the same is asked for already. */
export async function insertApproval(uow: UnitOfWork, one: NewApproval): Promise<boolean> {
  const added = await uow.db.$executeRaw`
    INSERT INTO approval (id, kind, subject_id, line, area_code, reason, facts, asked_by, expires_at)
    VALUES (${one.id}::uuid, ${one.kind}, ${one.subjectId}::uuid, ${one.line}, ${one.areaCode}, ${one.reason},
      ${JSON.stringify(one.facts)}::jsonb, ${one.askedBy}::uuid, ${one.expiresAt})
    ON CONFLICT (kind, subject_id) WHERE decision IS NULL DO NOTHING`;
  return added === 1;
}

/** The approval, held until the transaction ends: two deciders at once are one after the other. */
export async function holdApproval(uow: UnitOfWork, id: string): Promise<Approval | null> {
  const [row] = await uow.db.$queryRaw<Approval[]>`SELECT ${COLUMNS} FROM approval WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function settleApproval(
  uow: UnitOfWork,
  id: string,
  { decision, decidedBy, reason, at }: { decision: ApprovalDecision; decidedBy: string | null; reason: string | null; at: Date },
): Promise<void> {
  await uow.db.$executeRaw`
    UPDATE approval SET decision = ${decision}, decided_by = ${decidedBy}::uuid, decided_at = ${at}, decision_reason = ${reason}
    WHERE id = ${id}::uuid`;
}

export const overdueApprovals = (uow: UnitOfWork, at: Date): Promise<Approval[]> =>
  uow.db
    .$queryRaw`SELECT ${COLUMNS} FROM approval WHERE decision IS NULL AND expires_at <= ${at} ORDER BY expires_at FOR UPDATE SKIP LOCKED`;

/** What the actor sees, the newest first: what waits for a decision, or what was asked for and settled. */
export const listApprovals = (
  uow: UnitOfWork,
  of: "open" | "settled" | { askedBy: string },
  most: number,
): Promise<Approval[]> => {
  const which =
    of === "open"
      ? Prisma.sql`decision IS NULL`
      : of === "settled"
        ? Prisma.sql`decision IS NOT NULL`
        : Prisma.sql`asked_by = ${of.askedBy}::uuid`;
  return uow.db.$queryRaw`SELECT ${COLUMNS} FROM approval WHERE ${which} ORDER BY asked_at DESC, id DESC LIMIT ${most}`;
};

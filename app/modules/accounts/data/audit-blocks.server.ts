import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { AuditBlock } from "../domain/audit-chain";

const SEALING_LOCK = 4_101_002_002;
/** Events read at once: some 400 bytes each. */
const PAGE = 5_000;

/** False when another process seals just now. The lock ends with the transaction. */
export async function lockSealing(uow: UnitOfWork): Promise<boolean> {
  const [row] = await uow.db.$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(${SEALING_LOCK}) AS got`;
  return row?.got ?? false;
}

export interface Unsealed {
  readonly cluster: bigint;
  readonly fromXid: bigint;
  readonly toXid: bigint;
  readonly sealedAt: Date;
}

/**
 * The next transactions with events that no block holds and that have all ended: every number below the snapshot's xmin is
 * of a transaction that is over, whatever order they ended in. Of another cluster (before a restore) all are over. At most
 * `most` events, unless one transaction has more. Null = nothing to seal.
 */
export async function nextUnsealed(uow: UnitOfWork, most: number): Promise<Unsealed | null> {
  const [row] = await uow.db.$queryRaw<Unsealed[]>`
    WITH RECURSIVE clusters AS (
      SELECT min(cluster) AS cluster FROM audit_event
      UNION ALL SELECT (SELECT min(e.cluster) FROM audit_event e WHERE e.cluster > c.cluster) FROM clusters c WHERE c.cluster IS NOT NULL
    ), spans AS (
      SELECT c.cluster, COALESCE((SELECT max(b.to_xid) FROM audit_block b WHERE b.cluster = c.cluster), 0) AS from_xid,
        CASE WHEN c.cluster = audit_cluster() THEN pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          ELSE 9223372036854775807 END AS below
      FROM clusters c WHERE c.cluster IS NOT NULL
    ), waiting AS (
      SELECT s.*, (SELECT min(e.xid) FROM audit_event e WHERE e.cluster = s.cluster AND e.xid >= s.from_xid AND e.xid < s.below) AS first,
        (SELECT e.xid FROM audit_event e WHERE e.cluster = s.cluster AND e.xid >= s.from_xid AND e.xid < s.below
         ORDER BY e.xid, e.id OFFSET ${most} LIMIT 1) AS beyond
      FROM spans s
    )
    SELECT cluster, from_xid AS "fromXid", date_trunc('milliseconds', clock_timestamp()) AS "sealedAt",
      CASE WHEN beyond > first THEN beyond WHEN beyond = first THEN first + 1
        WHEN cluster = audit_cluster() THEN below
        ELSE (SELECT max(e.xid) + 1 FROM audit_event e WHERE e.cluster = waiting.cluster) END AS "toXid"
    FROM waiting WHERE first IS NOT NULL ORDER BY cluster = audit_cluster(), cluster LIMIT 1`;
  return row ?? null;
}

/**
 * The events of a span as the lines that are hashed, in the order of transactions, a page at a time. The text is made here of
 * plain columns and of nothing an owner of the database could redefine.
 */
export async function* auditLines(
  uow: UnitOfWork,
  { cluster, fromXid, toXid }: Pick<AuditBlock, "cluster" | "fromXid" | "toXid">,
): AsyncGenerator<{ readonly events: number; readonly lines: string }> {
  // A cursor reads the span once: a question for each page would sort it each time, because a policy's set of ranges tells the
  // planner nothing. DECLARE takes no parameters; these are whole numbers.
  await uow.db.$executeRawUnsafe(`
    DECLARE audit_lines NO SCROLL CURSOR FOR
    SELECT jsonb_build_array(id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), cluster::text, xid::text,
      person_id, via, role, action, subject_kind, subject_id, line, area_code, result, why, facts, host(address), request_id)::text AS line
    FROM audit_event WHERE cluster = ${cluster} AND xid >= ${fromXid} AND xid < ${toXid} ORDER BY xid, id`);
  for (;;) {
    const page = await uow.db.$queryRawUnsafe<{ line: string }[]>(`FETCH ${PAGE} FROM audit_lines`);
    if (page.length > 0) yield { events: page.length, lines: `${page.map(({ line }) => line).join("\n")}\n` };
    if (page.length < PAGE) break;
  }
  await uow.db.$executeRawUnsafe("CLOSE audit_lines");
}

export const lastBlock = (uow: UnitOfWork): Promise<AuditBlock | null> =>
  uow.db.auditBlock.findFirst({ orderBy: { number: "desc" } });

export const blocksFrom = (uow: UnitOfWork, number: bigint, most: number): Promise<AuditBlock[]> =>
  uow.db.auditBlock.findMany({ where: { number: { gte: number } }, orderBy: { number: "asc" }, take: most });

export async function addBlock(uow: UnitOfWork, block: AuditBlock): Promise<void> {
  await uow.db.auditBlock.create({ data: block });
}

/** Events among the transactions that a cluster's blocks cover. */
export async function countCovered(uow: UnitOfWork, cluster: bigint, toXid: bigint): Promise<number> {
  return uow.db.auditEvent.count({ where: { cluster, xid: { lt: toXid } } });
}

export const countEvents = (uow: UnitOfWork): Promise<number> => uow.db.auditEvent.count();

/** Makes the partitions of this month and the next; how many are new. */
export async function preparePartitions(uow: UnitOfWork, months: number): Promise<number> {
  const [row] = await uow.db.$queryRaw<{ made: number }[]>`SELECT audit_partitions_ahead(${months}::int) AS made`;
  return row?.made ?? 0;
}

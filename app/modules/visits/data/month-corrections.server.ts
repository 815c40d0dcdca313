import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { CORRECTION_KINDS, type CorrectionCounts, type CorrectionKind } from "../domain/month-report";

/** A visit entered late counts as one only if it counts for the rate. */
const KIND = Prisma.sql`CASE WHEN c.kind <> 'late-visit' OR (e.outcome IN ('seen', 'spoken-to') AND (e.channel = 'home' OR e.is_phone_enough))
  THEN c.kind ELSE 'late-try' END`;

/** How many corrections of each kind reports have. */
export async function countCorrections({ db }: UnitOfWork, reportIds: readonly string[]): Promise<CorrectionCounts> {
  const rows = await db.$queryRaw<{ kind: CorrectionKind; count: number }[]>`
    SELECT ${KIND} AS kind, count(*)::int AS count
    FROM month_correction c LEFT JOIN visit_event e ON e.client_id = c.event_id WHERE c.report_id = ANY(${[...reportIds]}::uuid[]) GROUP BY 1`;
  const found = new Map(rows.map(({ kind, count }) => [kind, count]));
  return Object.fromEntries(CORRECTION_KINDS.map((kind) => [kind, found.get(kind) ?? 0])) as Record<CorrectionKind, number>;
}

export interface Corrected {
  readonly id: string;
  readonly kind: CorrectionKind;
  readonly noticedAt: Date;
  readonly visitedAt: Date | null;
  /** where the one it is about is on the register, or was visited; null = neither is the reader's to see */
  readonly areaCode: string | null;
  readonly residentId: string | null;
  readonly name: string | null;
}

/** Corrections of these reports in the order they came; `after` is the last of the page before. */
export const listCorrections = (
  { db }: UnitOfWork,
  reportIds: readonly string[],
  after: string | null,
  most: number,
): Promise<Corrected[]> => db.$queryRaw<Corrected[]>`
  SELECT c.id, ${KIND} AS kind, c.noticed_at AS "noticedAt", e.began_at AS "visitedAt", COALESCE(r.area_code, e.area_code) AS "areaCode",
    r.id AS "residentId", r.name
  FROM month_correction c LEFT JOIN visit_event e ON e.client_id = c.event_id
    LEFT JOIN resident r ON r.id = COALESCE(c.resident_id, e.resident_id) AND r.erased_at IS NULL
  WHERE c.report_id = ANY(${[...reportIds]}::uuid[])
    AND ${after ? Prisma.sql`(c.noticed_at, c.id) > ((SELECT l.noticed_at FROM month_correction l WHERE l.id = ${after}::uuid), ${after}::uuid)` : Prisma.sql`true`}
  ORDER BY c.noticed_at, c.id LIMIT ${most}`;

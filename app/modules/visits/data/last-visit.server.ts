import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** A resident's number, and when somebody was with them last, merged files included; as far as the actor sees. */
export async function lastVisitOf(
  { db }: UnitOfWork,
  residentId: string,
): Promise<{ readonly registerNumber: string | null; readonly beganAt: Date | null }> {
  const [row] = await db.$queryRaw<{ registerNumber: string | null; beganAt: Date | null }[]>`
    SELECT (SELECT register_number FROM resident WHERE id = ${residentId}::uuid) AS "registerNumber",
      (SELECT max(e.began_at) FROM visit_event e WHERE e.outcome IN ('seen', 'spoken-to')
        AND e.resident_id = ANY (ARRAY(SELECT ${residentId}::uuid UNION ALL SELECT left_id FROM merged_files() WHERE kept_id = ${residentId}::uuid))) AS "beganAt"`;
  return row ?? { registerNumber: null, beganAt: null };
}

import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { LifeOfRecords } from "../domain/care-record";

/** Starts that are told: more of them than happen while a phone holds what was acknowledged; an older one costs a second sending. */
const MOST_STARTS = 50;

/**
 * Names this life of the records, and how far it came. A database made anew from a backup, or one brought back to a moment, is another
 * life. A machine put back as an image is the same one by every name: but it starts anew, and its log goes on from where the image was
 * taken. A start is put down when it is met first; its log began with the checkpoint that ends every start.
 */
export async function lifeOfRecords({ db }: UnitOfWork): Promise<LifeOfRecords> {
  const [row] = await db.$queryRaw<LifeOfRecords[]>`
    WITH here AS MATERIALIZED (
      SELECT concat_ws('-', s.system_identifier, d.oid, 'visit_event'::regclass::oid, c.timeline_id) AS life, pg_postmaster_start_time() AS started_at,
        (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint AS position, (LEAST(c.redo_lsn, pg_current_wal_lsn()) - '0/0'::pg_lsn)::bigint AS began
      FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d WHERE d.datname = current_database()),
    noted AS (
      INSERT INTO database_start (life, started_at, log_position) SELECT life, started_at, began FROM here
      WHERE NOT EXISTS (SELECT 1 FROM database_start o WHERE o.life = here.life AND o.started_at = here.started_at)
      ON CONFLICT DO NOTHING RETURNING started_at, log_position),
    known AS (
      SELECT o.started_at, o.log_position, o.started_at = here.started_at AS is_running FROM database_start o JOIN here ON here.life = o.life
      UNION ALL SELECT started_at, log_position, true FROM noted),
    latest AS (SELECT * FROM known ORDER BY is_running DESC, log_position DESC, started_at DESC LIMIT ${MOST_STARTS})
    SELECT life AS epoch, position::text,
      (SELECT json_agg(json_build_object('id', (extract(epoch FROM started_at) * 1000000)::bigint::text, 'position', log_position::text)
        ORDER BY is_running, log_position, started_at) FROM latest) AS starts
    FROM here`;
  return row!;
}

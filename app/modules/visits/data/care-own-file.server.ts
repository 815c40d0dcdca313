import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { positionPlaceOf } from "./visit-evidence.server";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What phones brought in about one resident: columns of ours by their names. A picture itself is looked at with its visit. */
export interface CareOwnRecords {
  readonly visitPhotos: Rows;
  /** where the visitor's phone was, opened */
  readonly visitPositions: Rows;
  readonly doorCodes: Rows;
  readonly refusedUploads: Rows;
}

export async function careOwnRecords({ db }: UnitOfWork, ids: readonly string[]): Promise<CareOwnRecords> {
  const of = [...ids];
  const positions = await db.$queryRaw<{ event_id: string; cipher: string | null; [column: string]: unknown }[]>`
    SELECT p.event_id, p.captured_at, p.received_at, p.accuracy_metres, p.distance_metres, p.position_cipher AS cipher FROM visit_position p
    JOIN visit_event e ON e.client_id = p.event_id WHERE e.resident_id = ANY(${of}::uuid[]) ORDER BY p.captured_at DESC, p.event_id`;
  return {
    visitPhotos: await db.$queryRaw<Rows>`
      SELECT p.captured_at, p.received_at, (SELECT name FROM person WHERE id = p.author_id) AS author, (SELECT name FROM person WHERE id = p.uploader_id) AS uploader,
        p.shows_face, p.width, p.height FROM visit_photo p JOIN visit_event e ON e.client_id = p.event_id
      WHERE e.resident_id = ANY(${of}::uuid[]) ORDER BY p.captured_at DESC, p.id`,
    visitPositions: positions.map(({ event_id, cipher, ...row }) => ({
      ...{ ...row, position: cipher === null ? null : unlessUnopened(() => openValue(cipher, positionPlaceOf(event_id))) },
    })),
    doorCodes: await db.$queryRaw<Rows>`
      SELECT d.made_at, (SELECT name FROM person WHERE id = d.made_by) AS made_by, d.ended_at FROM resident_door d
      WHERE d.resident_id = ANY(${of}::uuid[]) ORDER BY d.made_at DESC, d.id`,
    refusedUploads: await db.$queryRaw<Rows>`
      SELECT c.kind AS record_kind, c.why AS refused_why, c.received_at, c.accepted_at, c.laid_aside_at, c.laid_aside_why, (SELECT name FROM person WHERE id = c.uploader_id) AS uploader FROM care_refusal c
      WHERE c.resident_id = ANY(${of}::uuid[]) ORDER BY c.received_at DESC, c.id`,
  };
}

import { Prisma } from "~/platform/generated/prisma/client";
import { openValue } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { OpenedVisit, VisitBundle } from "../domain/visit-bundle";
import type { VisitBody } from "../domain/visit-log";
import { minutesOff } from "./checked-visits.server";
import { picturePlaceOf } from "./visit-evidence.server";
import { bodyPlaceOf } from "./visit-sealed.server";

const iso = (column: Prisma.Sql) => Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Null where the actor sees no such visit. */
export async function visitBundle(
  { db }: UnitOfWork,
  { code, timeZone }: { readonly code: string; readonly timeZone: string },
  id: string,
): Promise<VisitBundle | null> {
  const [row] = await db.$queryRaw<VisitBundle[]>`
    SELECT e.client_id AS id, COALESCE(r.merged_into, e.resident_id) AS "residentId", r.name, r.register_number AS "registerNumber", e.line, e.area_code AS "areaCode",
      e.outcome, e.channel, e.purpose, e.minutes, ${iso(Prisma.sql`e.began_at`)} AS "beganAt", ${iso(Prisma.sql`e.captured_at`)} AS "capturedAt", ${iso(Prisma.sql`e.received_at`)} AS "receivedAt",
      e.offset_seconds AS "offsetSeconds", GREATEST(0, (e.received_at AT TIME ZONE ${timeZone})::date - (e.began_at AT TIME ZONE ${timeZone})::date) AS "daysLate",
      e.author_id AS "authorId", e.uploader_id AS "uploaderId", e.device, e.door_matched AS "doorMatched", p.distance_metres AS distance, p.accuracy_metres AS accuracy, ${minutesOff} AS "positionMinutesOff",
      e.content_hash AS "contentHash", e.body_cipher IS NOT NULL AS "hasBody", ${iso(Prisma.sql`v.begins_at`)} AS "plannedBeginsAt", ${iso(Prisma.sql`v.ends_at`)} AS "plannedEndsAt",
      COALESCE((SELECT json_agg(json_build_object('id', o.id, 'capturedAt', o.captured_at, 'showsFace', o.shows_face, 'contentHash', o.content_hash) ORDER BY o.captured_at, o.id)
        FROM visit_photo o WHERE o.event_id = e.client_id), '[]') AS photos,
      COALESCE((SELECT json_agg(json_build_object('id', f.id, 'kind', f.kind, 'foundAt', f.found_at, 'closedAt', f.closed_at) ORDER BY f.kind)
        FROM finding f WHERE f.event_id = e.client_id), '[]') AS findings,
      COALESCE((SELECT json_agg(json_build_object('month', to_char(m.month, 'YYYY-MM'), 'areaCode', m.area_code, 'noticedAt', c.noticed_at) ORDER BY m.area_code)
        FROM month_correction c JOIN month_report m ON m.id = c.report_id WHERE c.event_id = e.client_id), '[]') AS corrections,
      COALESCE((SELECT json_agg(json_build_object('answer', b.answer, 'calledBy', b.called_by, 'calledAt', b.called_at) ORDER BY b.called_at)
        FROM visit_callback b WHERE b.event_id = e.client_id), '[]') AS callbacks
    FROM visit_event e LEFT JOIN resident r ON r.id = e.resident_id LEFT JOIN visit_position p ON p.event_id = e.client_id
      LEFT JOIN planned_visit v ON v.id = e.planned_visit_id
    WHERE e.client_id = ${id}::uuid AND e.city_code = ${code}`;
  return row ?? null;
}

/** What was said at the door and its pictures, still closed; null where there is no such visit, or its words went with the file. */
export async function closedVisit(
  { db }: UnitOfWork,
  id: string,
): Promise<{ readonly areaCode: string; readonly line: Line; readonly open: () => string } | null> {
  const event = await db.visitEvent.findUnique({
    where: { clientId: id },
    select: { areaCode: true, line: true, bodyCipher: true },
  });
  if (!event) return null;
  const photos = await db.visitPhoto.findMany({ where: { eventId: id }, orderBy: [{ capturedAt: "asc" }, { id: "asc" }] });
  const { areaCode, line, bodyCipher } = event;
  if (bodyCipher === null && photos.length === 0) return null;
  const open = (): string => {
    const opened: OpenedVisit = {
      body: bodyCipher === null ? null : (JSON.parse(openValue(bodyCipher, bodyPlaceOf(id))) as VisitBody),
      photos: photos.map((photo) => ({
        id: photo.id,
        source: sourceOf(openValue(photo.pictureCipher, picturePlaceOf(photo.id))),
      })),
    };
    return JSON.stringify(opened);
  };
  return { areaCode, line: line as Line, open };
}

/** A sealed picture is its bytes in base64. JPEG begins with FF D8, everything else we keep is WebP. */
const sourceOf = (base64: string): string => `data:image/${base64.startsWith("/9j/") ? "jpeg" : "webp"};base64,${base64}`;

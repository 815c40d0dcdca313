import { sealValue } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import { MOST_PHOTOS } from "../domain/care-record";
import { HASH_VERSION } from "../domain/picture-hash";

/** Where a picture and a position are sealed for: nowhere else they open. */
export const picturePlaceOf = (id: string): string => `visit_photo.picture_cipher.${id}`;
export const positionPlaceOf = (eventId: string): string => `visit_position.position_cipher.${eventId}`;

/** The visit a photo or a position belongs to. */
export interface VisitThere {
  readonly authorId: string;
  /** the file that stands, where two were one person's */
  readonly residentId: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly beganAt: Date;
  readonly capturedAt: Date;
  /** its words went with the resident's file */
  readonly isEmptied: boolean;
  /** what was agreed to, on that day and still */
  readonly consents: readonly string[];
}

export async function visitThere({ db }: UnitOfWork, cityCode: string, id: string, timeZone: string): Promise<VisitThere | null> {
  const [row] = await db.$queryRaw<VisitThere[]>`
    SELECT e.author_id AS "authorId", COALESCE(r.merged_into, r.id) AS "residentId", e.line, e.area_code AS "areaCode", e.began_at AS "beganAt", e.captured_at AS "capturedAt", e.body_cipher IS NULL AS "isEmptied",
      ARRAY(SELECT DISTINCT c.scope FROM resident_consent c WHERE c.resident_id = COALESCE(r.merged_into, r.id)
        AND c.given_on <= (e.began_at AT TIME ZONE ${timeZone})::date AND (c.withdrawn_on IS NULL OR c.withdrawn_on > (now() AT TIME ZONE ${timeZone})::date)) AS consents
    FROM visit_event e JOIN resident r ON r.id = e.resident_id WHERE e.client_id = ${id}::uuid AND e.city_code = ${cityCode}`;
  return row ?? null;
}

/** Whether the visit was refused, so that what belongs to it has nowhere to go. */
export const isVisitRefused = async ({ db }: UnitOfWork, id: string): Promise<boolean> =>
  (await db.careRefusal.count({ where: { recordId: id, acceptedAt: null } })) > 0;

type Kept = "written" | "there-already" | "other-content";

export interface PhotoRow {
  readonly id: string;
  readonly eventId: string;
  readonly capturedAt: Date;
  /** null = now */
  readonly receivedAt: Date | null;
  readonly authorId: string;
  readonly showsFace: boolean;
  readonly width: number;
  readonly height: number;
  readonly hash: bigint;
  readonly picture: Uint8Array;
  readonly contentHash: string;
}

export async function photoThere({ db }: UnitOfWork, id: string, contentHash: string): Promise<Kept | null> {
  const there = await db.visitPhoto.findUnique({ where: { id }, select: { contentHash: true } });
  return there && (there.contentHash === contentHash ? "there-already" : "other-content");
}

/** One photo of a visit at a time, so that none is one too many. */
export async function addPhoto(uow: UnitOfWork, { picture, hash, receivedAt, ...row }: PhotoRow): Promise<Kept | "too-many"> {
  const { db, actor } = uow;
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`visit-photos ${row.eventId}`}, 0))`;
  const there = await photoThere(uow, row.id, row.contentHash);
  if (there) return there;
  if ((await db.visitPhoto.count({ where: { eventId: row.eventId } })) >= MOST_PHOTOS) return "too-many";
  const pictureCipher = sealValue(Buffer.from(picture).toString("base64"), picturePlaceOf(row.id));
  const hashed = { perceptualHash: hash, hashVersion: HASH_VERSION, ...(receivedAt ? { receivedAt } : {}) };
  await db.visitPhoto.createMany({ data: [{ ...row, ...hashed, uploaderId: actor.personId!, pictureCipher }] });
  return "written";
}

export interface PositionRow {
  readonly recordId: string;
  readonly eventId: string;
  readonly capturedAt: Date;
  /** null = now */
  readonly receivedAt: Date | null;
  readonly authorId: string;
  readonly accuracyMetres: number;
  readonly distanceMetres: number | null;
  readonly at: string;
  readonly contentHash: string;
}

/** A visit has one position: the first that came in. */
export async function addPosition({ db, actor }: UnitOfWork, { at, receivedAt, ...row }: PositionRow): Promise<Kept> {
  const positionCipher = sealValue(at, positionPlaceOf(row.eventId));
  const data = [{ ...row, ...(receivedAt ? { receivedAt } : {}), uploaderId: actor.personId!, positionCipher }];
  if ((await db.visitPosition.createMany({ data, skipDuplicates: true })).count === 1) return "written";
  const there = await db.visitPosition.findUnique({ where: { eventId: row.eventId }, select: { contentHash: true } });
  return there?.contentHash === row.contentHash ? "there-already" : "other-content";
}

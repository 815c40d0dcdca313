import type { VisitSaid } from "./visit-log";

/*
 * What travels from a phone: every record is sealed on the phone to the server's public key as soon as it is saved (HPKE, RFC 9180:
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode), so that nobody but the server reads it, and whoever is signed in
 * when there is a network can hand it in.
 */
export const RECORD_KINDS = ["visit", "photo", "position"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** HPKE's «info»; the «aad» of a record is `aadOf` of it, so that one cannot be passed off as another. */
export const SEALING_INFO = "quarterhour care record 1";
export const aadOf = ({ kind, id }: Pick<SealedRecord, "kind" | "id">): string => `${kind}:${id}`;

/** A public key of the server; records name the one they are sealed to. */
export interface SealingKey {
  readonly id: string;
  /** uncompressed point, base64url */
  readonly publicKey: string;
}

/** `enc` and `text` base64url without padding. */
export interface SealedRecord {
  readonly kind: RecordKind;
  /** made on the phone, once: UUID */
  readonly id: string;
  readonly keyId: string;
  readonly enc: string;
  readonly text: string;
}

/** Inside a sealed visit. The author is whom the ticket names; the uploader is whoever's session hands it in. */
export interface CareVisit {
  readonly ticket: string;
  readonly said: VisitSaid;
  /** what was read from the QR on the door; null = none was */
  readonly doorCode: string | null;
  /** 补录: typed in after the day of the visit */
  readonly isLate: boolean;
  /** the beginning was typed by somebody who read a clock on the wall: it is no time of the phone's */
  readonly isBeganByHand?: boolean;
}

/** Inside a sealed position, which may come long after its visit. */
export interface CarePosition {
  readonly ticket: string;
  readonly visitId: string;
  readonly lat: number;
  readonly lng: number;
  readonly accuracyMetres: number;
  readonly capturedAt: string;
}

/** Inside a sealed photo: these words as JSON, a zero byte, then the picture (JPEG or WebP, drawn anew on the phone: no EXIF). */
export interface CarePhotoWords {
  readonly ticket: string;
  readonly visitId: string;
  readonly capturedAt: string;
  readonly showsFace: boolean;
}

/** POST /care/sync: at most so many records and so many bytes of body at a time. */
export const MOST_RECORDS = 20;
export const MOST_SYNC_BYTES = 6 * 1024 * 1024;
/** Photos of one visit; the server takes no more. */
export const MOST_PHOTOS = 6;
/** Longest edge of a photo in pixels as the phone draws it. */
export const PHOTO_EDGE = 1280;

/** Body of POST /care/sync, as JSON. Visits go before the photos and positions that name them. */
export interface SyncRequest {
  /** ISO 8601, by the phone's clock when it sends: what its clock is off by just now */
  readonly sentAt: string;
  readonly records: readonly SealedRecord[];
}

/** What the server says of one record; only `stored` and `stored-already` let the phone's tick turn green. */
export interface RecordAnswer {
  readonly id: string;
  readonly state: "stored" | "stored-already" | "later" | "refused";
  /** why it waits or is refused: a key of words, never anybody's data */
  readonly why: string | null;
  /** of a refused one: whether the server holds a copy for a desk; where it does not, the phone's is the only one */
  readonly isKept?: boolean;
}

/** Which life the server's records live, and how far it came: what was acknowledged in another one may be lost, and is sent again. */
export interface LifeOfRecords {
  /** another one than before = they were restored from a backup */
  readonly epoch: string;
  /** how far their log is written: a whole number, in digits, that only rises */
  readonly position: string;
  /** starts of the database, oldest first, the running one last, each with where the log stood: an image put back begins before what it lost */
  readonly starts: readonly { readonly id: string; readonly position: string }[];
}

/** A server of before says no more than its epoch. */
export type LifeHeard = Pick<LifeOfRecords, "epoch"> & Partial<LifeOfRecords>;

export interface SyncAnswer extends LifeOfRecords {
  /** ISO 8601, the server's clock when it answered */
  readonly serverTime: string;
  readonly answers: readonly RecordAnswer[];
}

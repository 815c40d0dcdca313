import { z } from "zod";
import { openBox, type Unopened } from "~/platform/sealed-box.server";
import { aadOf, SEALING_INFO, type CarePhotoWords, type CarePosition, type SealedRecord } from "../domain/care-record";
import { DANGER_SIGNS } from "../domain/danger-signs";
import {
  FINDING_KINDS,
  LOOKED,
  LOOKED_AT,
  VISIT_CHANNELS,
  VISIT_OUTCOMES,
  VISIT_PURPOSES,
  type VisitProof,
  type VisitSaid,
} from "../domain/visit-log";
import { readTicket, type CareTicket } from "./care-ticket.server";

const instant = z.iso.datetime({ offset: true });
const text = z.string().max(4_000);
const ticket = z.string().max(400);

const VISIT = z.object({
  ticket,
  said: z.object({
    ...{ clientId: z.uuid(), residentId: z.uuid(), plannedVisitId: z.uuid().nullable(), capturedAt: instant, beganAt: instant },
    ...{
      device: z.enum(["desk", "phone", "paper"]),
      minutes: z.int(),
      outcome: z.enum(VISIT_OUTCOMES),
      offsetSeconds: z.number().nullable(),
      channel: z.enum(VISIT_CHANNELS),
    },
    purpose: z.enum(VISIT_PURPOSES),
    body: z.object({ looked: z.partialRecord(z.enum(LOOKED_AT), z.enum(LOOKED)), needs: text, note: text }),
    findings: z.array(z.enum(FINDING_KINDS)).max(FINDING_KINDS.length),
    dangers: z.array(z.enum(DANGER_SIGNS)).max(DANGER_SIGNS.length).default([]),
  }),
  doorCode: z.string().max(200).nullable(),
  isLate: z.boolean(),
  isBeganByHand: z.boolean().default(false),
});
const POSITION = z.object({
  ...{ ticket, visitId: z.uuid(), lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) },
  ...{ accuracyMetres: z.number().min(0).max(1_000_000), capturedAt: instant },
});
const PHOTO = z.object({ ticket, visitId: z.uuid(), capturedAt: instant, showsFace: z.boolean() });

const SHAPES = new Map<string, z.ZodType<{ readonly ticket: string }>>([
  ["visit", VISIT],
  ["position", POSITION],
  ["photo", PHOTO],
]);

interface Read {
  readonly record: SealedRecord;
  readonly ticket: CareTicket;
}
export interface ReadVisit extends Read {
  readonly kind: "visit";
  /** whoever the ticket names was there */
  readonly said: VisitSaid & { readonly authorId: string };
  readonly proof: VisitProof;
  readonly isBeganByHand: boolean;
}
export interface ReadPosition extends Read {
  readonly kind: "position";
  readonly words: CarePosition;
}
export interface ReadPhoto extends Read {
  readonly kind: "photo";
  readonly words: CarePhotoWords;
  readonly picture: Uint8Array;
}
export type ReadRecord = ReadVisit | ReadPosition | ReadPhoto;

/** Why a record is not taken; `later` is tried again by the phone, anything else stands aside there. */
export interface NotTaken {
  readonly kind: "refused" | "later";
  readonly record: SealedRecord;
  readonly why: string;
  /** whose it is, where the record says */
  readonly ticket: CareTicket | null;
  readonly residentId: string | null;
  /** as far as they could be opened */
  readonly words: unknown;
}

export interface OpenedRecord {
  /** null = they are no words at all */
  readonly words: unknown;
  readonly picture: Uint8Array;
}

/** What a record says, unjudged: words, and behind a photo's a zero byte and the picture. */
export async function openedRecord(record: SealedRecord): Promise<OpenedRecord | Unopened> {
  const opened = await openBox(record, SEALING_INFO, aadOf(record));
  if (typeof opened === "string") return opened;
  const end = record.kind === "photo" ? opened.indexOf(0) : opened.length;
  return { words: end < 0 ? null : parsed(opened.toString("utf8", 0, end)), picture: opened.subarray(end < 0 ? 0 : end + 1) };
}

/** Whose it is and of whom: said by words whose other parts are of another version, too. */
const OWNED = z.object({ ticket });
const OF_RESIDENT = z.object({ said: z.object({ residentId: z.uuid() }) });

/** A sealed record opened and understood, or why it is not. */
export async function readCareRecord(record: SealedRecord): Promise<ReadRecord | NotTaken> {
  const shape = SHAPES.get(record.kind);
  const opened = await openedRecord(record);
  const not = (why: string, of: CareTicket | null = null, residentId: string | null = null): NotTaken => ({
    ...{ kind: why === "key-unknown" ? "later" : "refused", record, why, ticket: of, residentId },
    words: typeof opened === "string" ? null : opened.words,
  });
  if (typeof opened === "string") return not(opened === "does-not-open" && !shape ? "unknown-kind" : opened);
  const whose = OWNED.safeParse(opened.words);
  const of = whose.success ? readTicket(whose.data.ticket) : null;
  const whom = OF_RESIDENT.safeParse(opened.words);
  const residentId = of && whom.success ? whom.data.said.residentId : null;
  if (!shape) return not("unknown-kind", of, residentId);
  const words = shape.safeParse(opened.words);
  if (!words.success) return not("not-readable", of, residentId);
  if (!of) return not("no-ticket");
  if (record.kind === "visit") {
    const { said, doorCode, isLate, isBeganByHand } = words.data as z.infer<typeof VISIT>;
    if (said.clientId !== record.id) return not("other-id", of, residentId);
    const findings = [...new Set(said.findings)];
    const whole = { ...said, findings, authorId: of.personId };
    return { kind: "visit", record, ticket: of, said: whole, proof: { doorCode, isLate }, isBeganByHand };
  }
  if (record.kind === "position") return { kind: "position", record, ticket: of, words: words.data as CarePosition };
  return { kind: "photo", record, ticket: of, words: words.data as CarePhotoWords, picture: opened.picture };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

import { FINDING_KINDS, LOOKED, LOOKED_AT, VISIT_CHANNELS, VISIT_OUTCOMES, VISIT_PURPOSES, type LookedAt } from "./visit-log";
import { DANGER_SIGNS, type DangerSign } from "./danger-signs";
import type { FindingKind, Looked, VisitChannel, VisitOutcome, VisitPurpose } from "./visit-log";

/** `fact`: nothing is kept but that it came, so there is nothing to take in. */
export const REFUSAL_STATES = ["open", "taken-in", "laid-aside", "fact"] as const;
export type RefusalState = (typeof REFUSAL_STATES)[number];

/** Why somebody lays a refused record aside; a short list, so that nobody's data is typed into it. */
export const ASIDE_REASONS = ["entered-otherwise", "on-record-already", "sent-by-mistake", "not-made", "cannot-be-read"] as const;
export type AsideReason = (typeof ASIDE_REASONS)[number];
export const isAsideReason = (text: string): text is AsideReason => (ASIDE_REASONS as readonly string[]).includes(text);

/** Told to a desk and to the caregiver: both name a record by the same eight signs. */
export const shortNumber = (recordId: string): string =>
  recordId
    .replaceAll("-", "")
    .slice(-8)
    .toUpperCase()
    .replace(/^(.{4})/, "$1-");

/** What of a record nobody agreed to is let go at once, whatever else becomes of it. */
export const NEVER_KEPT = ["no-consent"];

/** A caregiver's worst day, several phones' of it: above that a record waits on its phone until tomorrow. */
export const KEPT_A_DAY = { records: 500, bytes: 256 * 1024 * 1024, facts: 200 } as const;

/** A refused record as somebody reads it; what it does not say, or says in no words of ours, is null. */
export interface ReadableRecord {
  readonly kind: "visit" | "photo" | "position";
  readonly outcome: VisitOutcome | null;
  readonly channel: VisitChannel | null;
  readonly purpose: VisitPurpose | null;
  readonly beganAt: string | null;
  readonly minutes: number | null;
  readonly capturedAt: string | null;
  readonly isLate: boolean;
  readonly looked: readonly (readonly [LookedAt, Looked])[];
  readonly findings: readonly FindingKind[];
  readonly needs: string;
  readonly note: string;
  readonly accuracyMetres: number | null;
  /** data: address of a photo */
  readonly picture: string | null;
}

type Words = Readonly<Record<string, unknown>>;
const wordsOf = (said: unknown): Words => (typeof said === "object" && said !== null ? (said as Words) : {});
const one = <T extends string>(of: readonly T[], said: unknown): T | null => of.find((known) => known === said) ?? null;
const text = (said: unknown): string => (typeof said === "string" ? said : "");
const instant = (said: unknown): string | null => (Number.isFinite(Date.parse(text(said))) ? text(said) : null);
const number = (said: unknown): number | null => (typeof said === "number" && Number.isFinite(said) ? said : null);

/** Reads what there is to read, part by part: one part of another version's words hides no other. */
export function readableRecord(kind: string, words: unknown, picture: string | null): ReadableRecord {
  const whole = wordsOf(words);
  const isVisit = kind !== "photo" && kind !== "position";
  const said = isVisit ? wordsOf(whole.said) : whole;
  const body = wordsOf(said.body);
  const looked = wordsOf(body.looked);
  return {
    kind: kind === "photo" || kind === "position" ? kind : "visit",
    ...{ outcome: one(VISIT_OUTCOMES, said.outcome), channel: one(VISIT_CHANNELS, said.channel) },
    ...{ purpose: one(VISIT_PURPOSES, said.purpose), beganAt: instant(said.beganAt), minutes: number(said.minutes) },
    ...{ capturedAt: instant(said.capturedAt), isLate: whole.isLate === true },
    looked: LOOKED_AT.flatMap((part) => {
      const is = one(LOOKED, looked[part]);
      return is ? [[part, is] as const] : [];
    }),
    findings: FINDING_KINDS.filter((known) => Array.isArray(said.findings) && said.findings.includes(known)),
    ...{ needs: text(body.needs), note: text(body.note), accuracyMetres: number(said.accuracyMetres), picture },
  };
}

/** What somebody is told of at once, whatever becomes of the record. */
export interface Ringing {
  /** what rings is a danger, of these kinds; none = nobody opened the door */
  readonly signs: readonly DangerSign[];
  /** by the phone's clock; null = it does not say */
  readonly beganAt: string | null;
}

/** Whether a record that was refused tells of a danger or of a door nobody opened, however little else of it can be read. */
export function ringingOf(words: unknown): Ringing | null {
  const { outcome, findings, beganAt } = readableRecord("visit", words, null);
  const said = wordsOf(wordsOf(words).said).dangers;
  const signs = DANGER_SIGNS.filter((sign) => Array.isArray(said) && said.includes(sign));
  if (findings.includes("danger") || signs.length > 0) return { signs: signs.length > 0 ? signs : ["other"], beganAt };
  return outcome === "no-answer" ? { signs: [], beganAt } : null;
}

/** When that was by the server's clock: the phone's own tells how long before it was sent; never later than it came. */
export function beganByServer(beganAt: string | null, { sentAt, receivedAt }: { sentAt: number; receivedAt: number }): Date {
  const ago = beganAt === null ? 0 : sentAt - Date.parse(beganAt);
  return new Date(receivedAt - Math.max(0, ago));
}

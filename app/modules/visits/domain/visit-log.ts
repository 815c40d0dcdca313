import { SETTLEMENTS, type Settlement } from "~/modules/work-orders/domain/work-order";
import { daysBetween } from "~/shared/half-open-days";
import type { DangerSign } from "./danger-signs";

/** 探访记录: what somebody found. The words of the record; its shape on paper and on the phone is the same. */
export const VISIT_OUTCOMES = [
  "seen",
  "spoken-to",
  "no-answer",
  "refused",
  "away",
  "in-hospital",
  "moved",
  "deceased",
  "other",
] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

export const VISIT_CHANNELS = ["home", "phone", "video"] as const;
export type VisitChannel = (typeof VISIT_CHANNELS)[number];

/** 探访 check, 代办 errand, 转介 referral */
export const VISIT_PURPOSES = ["check", "errand", "referral"] as const;
export type VisitPurpose = (typeof VISIT_PURPOSES)[number];

/** How somebody was, and how their home was: looked at and fine, looked at and not, or not looked at. */
export const LOOKED = ["fine", "concern", "not-looked"] as const;
export type Looked = (typeof LOOKED)[number];

export const CONDITIONS = ["expression", "movement", "reaction", "illness", "mood"] as const;
export const HOME_PARTS = ["building", "water", "power", "gas", "heating"] as const;
export const CIRCUMSTANCES = ["money", "benefits", "family"] as const;
export const LOOKED_AT = [...CONDITIONS, ...HOME_PARTS, ...CIRCUMSTANCES] as const;
export type LookedAt = (typeof LOOKED_AT)[number];

export const FINDING_KINDS = ["danger", "utilities", "health", "housing", "hardship", "family", "service", "other"] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** 人身危险: acted on within these hours, as hotlines count them. */
export const DANGER_HOURS = 2;

/** Whole minutes that are left to act on an open danger, less than none when they are over; null = no such clock. */
export const minutesToAct = (
  { kind, foundAt, closedAt }: { readonly kind: FindingKind; readonly foundAt: string; readonly closedAt: string | null },
  now: number,
): number | null =>
  kind === "danger" && closedAt === null ? Math.floor((Date.parse(foundAt) + DANGER_HOURS * 3_600_000 - now) / 60_000) : null;

/** How a finding was settled: as its work order was. */
export const CLOSINGS = SETTLEMENTS;
export type Closing = Settlement;

/** What is sealed whole. */
export interface VisitBody {
  readonly looked: Readonly<Partial<Record<LookedAt, Looked>>>;
  readonly needs: string;
  readonly note: string;
}

/** One visit as whoever made it says it: the desk's form, a phone and a paper slip say the same. */
export interface VisitSaid {
  /** made by whoever saved it, once: sent twice it is one visit */
  readonly clientId: string;
  readonly residentId: string;
  /** who was there; null = whoever hands it in */
  readonly authorId: string | null;
  readonly plannedVisitId: string | null;
  /** ISO 8601, by the clock of what it was typed into */
  readonly capturedAt: string;
  readonly offsetSeconds: number | null;
  readonly device: "desk" | "phone" | "paper";
  readonly beganAt: string;
  readonly minutes: number;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly purpose: VisitPurpose;
  readonly body: VisitBody;
  readonly findings: readonly FindingKind[];
  /** what the danger is, where one was found; nobody said = none */
  readonly dangers?: readonly DangerSign[];
}

export type VisitProblem =
  | "no-id"
  | "no-outcome"
  | "no-channel"
  | "no-purpose"
  | "no-time"
  | "in-the-future"
  | "too-long-ago"
  | "no-minutes"
  | "seen-by-phone"
  | "seen-in-no-time"
  | "too-long-text";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Phones are wrong by some minutes; what is said of tomorrow is not believed. */
const AHEAD_MS = 15 * 60_000;
/** Nobody remembers a visit of last season: it is not entered any more. */
const LONGEST_AGO_MS = 92 * 86_400_000;
const MOST_MINUTES = 720;
export const MOST_TEXT = 1_000;

/** The first thing wrong with a visit as it is said, or null. */
export function problemOf(said: VisitSaid, now: number): VisitProblem | null {
  if (!UUID.test(said.clientId)) return "no-id";
  if (!VISIT_OUTCOMES.includes(said.outcome)) return "no-outcome";
  if (!VISIT_CHANNELS.includes(said.channel)) return "no-channel";
  if (!VISIT_PURPOSES.includes(said.purpose)) return "no-purpose";
  const [began, captured] = [Date.parse(said.beganAt), Date.parse(said.capturedAt)];
  if (!Number.isFinite(began) || !Number.isFinite(captured)) return "no-time";
  if (began > now + AHEAD_MS || captured > now + AHEAD_MS) return "in-the-future";
  if (began < now - LONGEST_AGO_MS) return "too-long-ago";
  if (!Number.isInteger(said.minutes) || said.minutes < 0 || said.minutes > MOST_MINUTES) return "no-minutes";
  if (said.outcome === "seen" && said.channel === "phone") return "seen-by-phone";
  if (said.outcome === "seen" && said.minutes === 0) return "seen-in-no-time";
  if (said.body.note.length > MOST_TEXT || said.body.needs.length > MOST_TEXT) return "too-long-text";
  return null;
}

/** What only a phone says beside: what it read at the door, and that it is typed in later. */
export interface VisitProof {
  readonly doorCode: string | null;
  readonly isLate: boolean;
}

/** Everything said, in one order, so that the same is always the same text. */
export const contentOf = (said: VisitSaid, { doorCode, isLate }: VisitProof = { doorCode: null, isLate: false }): string =>
  JSON.stringify([
    ...[said.residentId, said.authorId, said.plannedVisitId, said.capturedAt, said.device, said.beganAt, said.minutes],
    ...[said.outcome, said.channel, said.purpose, said.body.needs, said.body.note, [...said.findings].sort()],
    LOOKED_AT.map((part) => said.body.looked[part] ?? null),
    ...(doorCode !== null || isLate ? [doorCode, isLate] : []),
    // What was saved before this was asked stays the same text.
    ...(said.dangers && said.dangers.length > 0 ? [{ dangers: [...said.dangers].sort() }] : []),
  ]);

/** What the register must be asked after such a visit; the log itself changes nobody's file. */
export const ASKS_REGISTER = ["deceased", "moved", "in-hospital", "away"] as const satisfies readonly VisitOutcome[];
export const asksRegister = (outcome: VisitOutcome): boolean => (ASKS_REGISTER as readonly string[]).includes(outcome);

/** Whether a visit tells where somebody is, so that nobody has to look for them any more. */
export const saysWhereabouts = (outcome: VisitOutcome): boolean => outcome !== "no-answer" && outcome !== "other";

/** 补录: whole days between a visit and the day it came in. */
export const daysLate = (beganOn: string, receivedOn: string): number => Math.max(0, daysBetween(beganOn, receivedOn));

import type { LifeHeard, RecordAnswer, RecordKind } from "~/modules/visits/domain/care-record";
import type { Enciphered } from "./vault-cipher";

/*
 * One saved record's life: waiting → acknowledged, or → refused, which a hand may set waiting again. Only the server's word about this
 * very id moves it; whatever else is heard, or nothing, leaves it waiting. A restored server makes all of them wait again.
 */
export interface HeldItem {
  readonly id: string;
  readonly kind: RecordKind;
  readonly keyId: string;
  /** ISO 8601, by the phone's clock */
  readonly savedAt: string;
  /** a hash of who saved it, so that their own phone page may open its label */
  readonly who: string;
  /** its words, and a hash of its content, under the saver's key; null = it came by file */
  readonly label: Enciphered | null;
  /** of the sealed text as it is sent */
  readonly bytes: number;
  readonly tries: number;
  readonly state: "waiting" | "acknowledged" | "refused";
  readonly why: string | null;
  /** of a refused one: false = the server holds no copy of it; absent = it does */
  readonly isKept?: boolean;
  /** it lies in a file that was exported since it was refused */
  readonly isHandedOn?: boolean;
  readonly acknowledgedAt: string | null;
  /** the life of the server that acknowledged or refused it */
  readonly epoch: string | null;
  /** and how far that life had come; absent = nothing was heard, or a program of before heard it */
  readonly mark?: Mark | null;
}

export interface Mark {
  /** which of the database's starts spoke */
  readonly start: string;
  /** where its log stood, in digits */
  readonly position: string;
  /** milliseconds, by the phone's clock */
  readonly at: number;
}

const markOf = (life: LifeHeard | null, at: string): Mark | null => {
  const start = life?.starts?.[life.starts.length - 1];
  return start && life.position ? { start: start.id, position: life.position, at: Date.parse(at) } : null;
};

/** Longest between two backups an office falls back to: until then a phone can give again what a restored server lost. */
export const HELD_AFTER_ACKNOWLEDGED_MS = 7 * 86_400_000;

/** What a sync's answer makes of a record that was in it; `answer` = what was said of this id. */
export function answered(
  item: HeldItem,
  answer: RecordAnswer | undefined,
  { at, life }: { readonly at: string; readonly life: LifeHeard | null },
): HeldItem {
  if (item.state === "acknowledged") return item;
  const by = { epoch: life?.epoch ?? null, mark: markOf(life, at) };
  switch (answer?.state) {
    case "stored":
    case "stored-already":
      return { ...item, state: "acknowledged", tries: item.tries + 1, why: null, acknowledgedAt: at, ...by };
    case "refused":
      return {
        ...item,
        state: "refused",
        tries: item.tries + 1,
        why: answer.why ?? "refused",
        isKept: answer.isKept ?? true,
        ...by,
      };
    case "later":
      return { ...item, state: "waiting", tries: item.tries + 1, why: answer.why };
    default:
      return { ...item, state: "waiting", tries: item.tries + 1, why: "unanswered" };
  }
}

/**
 * Whether the server that speaks now may have lost what it took or put aside: it lives another life; or it was put back as an image,
 * so that a later start began where the log had not come so far yet. Without a start between, a log that is shorter than it was says
 * the same, of what was asked after the record was answered: answers may overtake one another.
 */
export function mayBeLost({ state, epoch, mark }: HeldItem, life: LifeHeard, askedAt: number): boolean {
  if (state === "waiting") return false;
  if (epoch !== life.epoch) return true;
  if (!mark || !life.starts || !life.position) return false;
  const start = life.starts.findIndex(({ id }) => id === mark.start);
  if (start < 0) return true;
  const next = life.starts[start + 1];
  if (next) return BigInt(next.position) < BigInt(mark.position);
  return mark.at < askedAt && BigInt(life.position) < BigInt(mark.position);
}

export const waitingAgain = ({ isKept: _kept, isHandedOn: _handedOn, ...item }: HeldItem, why: string | null): HeldItem => ({
  ...item,
  state: "waiting",
  why,
  acknowledgedAt: null,
  epoch: null,
  mark: null,
});

/** Acknowledged long enough ago to be wiped; a clock that was set back keeps it longer, never shorter. */
export const isOver = (item: HeldItem, nowMs: number): boolean =>
  item.state === "acknowledged" &&
  item.acknowledgedAt !== null &&
  nowMs - Date.parse(item.acknowledgedAt) > HELD_AFTER_ACKNOWLEDGED_MS;

type Held = Pick<HeldItem, "state" | "why" | "isKept" | "isHandedOn">;

/** A refused record whose copy is not needed here: a desk has one, a file has one, or nobody agreed that there be any. */
export const mayLeave = ({ state, why, isKept, isHandedOn }: Held): boolean =>
  state === "refused" && (isKept !== false || isHandedOn === true || why === "no-consent");

/** On this phone and nowhere else. */
export const isUnsent = (item: Held): boolean => item.state === "waiting" || (item.state === "refused" && !mayLeave(item));

import type { RecordAnswer, RecordKind } from "~/modules/visits/domain/care-record";
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
  readonly acknowledgedAt: string | null;
  /** the life of the server that acknowledged or refused it */
  readonly epoch: string | null;
}

/** Longest between two backups an office falls back to: until then a phone can give again what a restored server lost. */
export const HELD_AFTER_ACKNOWLEDGED_MS = 7 * 86_400_000;

/** What a sync's answer makes of a record that was in it; `answer` = what was said of this id. */
export function answered(
  item: HeldItem,
  answer: RecordAnswer | undefined,
  heard: { readonly at: string; readonly epoch: string | null },
): HeldItem {
  if (item.state === "acknowledged") return item;
  switch (answer?.state) {
    case "stored":
    case "stored-already":
      return { ...item, state: "acknowledged", tries: item.tries + 1, why: null, acknowledgedAt: heard.at, epoch: heard.epoch };
    case "refused":
      return { ...item, state: "refused", tries: item.tries + 1, why: answer.why ?? "refused", epoch: heard.epoch };
    case "later":
      return { ...item, state: "waiting", tries: item.tries + 1, why: answer.why };
    default:
      return { ...item, state: "waiting", tries: item.tries + 1, why: "unanswered" };
  }
}

/** Taken or put aside by another life of the server than the one that speaks now: it may have lost it. */
export const mayBeLost = (item: HeldItem, epoch: string): boolean => item.state !== "waiting" && item.epoch !== epoch;

export const waitingAgain = (item: HeldItem, why: string | null): HeldItem => ({
  ...item,
  state: "waiting",
  why,
  acknowledgedAt: null,
  epoch: null,
});

/** Acknowledged long enough ago to be wiped; a clock that was set back keeps it longer, never shorter. */
export const isOver = (item: HeldItem, nowMs: number): boolean =>
  item.state === "acknowledged" &&
  item.acknowledgedAt !== null &&
  nowMs - Date.parse(item.acknowledgedAt) > HELD_AFTER_ACKNOWLEDGED_MS;

/** On this phone and nowhere else. What the server refused it keeps, sealed as it came, before it says so. */
export const isUnsent = ({ state }: Pick<HeldItem, "state">): boolean => state === "waiting";

import type { Line } from "~/shared/line";
import type { FlagFacts, FlagKind, Settling } from "./visit-flags";
import type { VisitChannel, VisitOutcome } from "./visit-log";

/** One flag as a list shows it, with the visit it stands at. */
export interface ListedFlag {
  readonly id: string;
  readonly kind: FlagKind;
  readonly facts: FlagFacts;
  readonly raisedAt: string;
  readonly eventId: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly authorId: string;
  /** null where the reader may not see who it was */
  readonly name: string | null;
  readonly beganAt: string;
  readonly minutes: number;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly words: readonly FlagWord[];
}

/** What became of a flag, in order. */
export interface FlagWord {
  readonly did: "raised" | "changed" | "raised-again" | "no-longer" | "said" | "settled";
  readonly how: Settling | null;
  readonly note: string | null;
  readonly by: string | null;
  readonly at: string;
}

/** How often something stood out, beside how many visits somebody made: a share of few is chance, and is not shown. */
export interface AuthorChecks {
  readonly authorId: string;
  readonly name: string | null;
  readonly visits: number;
  /** visits with a flag that is not settled as mistaken, or no longer so */
  readonly flagged: number;
  readonly open: number;
  /** null = too few visits */
  readonly share: number | null;
}

export const shareOf = (flagged: number, visits: number, least: number): number | null =>
  visits >= least && visits > 0 ? flagged / visits : null;

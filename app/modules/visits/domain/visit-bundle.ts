import type { Line } from "~/shared/line";
import type { FindingKind, VisitBody, VisitChannel, VisitOutcome, VisitPurpose } from "./visit-log";

/** 探访证据: everything known of one visit but what was said at the door and its pictures, which are opened for a reason. */
export interface VisitBundle {
  readonly id: string;
  readonly residentId: string;
  /** null where the reader may not see who it was */
  readonly name: string | null;
  readonly registerNumber: string | null;
  readonly line: Line;
  readonly areaCode: string;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly purpose: VisitPurpose;
  readonly beganAt: string;
  readonly minutes: number;
  readonly capturedAt: string;
  readonly receivedAt: string;
  readonly offsetSeconds: number | null;
  readonly daysLate: number;
  readonly authorId: string;
  readonly uploaderId: string;
  readonly device: "desk" | "phone" | "paper";
  /** null = no code was read */
  readonly doorMatched: boolean | null;
  readonly distance: number | null;
  readonly accuracy: number | null;
  /** when the position was taken: minutes before the visit (below 0), within it (0), or after its end */
  readonly positionMinutesOff: number | null;
  readonly contentHash: string;
  readonly hasBody: boolean;
  readonly plannedBeginsAt: string | null;
  readonly plannedEndsAt: string | null;
  readonly photos: readonly {
    readonly id: string;
    readonly capturedAt: string;
    readonly showsFace: boolean;
    readonly contentHash: string;
  }[];
  readonly findings: readonly {
    readonly id: string;
    readonly kind: FindingKind;
    readonly foundAt: string;
    readonly closedAt: string | null;
  }[];
  /** months handed in that this visit came too late for */
  readonly corrections: readonly { readonly month: string; readonly areaCode: string; readonly noticedAt: string }[];
  /** what somebody rung about it said */
  readonly callbacks: readonly { readonly answer: string; readonly calledBy: string | null; readonly calledAt: string }[];
}

/** What a reason opens. */
export interface OpenedVisit {
  readonly body: VisitBody | null;
  /** as data addresses, ready to be shown */
  readonly photos: readonly { readonly id: string; readonly source: string }[];
}

/** The same facts are always the same text: its SHA-256 says whether a file was changed since. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );

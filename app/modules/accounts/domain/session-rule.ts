// How long a sign-in lasts, as the installation decides it: between bounds that keep a shared desk from standing open all day and
// a caregiver from typing a PIN at every door. Bounds follow NIST SP 800-63B-3 (30 minutes, 12 hours) with room for a shift.
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { SessionKind, SessionLimit } from "./session";

export interface SessionRule extends SessionLimit {
  readonly kind: SessionKind;
  /** who says so */
  readonly source: string;
  readonly changedAt: string | null;
}

/** Least and most of what a form asks for: minutes, hours, minutes. */
export const SESSION_BOUNDS = {
  idle: { desk: [5, 240], field: [15, 960] },
  absolute: { desk: [1, 24], field: [1, 24] },
  proof: { desk: [1, 60], field: [1, 60] },
} as const satisfies Record<string, Record<SessionKind, readonly [number, number]>>;

export type SessionFigure = keyof typeof SESSION_BOUNDS;
export const LONGEST_SOURCE = 200;

export interface SessionWish {
  readonly idle: string;
  readonly absolute: string;
  readonly proof: string;
  readonly source: string;
}

export interface WantedLimit {
  readonly idleMinutes: number;
  readonly absoluteMinutes: number;
  readonly proofMinutes: number;
  readonly source: string;
}

export type SessionRuleRefusal =
  | { readonly kind: "number-unreadable"; readonly field: SessionFigure; readonly least: number; readonly most: number }
  | { readonly kind: "idle-over-absolute"; readonly field: "idle" }
  | { readonly kind: "source-missing"; readonly field: "source" };

/** What a form asks for, if it is within the bounds of its kind. */
export function wantedLimit(kind: SessionKind, wish: SessionWish): Verdict<WantedLimit, SessionRuleRefusal> {
  const read: Record<SessionFigure, number> = { idle: 0, absolute: 0, proof: 0 };
  for (const field of ["idle", "absolute", "proof"] as const) {
    const [least, most] = SESSION_BOUNDS[field][kind];
    const typed = wish[field].normalize("NFKC").trim();
    const value = /^\d{1,4}$/.test(typed) ? Number(typed) : NaN;
    if (!(value >= least && value <= most)) return refused({ kind: "number-unreadable", field, least, most });
    read[field] = value;
  }
  if (read.idle > read.absolute * 60) return refused({ kind: "idle-over-absolute", field: "idle" });
  const source = wish.source.trim();
  if (source === "" || [...source].length > LONGEST_SOURCE) return refused({ kind: "source-missing", field: "source" });
  return granted({ idleMinutes: read.idle, absoluteMinutes: read.absolute * 60, proofMinutes: read.proof, source });
}

import type { Grant } from "./grant";

/** How long one stays signed in, as the installation decided: a settings row. */
export interface SessionLimit {
  readonly idleMinutes: number;
  readonly absoluteMinutes: number;
  readonly rotationMinutes: number;
  readonly proofMinutes: number;
}

/** At a desk, or on a caregiver's bound phone. */
export type SessionKind = "desk" | "field";

/** What is still missing before a session may do anything: a code, or the set-up of codes. */
export type SessionStage = "code-due" | "enrolment-due" | "open";

/** What a session can be used for: a bound phone, opened by a PIN, opens nothing but visiting, whatever else its owner may. */
export const usableIn = (kind: SessionKind, grants: readonly Grant[]): readonly Grant[] =>
  kind === "field" ? grants.filter(({ role }) => role === "caregiver") : grants;

interface Times {
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

const minutes = (count: number): number => count * 60_000;

/** Why a session is over, or null while it lasts. */
export function sessionOver({ seenAt, expiresAt }: Times, limit: SessionLimit, at: Date): "idle" | "absolute" | null {
  if (at >= expiresAt) return "absolute";
  return at.getTime() - seenAt.getTime() >= minutes(limit.idleMinutes) ? "idle" : null;
}

export const sessionEnd = (limit: SessionLimit, from: Date): Date => new Date(from.getTime() + minutes(limit.absoluteMinutes));

export const isRotationDue = (rotatedAt: Date, limit: SessionLimit, at: Date): boolean =>
  at.getTime() - rotatedAt.getTime() >= minutes(limit.rotationMinutes);

/** Whether who sits there has shown lately that it is still the same person. */
export const isProven = (provenAt: Date | null, limit: SessionLimit, at: Date): boolean =>
  provenAt !== null && at.getTime() - provenAt.getTime() < minutes(limit.proofMinutes);

/** After the new token was seen, the one before it answers so long: requests sent at the same moment are not signed out. */
export const GRACE_SECONDS = 60;
/** Being seen is written down no oftener. */
export const SEEN_EVERY_SECONDS = 60;

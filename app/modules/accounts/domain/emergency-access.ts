import { granted, refused, type Verdict } from "~/shared/verdict";
import { isAreaCode } from "./area-code";
import type { Actor } from "./actor";
import { LINES, type Line } from "~/shared/line";
import { may, mayIn } from "./may";

/** Hours the glass stays broken; the database allows no more. */
export const EMERGENCY_HOURS = 4;
/** A reason is a sentence, not a dot. */
export const LEAST_REASON = 10;
/** And not a file: somebody reads it in a hurry. */
export const MOST_REASON = 500;

export interface EmergencyWish {
  readonly line: string;
  readonly areaCode: string;
  readonly reason: string;
}

export type EmergencyRefusal =
  | { readonly kind: "not-permitted" }
  | { readonly kind: "line-unknown" }
  | { readonly kind: "area-unknown" }
  | { readonly kind: "reason-short"; readonly least: number }
  | { readonly kind: "reason-long"; readonly most: number }
  /** what is asked for is within one's own grants */
  | { readonly kind: "not-needed" };

/** Whether somebody may read beyond their grants for a few hours: of one area and line, for a reason others will read. */
export function emergencyAccess(
  actor: Actor,
  wish: EmergencyWish,
): Verdict<EmergencyWish & { readonly line: Line }, EmergencyRefusal> {
  const { areaCode } = wish;
  const reason = wish.reason.trim();
  const line = LINES.find((known) => known === wish.line);
  if (!may(actor, "break:glass")) return refused({ kind: "not-permitted" });
  if (!line) return refused({ kind: "line-unknown" });
  if (!isAreaCode(areaCode)) return refused({ kind: "area-unknown" });
  if ([...reason].length < LEAST_REASON) return refused({ kind: "reason-short", least: LEAST_REASON });
  if ([...reason].length > MOST_REASON) return refused({ kind: "reason-long", most: MOST_REASON });
  if (mayIn(actor, "read:private-contacts", areaCode, line)) return refused({ kind: "not-needed" });
  return granted({ line, areaCode, reason });
}

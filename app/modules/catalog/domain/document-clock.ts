// Decides how a document stands on a day: licence, filing, fire and food certificates run out, and someone must know
// before they do. The warning opens 60 days ahead (assumed; renewing a licence takes most offices 20 working days).
import { addDays, differenceInCalendarDays, formatISO, parseISO } from "date-fns";
import type { CalendarDay } from "~/shared/calendar-day";

export const DOCUMENT_KINDS = ["licence", "filing", "fire", "food"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const WARNING_DAYS = 60;

/** The last day of a document is a day it still holds. */
export type DocumentStanding =
  | { readonly kind: "valid"; readonly daysLeft: number }
  | { readonly kind: "expiring"; readonly daysLeft: number }
  | { readonly kind: "expired"; readonly daysSince: number }
  | { readonly kind: "unknown" };

export function documentStanding(expiresOn: CalendarDay | null, day: CalendarDay): DocumentStanding {
  if (expiresOn === null) return { kind: "unknown" };
  const daysLeft = differenceInCalendarDays(parseISO(expiresOn), parseISO(day));
  if (daysLeft < 0) return { kind: "expired", daysSince: -daysLeft };
  return { kind: daysLeft <= WARNING_DAYS ? "expiring" : "valid", daysLeft };
}

/** The last day on which an expiry still counts as «soon», seen from `day`. */
export const warningHorizon = (day: CalendarDay): CalendarDay =>
  formatISO(addDays(parseISO(day), WARNING_DAYS), { representation: "date" });

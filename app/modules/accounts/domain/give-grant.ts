import { type CalendarDay, isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { isAreaCodeOrAll } from "./area-code";
import type { Actor } from "./actor";
import { isLineOrAll, type LineOrAll } from "./line";
import { mayIn } from "./may";
import { isRole, type Role } from "./role";

export interface GrantWish {
  readonly role: string;
  readonly line: string;
  /** 4, 6, 9 or 12 digits; "" = every city */
  readonly areaCode: string;
  readonly validFrom: CalendarDay;
  /** the first day it no longer holds; null = until it is ended */
  readonly validTo: CalendarDay | null;
}

export interface NewGrant extends GrantWish {
  readonly role: Role;
  readonly line: LineOrAll;
}

export type GrantRefusal =
  | { readonly kind: "role-unknown" }
  | { readonly kind: "line-unknown" }
  | { readonly kind: "area-unknown" }
  | { readonly kind: "days-wrong" }
  /** a grant begins today or later: what was done before it was done without */
  | { readonly kind: "begins-in-the-past"; readonly today: CalendarDay }
  | { readonly kind: "ends-before-it-begins" }
  /** nobody gives to themselves */
  | { readonly kind: "own-person" }
  /** area or line beyond what the granter administers */
  | { readonly kind: "beyond-own" }
  | { readonly kind: "already-held" }
  | { readonly kind: "no-such-person" };

/** Whether this actor may give this grant to that person: a grant lies inside the granter's own. */
export function giveGrant(actor: Actor, personId: string, wish: GrantWish, today: CalendarDay): Verdict<NewGrant, GrantRefusal> {
  const { role, line, areaCode, validFrom, validTo } = wish;
  if (!isRole(role)) return refused({ kind: "role-unknown" });
  if (!isLineOrAll(line)) return refused({ kind: "line-unknown" });
  if (!isAreaCodeOrAll(areaCode)) return refused({ kind: "area-unknown" });
  if (actor.personId === personId) return refused({ kind: "own-person" });
  if (!isCalendarDay(validFrom) || (validTo !== null && !isCalendarDay(validTo))) return refused({ kind: "days-wrong" });
  if (validFrom < today) return refused({ kind: "begins-in-the-past", today });
  if (validTo !== null && validTo <= validFrom) return refused({ kind: "ends-before-it-begins" });
  if (!mayIn(actor, "write:grants", areaCode, line)) return refused({ kind: "beyond-own" });
  return granted({ role, line, areaCode, validFrom, validTo });
}

import { differenceInCalendarDays, parseISO } from "date-fns";
import { type CalendarDay, isCalendarDay } from "~/shared/calendar-day";
import type { Grant } from "./grant";
import type { GrantedRole } from "./role";
import { firstDayAfter } from "~/shared/half-open-days";
import { granted, refused, type Verdict } from "~/shared/verdict";

/** Nobody is on leave for longer than this; the database says so too. */
export const MOST_DAYS = 366;

export interface DelegationWish {
  readonly from: string;
  readonly to: string;
  readonly validFrom: CalendarDay;
  /** the last day of leave, itself included */
  readonly lastDay: CalendarDay;
  readonly reason: string;
}

export type DelegationRefusal =
  | { readonly kind: "to-oneself" }
  | { readonly kind: "days-wrong" }
  | { readonly kind: "begins-in-the-past"; readonly today: CalendarDay }
  | { readonly kind: "too-long"; readonly most: number }
  | { readonly kind: "reason-missing" }
  | { readonly kind: "not-permitted" }
  | { readonly kind: "no-such-person" }
  /** whoever is away holds nothing that somebody could do for them */
  | { readonly kind: "nothing-to-stand-in-for" }
  | { readonly kind: "deputy-not-fit" }
  | { readonly kind: "delegated-already" };

/** Work of one kind: a caregiver's visits and an operator's facility are done by their like, desks by desks; no family's. */
const KIND_OF_WORK: Partial<Record<GrantedRole, "visits" | "facility" | "desk">> = {
  caregiver: "visits",
  operator: "facility",
  planner: "desk",
  supervisor: "desk",
  overseer: "desk",
  administrator: "desk",
};

/** What of these grants somebody else can do for their holder. */
export const passedOn = (grants: readonly Grant[]): readonly Grant[] =>
  grants.filter(({ role, onBehalfOf }) => KIND_OF_WORK[role] !== undefined && onBehalfOf === undefined);

/**
 * Whether somebody may stand in for all that another holds: for each grant they hold one of their own in the same kind of work
 * and the same line or every line, in the same city (districts cover for each other). A desk may also do visits.
 */
export function canStandIn(deputy: readonly Grant[], away: readonly Grant[]): boolean {
  const own = passedOn(deputy);
  return passedOn(away).every((grant) => own.some((held) => isOfSameWork(held, grant) && isOfSameCity(held, grant)));
}

const isOfSameWork = (held: Grant, grant: Grant): boolean => {
  const [has, needs] = [KIND_OF_WORK[held.role], KIND_OF_WORK[grant.role]];
  const isOfLine = held.line === "" || held.line === grant.line;
  return isOfLine && (has === needs || (has === "desk" && needs === "visits"));
};

const isOfSameCity = ({ areaCode: a }: Grant, { areaCode: b }: Grant): boolean =>
  a === "" || b === "" || a.slice(0, 4) === b.slice(0, 4);

/** Whether this leave can be entered as it is written; who may enter it is asked where people are known. */
export function delegate(
  wish: DelegationWish,
  today: CalendarDay,
): Verdict<DelegationWish & { readonly validTo: CalendarDay }, DelegationRefusal> {
  const { from, to, validFrom, lastDay } = wish;
  const reason = wish.reason.trim();
  if (from === to) return refused({ kind: "to-oneself" });
  if (!isCalendarDay(validFrom) || !isCalendarDay(lastDay) || lastDay < validFrom) return refused({ kind: "days-wrong" });
  if (validFrom < today) return refused({ kind: "begins-in-the-past", today });
  if (differenceInCalendarDays(parseISO(lastDay), parseISO(validFrom)) >= MOST_DAYS)
    return refused({ kind: "too-long", most: MOST_DAYS });
  if (!reason) return refused({ kind: "reason-missing" });
  return granted({ ...wish, reason, validTo: firstDayAfter(lastDay) });
}

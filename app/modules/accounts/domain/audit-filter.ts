import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { isAuditAction } from "./audit-actions";
import { AUDIT_RESULTS, type AuditResult } from "./audited";

/** What of the audit is asked for; "" and null = anything. */
export interface AuditFilter {
  /** a person's id, or a part of their name */
  readonly who: string;
  readonly action: string;
  readonly subjectId: string;
  readonly from: CalendarDay | null;
  /** the last day itself included */
  readonly to: CalendarDay | null;
  readonly areaCode: string;
  readonly result: AuditResult | null;
}

/** Where a page ends: the hour to the microsecond, and the event. */
export interface AuditPlace {
  readonly at: string;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/** What an address asks for; what it cannot mean is left out, and named. */
export function auditFilterFrom(said: URLSearchParams, areaCode: string): { filter: AuditFilter; unusable: string[] } {
  const text = (name: string) => (said.get(name) ?? "").trim().slice(0, 100);
  const unusable: string[] = [];
  const only = <T extends string>(name: string, isKnown: (value: string) => value is T): T | null => {
    const value = text(name);
    if (value === "" || isKnown(value)) return value === "" ? null : value;
    unusable.push(name);
    return null;
  };
  const day = (name: string) => only(name, (value): value is CalendarDay => isCalendarDay(value));
  const filter = {
    ...{ who: text("who"), subjectId: text("subject"), areaCode: /^\d{0,12}$/.test(areaCode) ? areaCode : "" },
    action: only("action", (value): value is string => isAuditAction(value)) ?? "",
    ...{ from: day("from"), to: day("to") },
    result: only("result", (value): value is AuditResult => (AUDIT_RESULTS as readonly string[]).includes(value)),
  };
  if (text("area") && !filter.areaCode) unusable.push("area");
  return { filter, unusable };
}

export function auditPlaceFrom(said: URLSearchParams): AuditPlace | null {
  const [at, id] = [said.get("beforeAt") ?? "", said.get("beforeId") ?? ""];
  return INSTANT.test(at) && isUuid(id) ? { at, id } : null;
}

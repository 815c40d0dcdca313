import type { CalendarDay } from "~/shared/calendar-day";
import type { LineOrAll } from "./line";
import type { GrantedRole } from "./role";

/** What one person may do where: a role in a line, for an area and everything below it. */
export interface Grant {
  readonly role: GrantedRole;
  readonly line: LineOrAll;
  /** 4, 6, 9 or 12 digits; "" = every city of the installation */
  readonly areaCode: string;
  /** the record it stands on; a few hours behind broken glass stand on none */
  readonly id?: string;
  /** the last day it opened something */
  readonly lastUsedOn?: CalendarDay | null;
  /** whose grant this is, where it is used on somebody's behalf */
  readonly onBehalfOf?: string;
}

/** Whether the whole of an area lies within the grant, in this line; no line asked = any will do. */
export const coversArea = (grant: Grant, areaCode: string, line?: LineOrAll): boolean =>
  areaCode.startsWith(grant.areaCode) && coversLine(grant, line);

/** Whether at least a part of an area lies within the grant. */
export const touchesArea = (grant: Grant, areaCode: string, line?: LineOrAll): boolean =>
  (areaCode.startsWith(grant.areaCode) || grant.areaCode.startsWith(areaCode)) && coversLine(grant, line);

const coversLine = (grant: Grant, line: LineOrAll | undefined): boolean =>
  line === undefined || grant.line === "" || grant.line === line;

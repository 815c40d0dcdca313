import { timingSafeEqual } from "node:crypto";
import { validate as isUuid } from "uuid";
import { blindIndexOf } from "~/platform/sealed-value.server";
import type { CalendarDay } from "~/shared/calendar-day";

/** Whose list it was, and of which day. A ticket opens nothing and never ends: it says who wrote a record that comes in one day. */
export interface CareTicket {
  readonly personId: string;
  readonly cityCode: string;
  readonly day: CalendarDay;
}

const markOf = (words: string): string => blindIndexOf("care-ticket", words);

export function ticketFor({ personId, cityCode, day }: CareTicket): string {
  const words = `${personId}.${cityCode}.${day}`;
  return `${words}.${markOf(words)}`;
}

/** Null where we did not write it. */
export function readTicket(ticket: string): CareTicket | null {
  const [personId = "", cityCode = "", day = "", mark = "", more] = ticket.split(".");
  if (more !== undefined || !isUuid(personId) || !/^\d{4}$/.test(cityCode) || !/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const [said, ours] = [Buffer.from(mark), Buffer.from(markOf(`${personId}.${cityCode}.${day}`))];
  return said.length === ours.length && timingSafeEqual(said, ours) ? { personId, cityCode, day } : null;
}

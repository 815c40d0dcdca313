// What an identity number of GB 11643-1999 says of its holder: the day of birth in signs 7 to 14, the sex in the 17th.
// The number itself is checked and spelled by whoever seals it; this reads a number that is right in form.
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";

export interface IdentityFacts {
  readonly bornOn: CalendarDay;
  readonly sex: "female" | "male";
}

/** Null where the signs are no day of the calendar. */
export function identityFacts(number: string): IdentityFacts | null {
  const [, year, month, day, order] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dX]$/.exec(number) ?? [];
  const bornOn = `${year}-${month}-${day}`;
  return isCalendarDay(bornOn) ? { bornOn, sex: Number(order) % 2 === 1 ? "male" : "female" } : null;
}

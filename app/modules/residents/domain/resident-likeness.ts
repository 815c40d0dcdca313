// Whether two files may be one person's. The identity number settles it exactly, elsewhere, by its blind index; without one it
// is name, day of birth and place. What is told here is a question to a person, never an answer.
import type { CalendarDay } from "~/shared/calendar-day";

export interface ComparedResident {
  readonly name: string;
  readonly bornOn: CalendarDay | null;
  readonly areaCode: string;
}

export const LIKENESSES = ["same-number", "likely", "possible"] as const;
export type Likeness = (typeof LIKENESSES)[number];

const bare = (name: string): string =>
  name
    .normalize("NFKC")
    .replace(/[\s·•.．]/g, "")
    .toLowerCase();

/**
 * Likely: the same name born on the same day, in the same district or with one day of birth unknown in the same community.
 * Possible: the same name and day elsewhere in the city, or the same name in the same street with one day of birth unknown, or
 * two digits of the day that differ.
 */
export function likeness(a: ComparedResident, b: ComparedResident): Likeness | null {
  if (bare(a.name) !== bare(b.name)) return null;
  const same = (digits: number) => a.areaCode.slice(0, digits) === b.areaCode.slice(0, digits);
  if (a.bornOn === null || b.bornOn === null) {
    if (a.areaCode.length === 12 && a.areaCode === b.areaCode) return "likely";
    return same(9) ? "possible" : null;
  }
  if (a.bornOn === b.bornOn) return same(6) ? "likely" : "possible";
  return same(9) && signsApart(a.bornOn, b.bornOn) <= 2 ? "possible" : null;
}

/** 1941-03-12 and 1941-12-03 were typed by the same hand. */
function signsApart(a: string, b: string): number {
  let apart = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) apart++;
  return apart === 4 && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7) ? 2 : apart;
}

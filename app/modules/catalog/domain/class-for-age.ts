// Decides which nursery class a child belongs to: by its age on the day it starts, not today's. Sizes and carers per
// child are published figures [P] for 托育机构; a city may state its own, so they are data handed in.
import type { CalendarDay } from "~/shared/calendar-day";

export interface AgeClassRule {
  /** Key of the offering class. */
  readonly kind: string;
  /** Age in whole months, `[from, to)`. */
  readonly fromMonths: number;
  readonly toMonths: number;
  readonly largestGroup: number;
  /** One carer for so many children. */
  readonly childrenPerCarer: number;
}

/** 乳儿班, 托小班, 托大班, 混合班: sizes ≤ 10, 15, 20, 18 and carers 1:3, 1:5, 1:7, mixed as the middle class [P]. */
export const NURSERY_CLASSES: readonly AgeClassRule[] = [
  { kind: "infant", fromMonths: 6, toMonths: 12, largestGroup: 10, childrenPerCarer: 3 },
  { kind: "toddler-12", fromMonths: 12, toMonths: 24, largestGroup: 15, childrenPerCarer: 5 },
  { kind: "toddler-24", fromMonths: 24, toMonths: 36, largestGroup: 20, childrenPerCarer: 7 },
  { kind: "mixed", fromMonths: 18, toMonths: 36, largestGroup: 18, childrenPerCarer: 5 },
];

/** Whole months lived on the day; a child of the 31st completes its month on the last day of a shorter one. */
export function monthsOldOn(born: CalendarDay, day: CalendarDay): number {
  const [bornYear, bornMonth, bornDay] = parts(born);
  const [year, month, dayOfMonth] = parts(day);
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const hadMonthDay = dayOfMonth >= Math.min(bornDay, lastOfMonth);
  return (year - bornYear) * 12 + (month - bornMonth) - (hadMonthDay ? 0 : 1);
}

/** Every class open to a child of this age, the narrowest first: its own age's class before the mixed one. */
export const classesForAge = (months: number, rules: readonly AgeClassRule[] = NURSERY_CLASSES): AgeClassRule[] =>
  rules
    .filter((rule) => months >= rule.fromMonths && months < rule.toMonths)
    .sort((a, b) => a.toMonths - a.fromMonths - (b.toMonths - b.fromMonths) || a.fromMonths - b.fromMonths);

function parts(day: CalendarDay): [number, number, number] {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  if (year === undefined || month === undefined || dayOfMonth === undefined)
    throw new Error(`${day} is no calendar day, expected YYYY-MM-DD`);
  return [year, month, dayOfMonth];
}

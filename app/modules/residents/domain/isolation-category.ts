import type { Dated } from "~/shared/calendar-day";

/** 特殊困难类别: why somebody is on the care register. One person may have several, each from a day on. */
export const ISOLATION_CATEGORIES = [
  "living-alone",
  "empty-nest",
  "left-behind",
  "cannot-care-for-self",
  "severely-disabled",
  "family-planning-special",
] as const;
export type IsolationCategory = (typeof ISOLATION_CATEGORIES)[number];

export interface DatedCategory extends Dated {
  readonly category: IsolationCategory;
}

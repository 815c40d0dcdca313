// What may be asked of the open data, and what was wrong with a question: facts, worded where somebody reads them.
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { ServiceStatus } from "./open-facility";
import type { VacancyMonth } from "./vacancy";

export interface QuestionProblem {
  readonly kind:
    "missing" | "unknown" | "malformed" | "out-of-range" | "needs" | "unknown-parameter" | "said-twice" | "wrong-method";
  readonly field: string;
  readonly given: string;
  /** the values that would do, the form, or the least and greatest */
  readonly allowed: readonly string[];
}

/** A question understood: of which city, which records, which page, how much of each. */
export interface OpenQuestion {
  readonly city: string;
  readonly page: number;
  readonly perPage: number;
  readonly detail: "minimal" | "listed" | "full";
  readonly search: string;
  readonly modifiedAfter: Date | null;
  readonly area: string | null;
  readonly serviceType: string | null;
  readonly status: ServiceStatus | null;
  readonly organization: string | null;
  readonly near: NearQuestion | null;
  readonly startMonth: VacancyMonth;
  readonly months: number;
}

export interface NearQuestion {
  readonly point: GeoPoint;
  readonly minutes: number;
  readonly walker: string | null;
}

/** What one record is asked for. */
export interface RecordQuestion {
  readonly startMonth: VacancyMonth;
  readonly months: number;
}

export const MOST_FULL = 50;
export const MOST_LISTED = 200;
export const MOST_MINIMAL = 10_000;

export interface PageFigures {
  readonly total_items: number;
  readonly total_pages: number;
  readonly page_number: number;
  readonly size: number;
  readonly first_page: boolean;
  readonly last_page: boolean;
  readonly empty: boolean;
}

/** The figures of a page of `size` entries; past the end a page is empty, and no page is the first of nothing twice. */
export function pageFigures(total: number, page: number, perPage: number, size: number): PageFigures {
  const pages = Math.ceil(total / perPage);
  return {
    ...{ total_items: total, total_pages: pages, page_number: page, size },
    ...{ first_page: page === 1, last_page: page >= pages, empty: size === 0 },
  };
}

/** Months one after another from the first. */
export const monthOfDay = (day: CalendarDay): VacancyMonth => day.slice(0, 7);

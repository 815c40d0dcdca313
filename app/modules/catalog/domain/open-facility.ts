// A facility as the open data know it: its public record, and what stands beside it. Decides what of a record is public
// (published contacts, never a private one or a note) and how it stands on a day, in the words of Open Referral.
import { holdsOn, type CalendarDay } from "~/shared/calendar-day";
import type { AccessFact, Facility, Offering } from "./facility";
import { stateOn, type FacilityState } from "./life-cycle";
import type { Vacancy, VacancyMonth } from "./vacancy";

export interface OpenArea {
  readonly code: string;
  readonly name: string;
  readonly within: string;
  readonly nameEn: string;
  readonly withinEn: string;
}

export interface OpenGrade {
  readonly grade: string;
  readonly standard: string;
  readonly gradedOn: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly source: string;
}

export interface OpenInspection {
  readonly inspectedOn: CalendarDay;
  readonly kind: string;
  readonly result: string;
  readonly findings: number;
  readonly openFindings: number;
  readonly source: string;
}

export interface OpenFacility {
  readonly record: Omit<Facility, "note">;
  readonly operatorId: string | null;
  readonly area: OpenArea | null;
  /** when what follows last changed, by an edit or by itself */
  readonly modifiedAt: Date;
  readonly grades: readonly OpenGrade[];
  readonly inspections: readonly OpenInspection[];
  /** of each class, month by month */
  readonly vacancies: ReadonlyMap<string, readonly MonthVacancy[]>;
}

export interface MonthVacancy {
  readonly startMonth: VacancyMonth;
  readonly vacancy: Vacancy;
}

/** A record without what is not everybody's: numbers that are not published, and what staff noted. */
export function publicRecord({ note: _note, ...record }: Facility): Omit<Facility, "note"> {
  return { ...record, contacts: record.contacts.filter(({ isPublic }) => isPublic) };
}

export const SERVICE_STATUSES = ["active", "inactive", "defunct", "temporarily closed"] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

/**
 * Active: offered that day at a place that operates. Temporarily closed: offered, and the place is suspended. Defunct: the
 * offering or the place has ended. Inactive: not begun.
 */
export function serviceStatus(
  state: FacilityState | null,
  offering: Pick<Offering, "from" | "to">,
  day: CalendarDay,
): ServiceStatus {
  if (state === "closed" || (offering.to !== null && offering.to <= day)) return "defunct";
  if (!holdsOn(offering, day) || state === null || state === "planned" || state === "building") return "inactive";
  return state === "suspended" ? "temporarily closed" : "active";
}

export const statusOf = (
  record: Pick<Facility, "life">,
  offering: Pick<Offering, "from" | "to">,
  day: CalendarDay,
): ServiceStatus => serviceStatus(stateOn(record.life, day), offering, day);

/** What is known of a place's access, fact by fact; what nobody has said is left out. */
export const knownAccess = (record: Pick<Facility, "access">): [AccessFact, boolean][] =>
  (Object.entries(record.access ?? {}) as [AccessFact, boolean | null][]).flatMap(([fact, has]) =>
    has === null ? [] : [[fact, has] as [AccessFact, boolean]],
  );

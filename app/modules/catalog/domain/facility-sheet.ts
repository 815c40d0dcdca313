// What a list of facilities says of each on one line besides its face: access, published results, care and meal fees, free places.
// A column that a file may be brought in by again is filled only where it is one figure of one class; everything else is in words.
import type { CalendarDay } from "~/shared/calendar-day";
import type { CarePattern, FacilityAccess, Price } from "./facility";
import { pricesOf, type Fee } from "./fee";
import type { Vacancy } from "./vacancy";

export interface SheetClass {
  readonly id: string;
  readonly serviceType: string;
  readonly kind: string;
  readonly carePattern: CarePattern | null;
  readonly ageFromMonths: number | null;
  readonly ageToMonths: number | null;
  readonly prices: readonly Price[];
}

export interface SheetFacts {
  readonly access: FacilityAccess;
  /** the last one that holds on the day */
  readonly grade: { readonly grade: string; readonly on: CalendarDay; readonly validTo: CalendarDay | null } | null;
  /** the last one by the day */
  readonly inspection: { readonly result: string; readonly on: CalendarDay; readonly openFindings: number } | null;
  readonly classes: readonly SheetClass[];
}

export interface VacancyOnSheet {
  readonly kind: Vacancy["kind"];
  /** null = unknown, which is not 0 */
  readonly places: number | null;
  /** the oldest word it stands on; of an unknown, the last there was */
  readonly confirmedAt: Date | null;
}

/** One word for a whole facility: free where any class is; full only where every class is known to be. Null = it has no class. */
export function vacancyOnSheet(vacancies: readonly Vacancy[]): VacancyOnSheet | null {
  const free = vacancies.filter((one) => one.kind === "free");
  if (free.length > 0)
    return {
      kind: "free",
      places: free.reduce((sum, { places }) => sum + places, 0),
      confirmedAt: oldest(free.map(({ confirmedAt }) => confirmedAt)),
    };
  const unknown = vacancies.filter((one) => one.kind === "unknown");
  if (unknown.length > 0) {
    const last = unknown.flatMap(({ lastConfirmedAt }) => lastConfirmedAt ?? []);
    return { kind: "unknown", places: null, confirmedAt: last.length === 0 ? null : new Date(Math.max(...last.map(Number))) };
  }
  const full = vacancies.filter((one) => one.kind === "full");
  if (full.length === 0) return null;
  return { kind: "full", places: 0, confirmedAt: oldest(full.map(({ confirmedAt }) => confirmedAt)) };
}

const oldest = (days: readonly Date[]): Date => new Date(Math.min(...days.map(Number)));

/** The one class of the service a file lists first: what an import reads of a line's columns goes to that. */
export function onlyClass({ classes }: Pick<SheetFacts, "classes">, firstService: string | undefined): SheetClass | null {
  const own = classes.filter(({ serviceType }) => serviceType === firstService);
  return own.length === 1 ? own[0]! : null;
}

/** The price of a fee where there is exactly one. */
export function onlyPrice(ofClass: SheetClass | null, fee: Fee): Price | null {
  const prices = ofClass ? pricesOf(fee, ofClass.serviceType, ofClass.prices) : [];
  return prices.length === 1 ? prices[0]! : null;
}

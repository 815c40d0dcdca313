// What a caregiver brings along for visiting, as typed: every fault is told at once, each with its field.
import { RESIDENT_LANGUAGES, SEXES, VISITOR_SKILLS, type Sex } from "~/modules/residents/domain/resident";
import { isCalendarDay, type CalendarDay, type Dated } from "~/shared/calendar-day";
import { daysBetween, firstDayAfter, lastDayBefore } from "~/shared/half-open-days";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { TRANSPORTS, type Transport } from "./town-on-record";

export interface CaregiverCard extends Dated {
  readonly areaCode: string;
  readonly sex: Sex;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly transport: Transport;
  /** in a day */
  readonly mostVisits: number;
  readonly mostMinutes: number;
}

export interface TypedCaregiver {
  readonly areaCode: string;
  readonly sex: string;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly transport: string;
  readonly mostVisits: string;
  readonly mostMinutes: string;
  readonly from: string;
  /** the last day, or "" */
  readonly last: string;
}

export interface CardFault {
  readonly field: keyof TypedCaregiver | "person";
  readonly fault: string;
}

/** A last day as people say it; rows are half open. */
export const lastDayOf = (to: CalendarDay | null): string => (to === null ? "" : lastDayBefore(to));

const wholeIn = (text: string, least: number, most: number): number | null => {
  const said = text.normalize("NFKC").trim();
  const number = Number(said);
  return /^\d{1,4}$/.test(said) && number >= least && number <= most ? number : null;
};

/** @param cityCode the area must lie there */
export function caregiverCard(typed: TypedCaregiver, cityCode: string): Verdict<CaregiverCard, readonly CardFault[]> {
  const faults: CardFault[] = [];
  const fault = (field: CardFault["field"], kind: string) => void faults.push({ field, fault: kind });
  if (!/^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(typed.areaCode) || !typed.areaCode.startsWith(cityCode))
    fault("areaCode", "area-unknown");
  if (!(SEXES as readonly string[]).includes(typed.sex)) fault("sex", "sex-unknown");
  if (!typed.languages.every((one) => (RESIDENT_LANGUAGES as readonly string[]).includes(one)))
    fault("languages", "language-unknown");
  if (!typed.skills.every((one) => (VISITOR_SKILLS as readonly string[]).includes(one))) fault("skills", "skill-unknown");
  if (!(TRANSPORTS as readonly string[]).includes(typed.transport)) fault("transport", "transport-unknown");
  const [visits, minutes] = [wholeIn(typed.mostVisits, 1, 60), wholeIn(typed.mostMinutes, 15, 720)];
  if (visits === null) fault("mostVisits", "visits-beyond");
  if (minutes === null) fault("mostMinutes", "minutes-beyond");
  if (!isCalendarDay(typed.from)) fault("from", "day-unreadable");
  if (typed.last !== "" && !isCalendarDay(typed.last)) fault("last", "day-unreadable");
  else if (typed.last !== "" && typed.last < typed.from) fault("last", "days-order");
  if (faults.length > 0) return refused(faults);
  return granted({
    ...{ areaCode: typed.areaCode, sex: typed.sex as Sex, transport: typed.transport as Transport },
    ...{ languages: [...new Set(typed.languages)], skills: [...new Set(typed.skills)] },
    ...{ mostVisits: visits!, mostMinutes: minutes!, from: typed.from, to: typed.last === "" ? null : firstDayAfter(typed.last) },
  });
}

export const ABSENCE_REASONS = ["leave", "ill", "training", "other"] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

export interface Absence extends Dated {
  readonly id: string;
  readonly kind: AbsenceReason;
  readonly to: CalendarDay;
}

export interface PeriodFault {
  readonly field: "kind" | "from" | "last";
  readonly fault: "kind-unknown" | "day-unreadable" | "days-order" | "days-long" | "absence-overlap";
}

const LONGEST_ABSENCE_DAYS = 366;

/** From a first to a last day as typed; `last` may stay empty where `isOpen`. */
export function periodSaid(
  { from, last }: { readonly from: string; readonly last: string },
  isOpen: boolean,
): Verdict<Dated, readonly PeriodFault[]> {
  if (!isCalendarDay(from)) return refused([{ field: "from", fault: "day-unreadable" }]);
  if (last === "" && isOpen) return granted({ from, to: null });
  if (!isCalendarDay(last)) return refused([{ field: "last", fault: "day-unreadable" }]);
  if (last < from) return refused([{ field: "last", fault: "days-order" }]);
  if (daysBetween(from, last) > LONGEST_ABSENCE_DAYS) return refused([{ field: "last", fault: "days-long" }]);
  return granted({ from, to: firstDayAfter(last) });
}

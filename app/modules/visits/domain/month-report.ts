import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { NO_FIGURES, type MonthFigures } from "./month-figures";

/** What is handed in: figures as they stood, and they stay so. */
export interface FrozenFigures {
  readonly total: MonthFigures;
  readonly byCategory: Readonly<Partial<Record<IsolationCategory, MonthFigures>>>;
  readonly areas: readonly AreaFigures[];
  /** units below that had not handed in when this was, and whether the month still ran; both knowingly */
  readonly missing?: readonly string[];
  readonly isEarly?: boolean;
}

/** Whose figures a unit's are: those it handed in, what is on record now, or both, where only units below it handed in. */
export type FiguresSource = "handed-in" | "live" | "mixed";

export interface AreaFigures {
  readonly areaCode: string;
  readonly total: MonthFigures;
  /** absent in months handed in before areas were kept by category */
  readonly byCategory?: Readonly<Partial<Record<IsolationCategory, MonthFigures>>>;
  /** absent in months handed in before it was kept */
  readonly source?: FiguresSource;
}

/** The figures of everybody, or of one category; null = they were not kept when the month was handed in. */
export const figuresOf = (
  of: Pick<AreaFigures, "total" | "byCategory">,
  category: IsolationCategory | null,
): MonthFigures | null => (category === null ? of.total : of.byCategory ? (of.byCategory[category] ?? NO_FIGURES) : null);

export const REPORT_STATES = ["draft", "submitted", "returned", "locked"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export interface MonthReport {
  readonly id: string;
  readonly areaCode: string;
  readonly month: CalendarDay;
  readonly state: ReportState;
  readonly basis: string;
  readonly figures: FrozenFigures | null;
  readonly filledBy: string | null;
  readonly submittedAt: Date | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly returnedWhy: string | null;
}

/** Its figures are kept, and what comes later is a correction. */
export const isHandedIn = ({ state, figures }: Pick<MonthReport, "state" | "figures">): boolean =>
  (state === "submitted" || state === "locked") && figures !== null;

export type ReportStep =
  | {
      readonly kind: "submit";
      /** that the month still runs or so many units are missing was read and ticked; null = not ticked */
      readonly despite: number | null;
    }
  | { readonly kind: "return"; readonly why: string }
  | { readonly kind: "lock"; readonly isSure: boolean };
export type StepProblem =
  "handed-in-already" | "not-handed-in" | "locked-already" | "no-why" | "by-two" | "month-to-come" | "not-all-in" | "not-sure";

const WHY = { least: 2, most: 500 };

/** What a report becomes: handed in, given back with a reason, or locked by somebody who did not fill it. */
export function stateAfter(
  report: Pick<MonthReport, "state" | "filledBy"> | null,
  step: ReportStep,
  personId: string,
): Verdict<ReportState, { readonly kind: StepProblem }> {
  const state = report?.state ?? "draft";
  if (state === "locked") return refused({ kind: "locked-already" });
  if (step.kind === "submit") return state === "submitted" ? refused({ kind: "handed-in-already" }) : granted("submitted");
  if (state !== "submitted") return refused({ kind: "not-handed-in" });
  if (step.kind === "return") {
    const { length } = step.why.trim();
    return length >= WHY.least && length <= WHY.most ? granted("returned") : refused({ kind: "no-why" });
  }
  if (report?.filledBy === personId) return refused({ kind: "by-two" });
  return step.isSure ? granted("locked") : refused({ kind: "not-sure" });
}

/** A month that still runs, or lacks units, is handed in by whoever said so of no fewer units than lack now. */
export const isKnowing = (isEarly: boolean, missing: number, despite: number | null): boolean =>
  (!isEarly && missing === 0) || (despite !== null && missing <= despite);

/** The area whose people look a report through: the street for a community, … ; a city looks its own through. */
export const reviewedIn = (areaCode: string): string =>
  ({ 12: areaCode.slice(0, 9), 9: areaCode.slice(0, 6) })[areaCode.length] ?? areaCode.slice(0, 4);

/** How many digits the areas directly below have. */
export const digitsBelow = (areaCode: string): number => ({ 4: 6, 6: 9, 9: 12 })[areaCode.length] ?? 12;

export const monthAfter = (month: CalendarDay): CalendarDay => {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
};

/** A month is asked for once it has ended. */
export const isOver = (month: CalendarDay, today: CalendarDay): boolean => monthAfter(month) <= today;

/** What came to be known after a month was handed in. A late visit changes the rate only if it counts as one. */
export const CORRECTION_KINDS = ["late-visit", "late-try", "entry", "exit", "category"] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];
export type CorrectionCounts = Readonly<Record<CorrectionKind, number>>;

// Decides whether a published result may be written down: a grade or an inspection names its day, what it found and where it was
// published. What it says must agree with itself: nothing open after «put right», something open after «to put right».
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";

export const GRADES = ["A", "B", "C", "D"] as const;
export const INSPECTION_KINDS = ["routine", "unannounced", "special", "follow-up"] as const;
export const INSPECTION_RESULTS = ["passed", "put-right", "to-put-right", "failed"] as const;
export const USUAL_STANDARD = "WS/T 821";

export interface PublishedGrade {
  readonly kind: "grade";
  readonly grade: string;
  readonly standard: string;
  readonly on: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly by: string;
  readonly source: string;
}

export interface PublishedInspection {
  readonly kind: "inspection";
  readonly how: string;
  readonly result: string;
  readonly on: CalendarDay;
  readonly findings: number;
  readonly openFindings: number;
  readonly summary: string;
  readonly by: string;
  readonly source: string;
}

export type PublishedResult = PublishedGrade | PublishedInspection;

export const RESULT_FIELDS = [
  "grade",
  "standard",
  "on",
  "validTo",
  "source",
  "how",
  "result",
  "findings",
  "openFindings",
  "summary",
  "by",
] as const;
export type ResultField = (typeof RESULT_FIELDS)[number];

const LONGEST: Partial<Record<ResultField, number>> = { standard: 80, by: 120, source: 300, summary: 500 };

/** The first field of each kind of slip, or the result as it is. */
export function checkResult(said: PublishedResult, today: CalendarDay): Verdict<PublishedResult, readonly ResultField[]> {
  const wrong = new Set<ResultField>();
  if (!isCalendarDay(said.on) || said.on > today) wrong.add("on");
  if (said.source.trim() === "") wrong.add("source");
  for (const [field, most] of Object.entries(LONGEST)) {
    const text = (said as unknown as Record<string, unknown>)[field];
    if (typeof text === "string" && text.length > most) wrong.add(field as ResultField);
  }
  for (const field of said.kind === "grade" ? gradeSlips(said) : inspectionSlips(said)) wrong.add(field);
  return wrong.size === 0 ? granted(said) : refused(RESULT_FIELDS.filter((field) => wrong.has(field)));
}

const isOneOf = (all: readonly string[], text: string): boolean => all.includes(text);
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 10_000;

const gradeSlips = ({ grade, standard, on, validTo }: PublishedGrade): ResultField[] => [
  ...(isOneOf(GRADES, grade) ? [] : (["grade"] as const)),
  ...(standard.trim() === "" ? (["standard"] as const) : []),
  ...(validTo !== null && (!isCalendarDay(validTo) || validTo <= on) ? (["validTo"] as const) : []),
];

function inspectionSlips({ how, result, findings, openFindings }: PublishedInspection): ResultField[] {
  const slips: ResultField[] = [];
  if (!isOneOf(INSPECTION_KINDS, how)) slips.push("how");
  if (!isOneOf(INSPECTION_RESULTS, result)) slips.push("result");
  if (!isCount(findings) || (result === "passed") !== (findings === 0)) slips.push("findings");
  const isSettled = result === "passed" || result === "put-right";
  if (!isCount(openFindings) || openFindings > findings || isSettled !== (openFindings === 0)) slips.push("openFindings");
  return slips;
}

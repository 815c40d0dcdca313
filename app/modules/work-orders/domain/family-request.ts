// «请去看看我的家人»: what a family far away says, what is wrong with it, and until when somebody calls back. It knows of no
// resident: whom it is about are words, and whoever answers finds out by themselves.
import { addMinutes } from "date-fns";
import { afterOpenMinutes } from "~/shared/open-hours";
import type { Rung } from "./alarm";

/** In words: somebody may be dying · worried today · would somebody look in some time. */
export const URGENCIES = ["danger", "today", "soon"] as const;
export type Urgency = (typeof URGENCIES)[number];
export const isUrgency = (text: string): text is Urgency => (URGENCIES as readonly string[]).includes(text);

/** 打过电话 · 无人接听 · 上门看过 · 转 110 · 已回复家属: the last closes it. */
export const STEP_KINDS = ["rang", "nobody-answered", "went-there", "passed-on", "answered"] as const;
export type StepKind = (typeof STEP_KINDS)[number];
/** 家属再次来问: no step of ours, so nobody notes it by hand. */
export type NotedKind = StepKind | "asked-again";
export const isStepKind = (text: string): text is StepKind => (STEP_KINDS as readonly string[]).includes(text);

/** As the form says it. */
export interface FamilyAsk {
  readonly name: string;
  readonly phone: string;
  /** whom, and why */
  readonly about: string;
  /** the street or community in words */
  readonly area: string;
  readonly urgency: string;
}

/** What is sealed whole. */
export type FamilySaid = Pick<FamilyAsk, "name" | "phone" | "about">;

export const LONGEST = { name: 60, phone: 40, about: 1_000, area: 120 } as const;
export const LONGEST_NOTE = 500;

export type AskProblem =
  "name-missing" | "phone-shape" | "about-missing" | "area-missing" | "area-unknown" | "area-several" | "urgency-missing";
export type AskProblems = Readonly<Partial<Record<keyof FamilyAsk, AskProblem>>>;

/** What is wrong with the words themselves, field by field; the area is looked up elsewhere, a phone is read by `readPhone`. */
export function problemsOf(ask: FamilyAsk, isPhone: boolean): AskProblems {
  return {
    ...(ask.name.trim() === "" ? { name: "name-missing" as const } : {}),
    ...(isPhone ? {} : { phone: "phone-shape" as const }),
    ...(ask.about.trim().length < 4 ? { about: "about-missing" as const } : {}),
    ...(ask.area.trim() === "" ? { area: "area-missing" as const } : {}),
    ...(isUrgency(ask.urgency) ? {} : { urgency: "urgency-missing" as const }),
  };
}

/** A clock of calling back: minutes, at any hour or only within hours of the day (minutes since midnight). */
export interface AnswerClock {
  readonly urgency: Urgency;
  readonly minutes: number;
  readonly dayFrom: number | null;
  readonly dayUntil: number | null;
}

/** Until when somebody calls back: so many minutes of the hours in which somebody answers, today's and then tomorrow's. */
export function answerBy({ minutes, dayFrom, dayUntil }: AnswerClock, at: Date, timeZone: string): Date {
  if (dayFrom === null || dayUntil === null) return addMinutes(at, minutes);
  return afterOpenMinutes(at, minutes, { from: dayFrom, until: dayUntil }, timeZone);
}

/** From when somebody is rung up about it: at once, or when the hours of answering begin again. */
export const ringsFrom = (clock: AnswerClock, at: Date, timeZone: string): Date =>
  clock.dayFrom === null ? at : addMinutes(answerBy({ ...clock, minutes: 1 }, at, timeZone), -1);

/**
 * The rungs of one request: at any hour they share out the time until an answer is due, so that everybody was told by then; where
 * only hours of the day count, whoever is told first has all of it, and nobody is rung up at night for it.
 */
export function ladderWithin(ladder: readonly Rung[], clock: AnswerClock, at: Date, due: Date, timeZone: string): Rung[] {
  const minutesOf = (from: Date, to: Date): number => Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000));
  const from = ringsFrom(clock, at, timeZone);
  const [wait, total] = [minutesOf(at, from), minutesOf(from, due)];
  const weight = ladder.slice(1).reduce((sum, { minutes }) => sum + minutes, 0) || 1;
  return ladder.map((rung, n) => {
    if (n === 0) return { ...rung, minutes: wait };
    const share = Math.floor((total * rung.minutes) / weight);
    const minutes = clock.dayFrom === null ? share : n === 1 ? total : rung.minutes;
    return { ...rung, minutes, actingMinutes: Math.max(5, Math.floor(total / 2)) };
  });
}

/** A request within so long of another by the same phone, of the same area, is the same. */
export const REPEAT_MS = 24 * 3_600_000;
export const isMoreUrgent = (one: Urgency, other: Urgency): boolean => URGENCIES.indexOf(one) < URGENCIES.indexOf(other);

/** Whole minutes until an answer is due; less than none when it is late. */
export const minutesLeft = (answerByIso: string, now: number): number => Math.floor((Date.parse(answerByIso) - now) / 60_000);

/** «4821 3907»: as it is read aloud. */
export const referenceText = (reference: string): string => `${reference.slice(0, 4)} ${reference.slice(4)}`;

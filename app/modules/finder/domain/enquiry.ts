// What a family asks a facility, what is wrong with the words of it, and by when somebody answers. A child is a birth month and a
// start month, never a name.
import { afterOpenMinutes } from "~/shared/open-hours";
import type { CalendarDay } from "~/shared/calendar-day";
import { readReach, type ReadPhone, type Reach } from "./reach";

/** As the form says it. */
export interface EnquiryAsk {
  /** how to be called */
  readonly name: string;
  /** phone or mail */
  readonly reach: string;
  readonly about: string;
  /** `2025-03`, or "" */
  readonly bornMonth: string;
  readonly startMonth: string;
}

/** What is sealed whole. */
export interface EnquirySaid {
  readonly name: string;
  readonly reach: Reach;
  readonly about: string;
  readonly bornMonth: string | null;
  readonly startMonth: string | null;
}

export const LONGEST = { name: 40, reach: 120, about: 1_000, month: 7, answer: 2_000 } as const;

export type EnquiryProblem = "name-missing" | "reach-shape" | "about-missing" | "month-shape" | "month-order";
export type EnquiryProblems = Readonly<Partial<Record<keyof EnquiryAsk, EnquiryProblem>>>;

const MONTH = /^(19|20)\d\d-(0[1-9]|1[0-2])$/;
export const isMonth = (text: string): boolean => MONTH.test(text);

/** What was said, or what is wrong with it field by field. `thisMonth` is the month of today. */
export function readEnquiry(
  ask: EnquiryAsk,
  thisMonth: string,
  readPhone: ReadPhone,
): { readonly said: EnquirySaid } | { readonly problems: EnquiryProblems } {
  const reach = readReach(ask.reach, readPhone);
  const months = monthProblems(ask, thisMonth);
  const problems: EnquiryProblems = {
    ...(ask.name.trim() === "" ? { name: "name-missing" as const } : {}),
    ...(reach ? {} : { reach: "reach-shape" as const }),
    ...(ask.about.trim().length < 4 ? { about: "about-missing" as const } : {}),
    ...months,
  };
  if (!reach || Object.keys(problems).length > 0) return { problems };
  const { name, about, bornMonth, startMonth } = ask;
  return {
    said: { name: name.trim(), reach, about: about.trim(), bornMonth: bornMonth || null, startMonth: startMonth || null },
  };
}

/** Nobody starts before they are born, and nobody starts last year. */
export function monthProblems(
  { bornMonth, startMonth }: Pick<EnquiryAsk, "bornMonth" | "startMonth">,
  thisMonth: string,
): Pick<EnquiryProblems, "bornMonth" | "startMonth"> {
  const [isBorn, isStart] = [bornMonth === "" || isMonth(bornMonth), startMonth === "" || isMonth(startMonth)];
  return {
    ...(isBorn ? {} : { bornMonth: "month-shape" as const }),
    ...(isStart ? {} : { startMonth: "month-shape" as const }),
    ...(isStart && startMonth !== "" && (startMonth < thisMonth || (isBorn && bornMonth !== "" && startMonth < bornMonth))
      ? { startMonth: "month-order" as const }
      : {}),
  };
}

/** Hours of work within which an enquiry is answered: rows of the city's standards. */
export interface EnquiryClock {
  readonly hours: number;
  /** o'clock, 8.5 is 08:30 */
  readonly from: number;
  readonly until: number;
}

/** By when it is answered, counting only hours of work on workdays. */
export const answerDue = (
  { hours, from, until }: EnquiryClock,
  at: Date,
  timeZone: string,
  isWorkday: (day: CalendarDay) => boolean,
): Date => afterOpenMinutes(at, hours * 60, { from: from * 60, until: until * 60 }, timeZone, isWorkday);

export type EnquiryState = "waiting" | "overdue" | "answered" | "closed";

export function enquiryState(
  one: { readonly answerBy: Date; readonly answeredAt: Date | null; readonly closedAt: Date | null },
  now: Date,
): EnquiryState {
  if (one.closedAt) return "closed";
  if (one.answeredAt) return "answered";
  return now >= one.answerBy ? "overdue" : "waiting";
}

/** «4821 3907»: as it is read aloud. */
export const referenceText = (reference: string): string => `${reference.slice(0, 4)} ${reference.slice(4)}`;

/** By a letter, by a template of a text message whose link shows the words, or by telephone as whoever called says. */
const ANSWERED_HOW = ["mail", "text", "called"] as const;
export type AnsweredHow = (typeof ANSWERED_HOW)[number];
export const isAnsweredHow = (text: string): text is AnsweredHow => (ANSWERED_HOW as readonly string[]).includes(text);

/** An enquiry as the operator of the place reads it. */
export interface InboxEnquiry {
  readonly id: string;
  readonly reference: string;
  readonly state: EnquiryState;
  readonly askedAt: string;
  readonly answerBy: string;
  readonly answeredAt: string | null;
  readonly answeredHow: AnsweredHow | null;
  readonly language: "zh" | "en";
  /** null = the seal was damaged */
  readonly said: {
    readonly name: string;
    readonly reach: { readonly kind: "mail" | "phone"; readonly to: string };
    readonly about: string;
    readonly bornMonth: string | null;
    readonly startMonth: string | null;
  } | null;
  readonly answer: string | null;
}

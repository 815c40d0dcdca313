// A contact whom the resident consented to opens a page of their own by a link that is a secret: how long it lives, what it looks
// like, and how the person it leads to is called on a page that may lie open on a table.

import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { CONSENT_GIVERS } from "./resident";

/** Half a year, then staff ask again whether it is still wanted. */
export const LINK_DAYS = 184;
/** 当面 · 书面 · 有人见证: how consent to one contact being told was given. */
export const CONTACT_CONSENT_WAYS = ["in-person", "paper", "witness"] as const;
export interface ContactConsentSaid {
  readonly givenOn: CalendarDay;
  readonly givenBy: (typeof CONSENT_GIVERS)[number];
  readonly how: (typeof CONTACT_CONSENT_WAYS)[number];
  /** who stood by; nobody unless it was given before a witness */
  readonly witness: string;
}

/** As a form says it; null where a part is missing, is none of ours, or the day is to come. */
export function contactConsentSaid(said: (name: string) => string, today: CalendarDay): ContactConsentSaid | null {
  const [givenOn, witness] = [said("on").trim() || today, said("witness").trim()];
  const givenBy = CONSENT_GIVERS.find((one) => one === said("givenBy"));
  const how = CONTACT_CONSENT_WAYS.find((one) => one === said("how"));
  if (!givenBy || !how || !isCalendarDay(givenOn) || givenOn > today) return null;
  if (how === "witness" && (witness === "" || [...witness].length > 60)) return null;
  return { givenOn, givenBy, how, witness: how === "witness" ? witness : "" };
}

/** 复姓 that are still met with. */
const COMPOUND =
  /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|宇文|长孙|轩辕|钟离|闾丘|澹台|公冶|淳于|单于|太叔|申屠|百里|呼延|南宫|西门)./;

/** The family name alone; of a name in letters its first letter. */
export function surnameOf(name: string): string {
  const text = name.trim();
  if (COMPOUND.test(text)) return text.slice(0, 2);
  const [first = ""] = [...text];
  return /\p{Script=Han}/u.test(first) ? first : `${first}.`;
}

export const REPORT_KINDS = ["in-hospital", "away"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export const isReportKind = (text: string): text is ReportKind => (REPORT_KINDS as readonly string[]).includes(text);
/** Nobody is away on a visit for longer; who is has moved. */
export const LONGEST_REPORT_DAYS = 184;

// What an operator, and whoever approves for it, find on their desks: shapes that use cases fill and screens show.
import { daysAgoIn } from "~/shared/days-ago";
import type { Births, ClassExpected } from "./class-roster";
import type { CarePattern, Facility } from "./facility";
import type { FactChange, Facts, MetChange } from "./facility-edit";
import type { Vacancy, VacancyMonth, VacancyStatement } from "./vacancy";
import type { Freshness, WordAge } from "./vacancy-said";

/** A class somebody can be taken into today. */
export interface ClassAtPlace {
  readonly classId: string;
  readonly offeringId: string;
  readonly serviceType: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly kind: string;
  readonly carePattern: CarePattern | null;
  readonly ageFromMonths: number | null;
  readonly ageToMonths: number | null;
  readonly licensed: number;
  readonly staffed: number | null;
}

export type NudgeChannel = "mail" | "page" | "call";

export interface OpenNudge {
  readonly id: string;
  readonly step: number;
  readonly channel: NudgeChannel;
  readonly madeAt: Date;
}

export interface ClassDesk extends ClassAtPlace {
  /** what families see now */
  readonly seen: Vacancy;
  /** the word for this month and those for later ones */
  readonly words: readonly VacancyStatement[];
}

export interface VacancyDesk {
  readonly facilityId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly now: number;
  readonly months: readonly VacancyMonth[];
  readonly classes: readonly ClassDesk[];
  readonly freshness: Freshness;
  readonly nudge: OpenNudge | null;
  readonly hasMailbox: boolean;
}

export interface RosterRow {
  readonly classId: string;
  readonly saidAt: Date;
  readonly births: readonly Births[];
}

export interface RosterDesk {
  readonly name: string;
  readonly timeZone: string;
  readonly month: VacancyMonth;
  readonly classes: readonly ClassAtPlace[];
  readonly rosters: readonly RosterRow[];
  readonly expected: readonly ClassExpected[];
}

export interface PlaceWord {
  readonly facilityId: string;
  readonly name: string;
  readonly areaName: string | null;
  readonly phone: string | null;
  readonly classes: number;
  /** classes nobody has said anything of */
  readonly unsaid: number;
  readonly oldest: Date | null;
  readonly age: WordAge;
  readonly nudgeStep: number | null;
  readonly nudgeChannel: NudgeChannel | null;
  readonly nudgedAt: Date | null;
}

export interface WordAges {
  readonly at: string;
  readonly freshness: Freshness;
  readonly counts: Readonly<Record<WordAge, number>>;
  readonly rows: readonly (PlaceWord & { readonly days: number | null })[];
  readonly page: number;
  readonly pages: number;
}

export interface EditRow {
  readonly id: string;
  readonly cityCode: string;
  readonly facilityId: string;
  readonly baseVersion: number;
  readonly changes: readonly FactChange[];
  readonly proposedAt: Date;
  readonly proposedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decision: "published" | "declined" | "withdrawn" | null;
  readonly reason: string;
}

export interface WaitingEdit {
  readonly id: string;
  readonly facilityId: string;
  readonly name: string;
  readonly areaName: string | null;
  readonly fields: number;
  readonly proposedAt: Date;
}

/** A picture of a place, by its words. */
export interface PhotoSaid {
  readonly id: string;
  readonly fileName: string;
  readonly caption: string;
}

export interface EditToDecide {
  readonly edit: EditRow;
  readonly facility: Facility;
  readonly photos: readonly PhotoSaid[];
  readonly met: readonly MetChange[];
  readonly mayDecide: boolean;
}

export interface FactsDesk {
  readonly facility: Facility;
  readonly photos: readonly PhotoSaid[];
  /** as they are, with what waits laid over them */
  readonly facts: Facts;
  readonly waiting: EditRow | null;
  readonly lastDecided: EditRow | null;
  readonly asksApproval: boolean;
}

/**
 * How many days ago the oldest word was said, where an operator should say its words again: a reminder went out, or families read
 * «unknown» because a word grew old. Null: nothing is to be asked.
 */
export function daysToTell({
  nudge,
  classes,
  now,
  timeZone,
}: Pick<VacancyDesk, "nudge" | "classes" | "now" | "timeZone">): number | null {
  const said = classes.flatMap(({ words }) => words[0]?.confirmedAt ?? []);
  const daysAgo = daysAgoIn(timeZone);
  const isStale = classes.some(({ seen }) => seen.kind === "unknown" && seen.why === "stale");
  const isAsked = said.length > 0 && (nudge !== null || isStale);
  return isAsked ? Math.max(...said.map((at) => daysAgo(at, new Date(now)))) : null;
}

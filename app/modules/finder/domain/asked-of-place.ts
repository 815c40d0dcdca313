// What an address asks of one place: from where one walks and how, when one would start, how old whoever would come is then, and
// which hardship is claimed. Whatever it says that is no answer is left out: a page about a place always stands.
import { monthsOldOn } from "~/modules/catalog/domain/class-for-age";
import type { VacancyMonth } from "~/modules/catalog/domain/vacancy";
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { Minutes } from "~/shared/units";
import { dayWritten, MINUTES_OFFERED, monthsOffered, startDay } from "./need";
import { HARDSHIPS, type Hardship } from "./price-after-subsidy";
import { spotFrom } from "./spot";
import { yearsFrom } from "./whole-years";

export interface AskedOfPlace {
  readonly at: GeoPoint | null;
  /** where one goes every day, where that is said too */
  readonly other: GeoPoint | null;
  /** as far as one would walk; null = as far as is usual */
  readonly minutes: Minutes | null;
  readonly walker: string | null;
  /** the service somebody looked for; null = any that is offered */
  readonly need: string | null;
  readonly start: VacancyMonth;
  readonly born: CalendarDay | null;
  /** whole years */
  readonly age: number | null;
  readonly hardships: readonly Hardship[];
}

const KEY = /^[a-z0-9-]{1,40}$/;

export function askedFrom(params: URLSearchParams, today: CalendarDay): AskedOfPlace {
  const said = (name: string) => (params.get(name) ?? "").trim();
  const born = dayWritten(said("born"));
  const walker = said("walker");
  const need = said("need");
  const start = monthsOffered(today).find((month) => month === said("start")) ?? today.slice(0, 7);
  return {
    at: spotFrom(params.get("at")),
    other: spotFrom(params.get("at2")),
    minutes: MINUTES_OFFERED.find((offered) => String(offered) === said("minutes")) ?? null,
    walker: KEY.test(walker) ? walker : null,
    need: KEY.test(need) ? need : null,
    start,
    // A child not born yet may start later on, as in the search.
    born: isCalendarDay(born) && born <= startDay({ start }, today) ? born : null,
    age: yearsFrom(said("age")),
    hardships: HARDSHIPS.filter((hardship) => params.getAll("hardship").includes(hardship)),
  };
}

export type AskedProblem = "start-away" | "born-no-day" | "born-later" | "age-no-years";
export type NotAsked = Readonly<
  Partial<Record<"start" | "born" | "age", { readonly given: string; readonly why: AskedProblem }>>
>;

/** What the address said that is no answer, as it was said: its field tells what to write, and the page stands without it. */
export function notAsked(params: URLSearchParams, today: CalendarDay): NotAsked {
  const said = (name: string) => [...(params.get(name) ?? "").trim()].slice(0, 40).join("");
  const [start, born, age] = [said("start"), said("born"), said("age")];
  const asked = askedFrom(params, today);
  const isNone = { start: start !== "" && start !== asked.start, born: born !== "" && asked.born === null };
  const bornWhy = isCalendarDay(dayWritten(born)) ? "born-later" : "born-no-day";
  return {
    ...(isNone.start ? { start: { given: start, why: "start-away" } } : {}),
    ...(isNone.born ? { born: { given: born, why: bornWhy } } : {}),
    ...(age !== "" && asked.age === null ? { age: { given: age, why: "age-no-years" } } : {}),
  };
}

/**
 * Age on the day of the start, in whole months; null = not said. Where both are said a service for children is for the child that
 * was born, any other for whoever's years are told.
 */
export function monthsAtStart({ born, age, start }: AskedOfPlace, today: CalendarDay, isOfChildren: boolean): number | null {
  const ofChild = born === null ? null : Math.max(0, monthsOldOn(born, startDay({ start }, today)));
  const ofYears = age === null ? null : age * 12;
  return isOfChildren ? (ofChild ?? ofYears) : (ofYears ?? ofChild);
}

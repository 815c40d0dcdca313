import type { Actor } from "~/modules/accounts/domain/actor";
import { allows } from "~/modules/accounts/domain/permission";
import type { City } from "~/modules/places/domain/city";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { today } from "~/platform/clock.server";
import { isCalendarDay } from "~/shared/calendar-day";
import type { MonthPlace } from "./month-in-view.server";

/** Which unit's month an address means: the reader's own area and this month, unless it says otherwise. */
export function monthAsked(actor: Actor, city: City, said: URLSearchParams): MonthPlace {
  const own = actor.grants.find(
    ({ role, areaCode }) => allows(role, "read:visits") && (areaCode === "" || areaCode.startsWith(city.code)),
  );
  const asked = said.get("area") ?? "";
  const month = `${said.get("month") ?? ""}-01`;
  return {
    line: "civil-affairs",
    areaCode: /^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(asked) && asked.startsWith(city.code) ? asked : own?.areaCode || city.code,
    month: isCalendarDay(month) ? month : `${today(city.timeZone).slice(0, 7)}-01`,
  };
}

/** One category alone, where the address says which. */
export const categoryAsked = (said: URLSearchParams): IsolationCategory | null =>
  ISOLATION_CATEGORIES.find((known) => known === said.get("category")) ?? null;

/** After how many of a list its page begins, where the address says so. */
export function skipSaid(said: URLSearchParams, name: string): number {
  const text = said.get(name) ?? "";
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

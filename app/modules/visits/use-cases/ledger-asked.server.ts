import { today } from "~/platform/clock.server";
import type { City } from "~/modules/places/domain/city";
import { isCalendarDay } from "~/shared/calendar-day";
import { VISIT_OUTCOMES } from "../domain/visit-log";
import type { LedgerFilter } from "../domain/month-address";
import { categoryAsked } from "./month-asked.server";

/** Which visits an address means: those of this month, unless it says otherwise. */
export function ledgerAsked(city: City, said: URLSearchParams): LedgerFilter {
  const day = today(city.timeZone);
  const dayOf = (name: string, otherwise: string) => (isCalendarDay(said.get(name) ?? "") ? said.get(name)! : otherwise);
  return {
    areaCode: /(\d{4,12})\s*$/.exec(said.get("area") ?? "")?.[1] ?? "",
    ...{ from: dayOf("from", `${day.slice(0, 7)}-01`), to: dayOf("to", day) },
    outcome: VISIT_OUTCOMES.find((known) => known === said.get("outcome")) ?? null,
    residentId: /^[0-9a-f-]{36}$/.exec(said.get("resident") ?? "")?.[0] ?? null,
    isLateOnly: said.get("late") === "yes",
    category: categoryAsked(said),
  };
}

import { cityStandards } from "~/modules/places/use-cases/walking-ground.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Freshness } from "../domain/vacancy-said";

const KEYS = ["vacancy-fresh-days", "vacancy-nudge-first-days", "vacancy-nudge-second-days", "vacancy-nudge-last-days"] as const;

/** How long words are fresh in a city and when operators are reminded, as its parameters say. */
export async function vacancyFreshness(uow: UnitOfWork, cityCode: string): Promise<Freshness> {
  const [fresh = 30, ...nudgeDays] = (await cityStandards(uow, cityCode, KEYS)).map(({ value }) => value);
  return { freshDays: fresh, nudgeDays: [...nudgeDays].sort((a, b) => a - b) };
}

/** Whether an operator's edits wait for somebody to approve them. */
export async function asksApproval(uow: UnitOfWork, cityCode: string): Promise<boolean> {
  const [said] = await cityStandards(uow, cityCode, ["operator-edit-approval"]);
  return said?.value !== 0;
}

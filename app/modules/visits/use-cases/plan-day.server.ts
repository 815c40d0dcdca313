import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { homePoint } from "~/modules/residents/domain/home-position";
import { openResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { granted, type Verdict } from "~/shared/verdict";
import type { GeoPoint } from "~/shared/geo-point";
import type { BoardVisit } from "../domain/plan-difference";
import { boardInView } from "./board-in-view.server";

export interface DayOfPlan {
  readonly visits: readonly BoardVisit[];
  readonly residents: Readonly<Record<string, string>>;
  readonly name: string;
  readonly day: string;
  readonly mayOpen: boolean;
}

/** One caregiver's day, calls first, then in the order of the way; null where there is none the actor may see. */
export async function dayOfPlan(
  actor: Actor,
  city: City,
  planId: string,
  personId: string,
  day: string,
): Promise<DayOfPlan | null> {
  const found = await boardInView(actor, city, planId, { page: 0, visitId: null, personId });
  if (!found || !found.days.some((each) => each.day === day)) return null;
  const visits = found.visits.filter((visit) => visit.day === day);
  const name = found.people[personId];
  if (name === undefined) return null;
  const residents = Object.fromEntries(visits.map(({ residentId }) => [residentId, found.residents[residentId] ?? ""]));
  return { visits, residents, name, day, mayOpen: found.may.open };
}

export interface DayPoint extends GeoPoint {
  readonly residentId: string;
  /** the how-manieth visit of the day, from 1 */
  readonly order: number;
}

/** Where a day's visits are, each opened for one stated reason and on record; who has no position is left out. */
export async function openDayMap(
  actor: Actor,
  { visits }: DayOfPlan,
  reason: string,
): Promise<Verdict<readonly DayPoint[], { readonly kind: string }>> {
  const points: DayPoint[] = [];
  for (const [at, { residentId }] of visits.entries()) {
    const opened = await openResidentValue(actor, residentId, "home-position", { reason, noteId: "" });
    if (!opened.ok && opened.refusal.kind !== "not-there") return opened;
    const point = opened.ok ? homePoint(opened.value) : null;
    if (point) points.push({ ...point, residentId, order: at + 1 });
  }
  return granted(points);
}

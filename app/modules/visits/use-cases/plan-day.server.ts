import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { homePoint } from "~/modules/residents/domain/home-position";
import { openResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { granted, type Verdict } from "~/shared/verdict";
import type { GeoPoint } from "~/shared/geo-point";
import type { BoardVisit } from "../domain/plan-difference";
import { openCaregiverStart } from "./caregiver-start.server";
import { boardInView } from "./board-in-view.server";

export interface DayOfPlan {
  readonly visits: readonly BoardVisit[];
  readonly residents: Readonly<Record<string, string>>;
  readonly personId: string;
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
  return { visits, residents, personId, name, day, mayOpen: found.may.open };
}

export interface DayPoint extends GeoPoint {
  readonly residentId: string;
  /** the how-manieth visit of the day, from 1 */
  readonly order: number;
}

export interface DayMap {
  readonly points: readonly DayPoint[];
  /** where the way begins and ends; null where it is not known, or not the reader's to open */
  readonly start: GeoPoint | null;
}

/** Where a day's way leads, each place opened for one stated reason and on record; calls and whoever has no position are left out. */
export async function openDayMap(
  actor: Actor,
  { visits, personId }: DayOfPlan,
  reason: string,
): Promise<Verdict<DayMap, { readonly kind: string }>> {
  const points: DayPoint[] = [];
  for (const [at, { residentId, channel }] of visits.entries()) {
    if (channel === "phone") continue;
    const opened = await openResidentValue(actor, residentId, "home-position", { reason, noteId: "" });
    if (!opened.ok && opened.refusal.kind !== "not-there") return opened;
    const point = opened.ok ? homePoint(opened.value) : null;
    if (point) points.push({ ...point, residentId, order: at + 1 });
  }
  const began = points.length > 0 ? await openCaregiverStart(actor, personId, { reason, noteId: "" }) : null;
  return granted({ points, start: began?.ok ? homePoint(began.value) : null });
}

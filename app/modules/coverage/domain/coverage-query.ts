import type { ReachMethod } from "~/modules/places/domain/reach";
import type { WalkerKey } from "~/modules/places/domain/walker";
import type { CalendarDay } from "~/shared/calendar-day";
import { metresFromMinutes, type KilometresPerHour, type Metres, type Minutes } from "~/shared/units";

/** What a planner asks: which services, for whom, how fast they walk, how far, and on which day. */
export interface CoverageQuery {
  readonly cityCode: string;
  /** service types; a place counts if it offers any of them */
  readonly types: readonly string[];
  readonly group: string;
  readonly walker: WalkerKey;
  readonly limit: Limit;
  readonly date: CalendarDay;
  /** by the streets there are, by directions, or by circles */
  readonly method: ReachMethod;
}

/** A circle in minutes of walking, or in metres along the ground («job station, 3 km»). */
export type Limit = { readonly by: "minutes"; readonly minutes: Minutes } | { readonly by: "metres"; readonly metres: Metres };

export const MINUTES_BOUNDS = { least: 1, most: 60 } as const;
export const METRES_BOUNDS = { least: 100, most: 10_000 } as const;

export const AREA_LEVELS = ["district", "street", "community"] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];
export const isAreaLevel = (text: string): text is AreaLevel => (AREA_LEVELS as readonly string[]).includes(text);

/** Metres walked at the limit; the bound itself is inside. */
export const limitMetres = (limit: Limit, speed: KilometresPerHour): Metres =>
  limit.by === "metres" ? limit.metres : metresFromMinutes(limit.minutes, speed);

/** The nested steps a map shows: thirds of the limit, 5/10/15 of a quarter of an hour. None goes beyond the limit. */
export function stepsOf(limit: Limit): readonly [number, number, number] {
  const whole = limit.by === "minutes" ? limit.minutes : limit.metres;
  return [whole / 3, (2 * whole) / 3, whole];
}

export const stepMetres = (limit: Limit, speed: KilometresPerHour): [Metres, Metres, Metres] => {
  const [near, middle] = stepsOf(limit);
  const metres = (step: number) => (limit.by === "minutes" ? metresFromMinutes(step, speed) : step);
  return [metres(near), metres(middle), limitMetres(limit, speed)];
};

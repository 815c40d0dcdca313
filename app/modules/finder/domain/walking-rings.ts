// What the map draws round where a family starts: the ground within 5, 10 and 15 minutes, nearest first, by the same way of
// counting as the minutes in the list. It is said which way that was, because a circle of straight lines is no street.
import type { MultiPolygon } from "geojson";
import type { ReachMethod } from "~/modules/places/domain/reach";
import type { Minutes } from "~/shared/units";

export const RING_MINUTES: readonly Minutes[] = [5, 10, 15];

export interface WalkingRings {
  readonly how: ReachMethod;
  /** straight lines × the index after all, because the point stands on no street */
  readonly isRough: boolean;
  readonly rings: readonly { readonly minutes: Minutes; readonly geometry: MultiPolygon }[];
  /** the lines that were walked, to be drawn beneath; null where a city has none */
  readonly streets: { readonly address: string; readonly attribution: string } | null;
}

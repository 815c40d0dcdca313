import type { Disc } from "./district-ground";

/**
 * The three development zones count as districts in the statistics but have no outline of their own. Their communities
 * get made positions inside a disc on the ground of one host district; where the zones really end is not said.
 */
export interface DevelopmentZone {
  readonly code: string;
  readonly hostCode: string;
  readonly disc: Disc;
}

export const DEVELOPMENT_ZONES: readonly DevelopmentZone[] = [
  { code: "410171", hostCode: "410104", disc: { centre: { lon: 113.765, lat: 34.715 }, radius: 5_500 } },
  { code: "410172", hostCode: "410102", disc: { centre: { lon: 113.545, lat: 34.8 }, radius: 5_000 } },
  { code: "410173", hostCode: "410184", disc: { centre: { lon: 113.83, lat: 34.53 }, radius: 12_000 } },
];

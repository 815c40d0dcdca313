import type { Metres } from "~/shared/units";
import { pointsOnPlane } from "../domain/local-plane";
import type { Positions } from "../domain/reach";
import { pairsOnStreets } from "../domain/streets/pairs-on-streets";
import { StreetLinker } from "../domain/streets/street-links";
import type { WalkingView } from "../domain/streets/walking-view";
import { streetsAsked, type StreetsAsked } from "./opened-streets.server";

/** Some points and others, degrees; small, because it travels to a thread. */
export interface WalksAsked {
  readonly from: Positions;
  readonly to: Positions;
  /** metres walked beyond which nothing is looked for */
  readonly farthest: Metres;
}

/** What finds the streets beside a point weighs as much as the network: made once for each view, gone with it. */
const linkers = new WeakMap<WalkingView, StreetLinker>();

export function linkerOf(view: WalkingView): StreetLinker {
  const known = linkers.get(view) ?? new StreetLinker(view);
  linkers.set(view, known);
  return known;
}

export interface WalksFound {
  /** metres from each point of the first (a row) to each of the second; Infinity = not within `farthest` */
  readonly metres: Float64Array;
  /** rows that stand on no street, and so are in no walk */
  readonly fromOffStreet: readonly number[];
  readonly toOffStreet: readonly number[];
}

/** How far some points are from others along a city's streets. In a worker thread. */
export function walksOnStreets({ from, to, farthest }: WalksAsked, asked: StreetsAsked): WalksFound {
  const { view, snap } = streetsAsked(asked);
  const linker = linkerOf(view);
  const linksOf = ({ lon, lat }: Positions) => linker.linksOf(pointsOnPlane(view.graph.plane, lon, lat), snap);
  const [starts, ends] = [linksOf(from), linksOf(to)];
  const walked = new Float64Array(from.lon.length * to.lon.length).fill(Infinity);
  const { site, point, metres } = pairsOnStreets(view, starts, ends, farthest);
  metres.forEach((value, i) => (walked[site[i]! * to.lon.length + point[i]!] = value));
  const rows = (links: typeof starts) => links.unsnapped.map(({ row }) => row);
  return { metres: walked, fromOffStreet: rows(starts), toOffStreet: rows(ends) };
}

// Lines nobody walks across but at their crossings, drawn by hand from general knowledge of the city: approximate, a few
// hundred metres off in places, crossings spaced as is usual and not surveyed. Demo data, not a map. The third ring is
// elevated and can be walked under, so it is no barrier.
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import type { BarrierRow } from "./city-records";

type Corner = readonly [lon: number, lat: number];

export interface DrawnBarrier {
  readonly kind: BarrierRow["kind"];
  readonly nameZh: string;
  readonly nameEn: string;
  readonly corners: readonly Corner[];
  /** Metres between crossings in towns and outside of them, or the crossings themselves. */
  readonly crossings: { readonly inTown: Metres; readonly outside: Metres } | readonly Corner[];
}

const RAILWAY = { inTown: 900, outside: 2_300 };
const EXPRESSWAY = { inTown: 1_100, outside: 2_600 };

// prettier-ignore
export const YELLOW_RIVER: readonly Corner[] = [
  [112.7, 34.85], [112.85, 34.845], [112.98, 34.845], [113.08, 34.855], [113.18, 34.885], [113.28, 34.925], [113.38, 34.955],
  [113.47, 34.965], [113.55, 34.955], [113.63, 34.925], [113.7, 34.915], [113.78, 34.91], [113.88, 34.905], [113.98, 34.9],
  [114.08, 34.905], [114.2, 34.905],
];

export const DRAWN_BARRIERS: readonly DrawnBarrier[] = [
  {
    kind: "river",
    nameZh: "黄河",
    nameEn: "Yellow River",
    corners: YELLOW_RIVER,
    crossings: [
      [113.5, 34.96125],
      [113.685, 34.917143],
      [113.985, 34.90025],
    ],
  },
  {
    kind: "railway",
    nameZh: "京广铁路",
    nameEn: "Beijing–Guangzhou railway",
    // prettier-ignore
    corners: [
      [113.53, 34.95], [113.57, 34.9], [113.6, 34.85], [113.615, 34.81], [113.635, 34.775], [113.652, 34.746], [113.662, 34.715],
      [113.678, 34.68], [113.705, 34.635], [113.745, 34.575], [113.785, 34.5], [113.775, 34.44], [113.755, 34.395], [113.765, 34.33],
      [113.775, 34.28],
    ],
    crossings: RAILWAY,
  },
  {
    kind: "railway",
    nameZh: "陇海铁路",
    nameEn: "Lanzhou–Lianyungang railway",
    // prettier-ignore
    corners: [
      [112.78, 34.735], [112.9, 34.75], [112.985, 34.765], [113.07, 34.8], [113.18, 34.83], [113.295, 34.812], [113.39, 34.8],
      [113.47, 34.775], [113.55, 34.757], [113.61, 34.748], [113.652, 34.746], [113.7, 34.742], [113.79, 34.745], [113.87, 34.742],
      [113.97, 34.732], [114.06, 34.735], [114.18, 34.745],
    ],
    crossings: RAILWAY,
  },
  {
    kind: "expressway",
    nameZh: "连霍高速（北绕城）",
    nameEn: "G30 Lianyungang–Khorgas expressway (north ring)",
    // prettier-ignore
    corners: [
      [112.8, 34.71], [112.95, 34.725], [113.1, 34.755], [113.22, 34.775], [113.33, 34.79], [113.42, 34.825], [113.5, 34.842],
      [113.58, 34.846], [113.66, 34.848], [113.74, 34.846], [113.82, 34.842], [113.92, 34.838], [114.04, 34.835], [114.18, 34.83],
    ],
    crossings: EXPRESSWAY,
  },
  {
    kind: "expressway",
    nameZh: "京港澳高速（东绕城）",
    nameEn: "G4 Beijing–Hong Kong–Macau expressway (east ring)",
    // prettier-ignore
    corners: [
      [113.79, 34.91], [113.8, 34.845], [113.8, 34.78], [113.797, 34.72], [113.79, 34.66], [113.785, 34.6], [113.79, 34.53],
      [113.81, 34.46], [113.82, 34.38], [113.815, 34.3],
    ],
    crossings: EXPRESSWAY,
  },
  {
    kind: "expressway",
    nameZh: "绕城高速（西南段）",
    nameEn: "Ring expressway (south-west)",
    // prettier-ignore
    corners: [
      [113.788, 34.645], [113.73, 34.632], [113.66, 34.635], [113.59, 34.65], [113.53, 34.68], [113.49, 34.73], [113.48, 34.785],
      [113.49, 34.84],
    ],
    crossings: EXPRESSWAY,
  },
];

/** Centres around which streets are close: the city and the seats of its districts and counties. */
export interface Town {
  readonly centre: GeoPoint;
  readonly radius: Metres;
}

export const OLD_TOWN: Town = { centre: { lon: 113.655, lat: 34.755 }, radius: 11_000 };

/** Crossings along a line, the first half a spacing from its start. */
export function crossingsAlong({ corners, crossings }: DrawnBarrier, towns: readonly Town[]): Corner[] {
  if (!("inTown" in crossings)) return [...crossings];
  const isInTown = (at: GeoPoint) => towns.some(({ centre, radius }) => distanceBetween(centre, at) <= radius);
  const found: Corner[] = [];
  let next = crossings.outside / 2;
  for (let i = 1; i < corners.length; i++) {
    const [from, to] = [corners[i - 1]!, corners[i]!];
    const length = distanceBetween({ lon: from[0], lat: from[1] }, { lon: to[0], lat: to[1] });
    let at = next;
    while (at <= length) {
      const share = at / length;
      const lon = sixDecimals(from[0] + share * (to[0] - from[0]));
      const lat = sixDecimals(from[1] + share * (to[1] - from[1]));
      found.push([lon, lat]);
      at += isInTown({ lon, lat }) ? crossings.inTown : crossings.outside;
    }
    next = at - length;
  }
  return found;
}

const sixDecimals = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

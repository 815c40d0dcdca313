// Makes positions for communities: blue noise inside a district's ground, closer together toward its centre. There is no
// open list of where Zhengzhou's communities lie, so these are invented; what is meant to be right is the texture.
// Method: best candidate (Mitchell 1991) with distances measured in local spacings.
import type { Metres } from "~/shared/units";
import type { Ground } from "./district-ground";
import type { RandomStream } from "./random-stream";

export type Spot = readonly [x: Metres, y: Metres];

/** Spacing of communities relative to the centre's: 1 in the centre, `outside` far from it. */
export interface Texture {
  readonly outside: number;
  /** Where the spacing has grown by 63 % of the way. */
  readonly scale: Metres;
}

const CANDIDATES = 24;
/** No two communities nearer than this. */
export const LEAST_DISTANCE: Metres = 150;

export const spacingAt = ({ outside, scale }: Texture, [x, y]: Spot): number =>
  1 + (outside - 1) * (1 - Math.exp(-Math.hypot(x, y) / scale));

export function communityPositions(ground: Ground, count: number, texture: Texture, stream: RandomStream): Spot[] {
  const spots: Spot[] = [];
  const spacings: number[] = [];
  while (spots.length < count) {
    let best: Spot | null = null;
    let farthest = 0;
    for (let i = 0; i < CANDIDATES || best === null; i++) {
      if (i > 100 * CANDIDATES) throw new Error(`The ground is too small for ${count} communities ${LEAST_DISTANCE} m apart.`);
      const candidate = drawn(ground, texture, stream);
      const spacing = spacingAt(texture, candidate);
      let nearest = Number.POSITIVE_INFINITY;
      let metres = Number.POSITIVE_INFINITY;
      for (let j = 0; j < spots.length; j++) {
        const distance = Math.hypot(candidate[0] - spots[j]![0], candidate[1] - spots[j]![1]);
        metres = Math.min(metres, distance);
        nearest = Math.min(nearest, (2 * distance) / (spacing + spacings[j]!));
      }
      if (metres >= LEAST_DISTANCE && nearest > farthest) [best, farthest] = [candidate, nearest];
    }
    spots.push(best);
    spacings.push(spacingAt(texture, best));
  }
  return spots;
}

/** A point of the ground, as likely as the density of communities there: 1 ÷ spacing². */
function drawn(ground: Ground, texture: Texture, stream: RandomStream): Spot {
  const [west, south, east, north] = ground.box;
  for (;;) {
    const spot: Spot = [west + stream.next() * (east - west), south + stream.next() * (north - south)];
    if (stream.next() < spacingAt(texture, spot) ** -2 && ground.holds(...spot)) return spot;
  }
}

import { segmentsTouch, type BarrierNetwork } from "~/modules/places/domain/barrier";

/** The oracle: every leg between origin, crossings and target is tested against every barrier, and the shortest chain wins. */
export function bruteForceLength(
  network: BarrierNetwork,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  indexTowards: (dx: number, dy: number) => number = () => 1,
): number {
  const xs = [ax, ...network.crossingX, bx];
  const ys = [ay, ...network.crossingY, by];
  const count = xs.length;
  const isClear = (i: number, j: number): boolean => {
    for (let s = 0; s < network.segments.length; s += 4) {
      const [cx, cy, dx, dy] = network.segments.slice(s, s + 4) as unknown as [number, number, number, number];
      if (segmentsTouch(xs[i]!, ys[i]!, xs[j]!, ys[j]!, cx, cy, dx, dy)) return false;
    }
    return true;
  };
  const shortest = new Array<number>(count).fill(Infinity);
  shortest[0] = 0;
  for (let round = 0; round < count; round++)
    for (let i = 0; i < count; i++)
      for (let j = 0; j < count; j++) {
        const [dx, dy] = [xs[j]! - xs[i]!, ys[j]! - ys[i]!];
        const through = shortest[i]! + Math.hypot(dx, dy) * indexTowards(dx, dy);
        if (through < shortest[j]! && isClear(i, j)) shortest[j] = through;
      }
  return shortest[count - 1]!;
}

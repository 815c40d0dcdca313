import type { Box } from "~/shared/drawing";

export type PinShape = "round" | "square" | "diamond";

/** A numbered pin: where its site is, and where the pin stands so that no other covers it. */
export interface Pin {
  readonly label: string;
  readonly isReserve: boolean;
  /** round where nothing is said */
  readonly shape?: PinShape;
  readonly spotX: number;
  readonly spotY: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const ROUNDS = 200;

/**
 * Pins pushed apart until none covers another, each as near its spot as that leaves it, all inside the box. The first ones
 * move no more than the later ones; the same pins always end in the same places.
 */
export function placedPins(pins: readonly Pin[], box: Box): Pin[] {
  const placed = pins.map((pin, at) => {
    const [x, y] = kept(pin.x, pin.y, pin.radius, box);
    return { ...pin, x, y, at };
  });
  for (let round = 0; round < ROUNDS; round++) {
    let isStill = true;
    for (const one of placed)
      for (const other of placed) {
        if (other.at <= one.at) continue;
        const least = one.radius + other.radius + 1;
        let [dx, dy] = [other.x - one.x, other.y - one.y];
        const apart = Math.hypot(dx, dy);
        if (apart >= least - 0.01) continue;
        isStill = false;
        // Two in one spot part in a direction of their own.
        if (apart < 1e-6) [dx, dy] = [Math.cos(2.4 * other.at), Math.sin(2.4 * other.at)];
        const push = (least - apart) / (2 * Math.hypot(dx, dy));
        [one.x, one.y] = kept(one.x - dx * push, one.y - dy * push, one.radius, box);
        [other.x, other.y] = kept(other.x + dx * push, other.y + dy * push, other.radius, box);
      }
    if (isStill) break;
  }
  return placed.map(({ at: _, ...pin }) => pin);
}

const kept = (x: number, y: number, radius: number, box: Box): [number, number] => [
  Math.min(box.x + box.width - radius - 1, Math.max(box.x + radius + 1, x)),
  Math.min(box.y + box.height - radius - 1, Math.max(box.y + radius + 1, y)),
];

import KDBush from "kdbush";
import type { Metres } from "~/shared/units";
import { isOpen, segmentsTouch, type BarrierNetwork } from "./barrier";
import { detourTowards, uniformDetour, type DetourIndex } from "./detour-index";

const STRAIGHT = uniformDetour(1);

/**
 * The shortest way from one origin to many points when only crossings lead through barriers. `startAt` gathers the
 * barriers and crossings within range and finds the shortest way to each crossing (Dijkstra over the crossings that see
 * each other); `lengthTo` then answers a point with no allocation: straight where nothing is between, or by the best
 * crossing that sees the point. Each straight leg counts times the detour index of its own direction, so whoever reaches a
 * point reaches every place on the way: what is reached hangs together with its origin.
 */
export class WayFinder {
  private readonly crossings: KDBush | null;
  /** for each crossing: the crossings it sees within range, and how far they are */
  private readonly sees: { to: Int32Array; metres: Float64Array }[] = [];
  private originX = 0;
  private originY = 0;
  private range = 0;
  private detour: DetourIndex = STRAIGHT;
  /** metres walked that `range` is worth in the straightest direction */
  private most = 0;
  /** ax, ay, bx, by of the barriers within range of the origin */
  private near: Float64Array = new Float64Array(0);
  private nearCount = 0;
  private isPlain = true;
  /** crossings that can be reached, nearest way first */
  private viaX: Float64Array = new Float64Array(0);
  private viaY: Float64Array = new Float64Array(0);
  private viaMetres: Float64Array = new Float64Array(0);
  private viaCount = 0;

  /** @param farthest the longest range any `startAt` will ask for, metres of straight legs */
  constructor(
    private readonly network: BarrierNetwork,
    private readonly farthest: Metres,
  ) {
    const { crossingX, crossingY } = network;
    if (crossingX.length === 0) {
      this.crossings = null;
      return;
    }
    const tree = new KDBush(crossingX.length);
    for (let i = 0; i < crossingX.length; i++) tree.add(crossingX[i]!, crossingY[i]!);
    this.crossings = tree.finish();
    for (let i = 0; i < crossingX.length; i++) {
      const [x, y] = [crossingX[i]!, crossingY[i]!];
      const to = tree.within(x, y, farthest).filter((j) => j !== i && isOpen(network, x, y, crossingX[j]!, crossingY[j]!));
      const metres = to.map((j) => Math.hypot(crossingX[j]! - x, crossingY[j]! - y));
      this.sees.push({ to: Int32Array.from(to), metres: Float64Array.from(metres) });
    }
  }

  /**
   * Prepares every answer within `range` straight metres of (x, y). A range beyond `farthest` is a programmer's mistake.
   * @param detour what a leg counts times; without it, ways are as long as their straight legs
   * @param isPlain no barrier within any range that will be asked for from here: crossings then bend no way
   */
  startAt(x: Metres, y: Metres, range: Metres, detour = STRAIGHT, isPlain?: boolean): void {
    if (range > this.farthest) throw new RangeError(`range ${range} m is beyond the promised ${this.farthest} m`);
    this.originX = x;
    this.originY = y;
    this.range = range;
    this.detour = detour;
    this.most = range * detour.least;
    this.nearCount = 0;
    this.viaCount = 0;
    this.isPlain = true;
    if (!this.network.index || isPlain) return;
    this.gatherBarriers();
    this.isPlain = isPlain ?? this.nearCount === 0;
    if (!this.isPlain && this.crossings) this.reachCrossings(this.crossings);
  }

  /** Is there any barrier within range at all? Where not, every way is straight. */
  get isUnobstructed(): boolean {
    return this.isPlain;
  }

  /** The same of ground nothing has been prepared for. */
  isPlainWithin(x: Metres, y: Metres, range: Metres): boolean {
    const { index } = this.network;
    return index === null || index.search(x - range, y - range, x + range, y + range).length === 0;
  }

  /** Metres walked on the shortest way from the origin, Infinity beyond range or where no crossing leads. */
  lengthTo(x: Metres, y: Metres): Metres {
    const dx = x - this.originX;
    const dy = y - this.originY;
    const straight = Math.sqrt(dx * dx + dy * dy);
    if (!(straight <= this.range)) return Infinity;
    const direct = straight * detourTowards(this.detour, dx, dy);
    if (this.isPlain) return direct;
    let best = this.isBlocked(this.originX, this.originY, x, y) ? Infinity : direct;
    // Where every direction is as crooked as any other, straight is shortest.
    if (best < Infinity && this.detour.byBearing.length === 1) return best;
    for (let i = 0; i < this.viaCount; i++) {
      const before = this.viaMetres[i]!;
      if (before >= best || before > this.most) break;
      const cx = this.viaX[i]!;
      const cy = this.viaY[i]!;
      const whole = before + this.legTo(x - cx, y - cy);
      if (whole < best && whole <= this.most && !this.isBlocked(cx, cy, x, y)) best = whole;
    }
    return best;
  }

  private legTo(dx: Metres, dy: Metres): Metres {
    return Math.sqrt(dx * dx + dy * dy) * detourTowards(this.detour, dx, dy);
  }

  private isBlocked(ax: Metres, ay: Metres, bx: Metres, by: Metres): boolean {
    const { near, nearCount } = this;
    for (let i = 0; i < 4 * nearCount; i += 4) {
      if (segmentsTouch(ax, ay, bx, by, near[i]!, near[i + 1]!, near[i + 2]!, near[i + 3]!)) return true;
    }
    return false;
  }

  private gatherBarriers(): void {
    const { originX: x, originY: y, range, network } = this;
    const ids = network.index!.search(x - range, y - range, x + range, y + range);
    if (this.near.length < 4 * ids.length) this.near = new Float64Array(8 * ids.length);
    for (const id of ids) this.near.set(network.segments.subarray(4 * id, 4 * id + 4), 4 * this.nearCount++);
  }

  private reachCrossings(crossings: KDBush): void {
    const { originX, originY, range, network } = this;
    const waiting = new Map<number, number>();
    for (const id of crossings.within(originX, originY, range)) {
      const [x, y] = [network.crossingX[id]!, network.crossingY[id]!];
      if (!this.isBlocked(originX, originY, x, y)) waiting.set(id, this.legTo(x - originX, y - originY));
    }
    const settled = new Map<number, number>();
    while (waiting.size > 0) {
      let next = -1;
      let least = Infinity;
      for (const [id, metres] of waiting) if (metres < least) [next, least] = [id, metres];
      waiting.delete(next);
      settled.set(next, least);
      const { to, metres } = this.sees[next]!;
      const [x, y] = [network.crossingX[next]!, network.crossingY[next]!];
      for (let i = 0; i < to.length; i++) {
        const [dx, dy] = [network.crossingX[to[i]!]! - x, network.crossingY[to[i]!]! - y];
        const onward = least + metres[i]! * detourTowards(this.detour, dx, dy);
        if (onward <= this.most && !settled.has(to[i]!) && onward < (waiting.get(to[i]!) ?? Infinity))
          waiting.set(to[i]!, onward);
      }
    }
    if (this.viaMetres.length < settled.size) {
      this.viaX = new Float64Array(2 * settled.size);
      this.viaY = new Float64Array(2 * settled.size);
      this.viaMetres = new Float64Array(2 * settled.size);
    }
    for (const [id, metres] of settled) {
      this.viaX[this.viaCount] = network.crossingX[id]!;
      this.viaY[this.viaCount] = network.crossingY[id]!;
      this.viaMetres[this.viaCount++] = metres;
    }
  }
}

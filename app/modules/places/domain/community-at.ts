// Which community a point belongs to: the one whose outline holds it, else the nearest community that has a point, within a
// stated limit and never across an outline that holds the point. The nearest is a guess, and is said to be one.
import KDBush from "kdbush";
import { distanceBetween, type GeoPoint, metresPerDegree } from "~/shared/geo-point";
import type { AreaRecord } from "./area-record";
import { type Bounds, isInside, isWithin, type Outline, outlineBounds } from "./outline";

/** The part of an area that is asked for here. */
export interface LocatedArea {
  readonly code: string;
  readonly level: AreaRecord["level"];
  readonly name: string;
  readonly position: GeoPoint | null;
  readonly outline: Outline | null;
}

export interface AreaAt<A extends LocatedArea> {
  readonly area: A;
  readonly by: "outline" | "nearest";
  /** metres to the point that stands for the area; null inside its outline */
  readonly metres: number | null;
}

/** A community's point stands for what is within this reach, metres. */
export const NEAREST_REACH = 3000;

const DEPTH = { city: 0, district: 1, street: 2, community: 3 } as const;

export class AreaFinder<A extends LocatedArea> {
  private readonly outlined: { area: A; outline: Outline; bounds: Bounds }[] = [];
  private readonly points: (A & { readonly position: GeoPoint })[] = [];
  private readonly tree: KDBush | null;

  constructor(areas: Iterable<A>) {
    for (const area of areas) {
      const { outline, position, level } = area;
      if (outline) this.outlined.push({ area, outline, bounds: outlineBounds(outline) });
      if (position && DEPTH[level] >= DEPTH.street) this.points.push({ ...area, position });
    }
    this.outlined.sort((a, b) => DEPTH[b.area.level] - DEPTH[a.area.level]);
    this.tree = this.points.length > 0 ? new KDBush(this.points.length) : null;
    for (const { position } of this.points) this.tree?.add(position.lon, position.lat);
    this.tree?.finish();
  }

  /** The smallest outline around the point. */
  around(point: GeoPoint): A | null {
    return this.outlined.find(({ outline, bounds }) => isWithin(point, bounds) && isInside(point, outline))?.area ?? null;
  }

  /** The community of a point, else the street; where no point of theirs is near, the larger area whose outline holds it. */
  at(point: GeoPoint): AreaAt<A> | null {
    const around = this.around(point);
    if (around?.level === "community") return { area: around, by: "outline", metres: null };
    const near = this.nearest(point, around, "community") ?? this.nearest(point, around, "street");
    if (near) return near;
    return around && around.level !== "city" ? { area: around, by: "outline", metres: null } : null;
  }

  private nearest(point: GeoPoint, around: A | null, level: A["level"]): AreaAt<A> | null {
    const metres = metresPerDegree(point.lat);
    const [dx, dy] = [NEAREST_REACH / metres.lon, NEAREST_REACH / metres.lat];
    let best: AreaAt<A> | null = null;
    for (const at of this.tree?.range(point.lon - dx, point.lat - dy, point.lon + dx, point.lat + dy) ?? []) {
      const area = this.points[at]!;
      if (area.level !== level || (around !== null && !this.mayHold(around, area))) continue;
      const distance = distanceBetween(point, area.position);
      const shortest: number = best?.metres ?? NEAREST_REACH;
      // Of two at one spot the lower code is taken, so that the answer does not hang on the order of rows.
      if (distance > shortest || (best !== null && distance === shortest && area.code > best.area.code)) continue;
      best = { area, by: "nearest", metres: distance };
    }
    return best;
  }

  /** Inside the outline by its code, or of a zone that has no outline of its own and lies in others'. */
  private mayHold(around: A, { code }: A): boolean {
    if (code.startsWith(around.code)) return true;
    return !this.outlined.some(({ area }) => area.level !== "city" && code.startsWith(area.code));
  }
}

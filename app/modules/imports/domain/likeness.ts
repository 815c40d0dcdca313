import { distanceBetween, type GeoPoint, metresPerDegree } from "~/shared/geo-point";
import { comparable } from "./cell-text";

/** A record already known, or a row before this one. */
export interface KnownPlace {
  readonly id: string;
  readonly name: string;
  readonly position: GeoPoint | null;
  readonly areaCode: string | null;
  readonly address?: string;
  /** the id its own source knows it by */
  readonly externalId?: string | null;
}

export interface Likeness {
  readonly id: string;
  readonly name: string;
  /** 0 to 1, shared pairs of letters (Dice). */
  readonly similarity: number;
  /** Metres, null where one of the two has no position. */
  readonly distance: number | null;
  /** Same name at the same spot, at the same address or in the same area: taken for the same place unless a person says otherwise. */
  readonly isLikely: boolean;
  /** The other's own id, where it has one: two ids for one place are a question. */
  readonly externalId?: string | null;
  /** The other is a row of the same file. */
  readonly row?: number;
}

const FILLER = /(有限责任公司|有限公司|股份公司|分公司|（.*?）|\(.*?\))/g;

/** What stays of a name when brackets and legal forms are left out. */
export const bareName = (name: string): string => comparable(name.replace(FILLER, "")) || comparable(name);

const pairsOf = (text: string): Set<string> => {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs.size > 0 ? pairs : new Set([text]);
};

export function similarityOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return (2 * shared) / (a.size + b.size);
}

/** Likely before possible, the same name before like names, near before far, unplaced last. */
export const bestFirst = (a: Likeness, b: Likeness): number =>
  Number(b.isLikely) - Number(a.isLikely) ||
  b.similarity - a.similarity ||
  Number(a.distance === null) - Number(b.distance === null) ||
  (a.distance ?? 0) - (b.distance ?? 0);

const likenessTo = ({ id, name, externalId }: KnownPlace) => ({ id, name, ...(externalId ? { externalId } : {}) });

const SHORTEST_ADDRESS = 4;
const CELL = 0.005;
const NEAR = 300;
const AT_THE_SPOT = 150;
const SAME_NAME_REACH = 3000;

/** Looks up places by likeness: same bare name anywhere near, similar names within 300 m. Half a kilometre a grid cell. */
export class LikenessIndex {
  private readonly cells = new Map<string, { place: KnownPlace; pairs: Set<string> }[]>();
  private readonly names = new Map<string, KnownPlace[]>();

  constructor(places: Iterable<KnownPlace> = []) {
    for (const place of places) this.add(place);
  }

  add(place: KnownPlace): void {
    const name = bareName(place.name);
    const same = this.names.get(name);
    if (same) same.push(place);
    else this.names.set(name, [place]);
    if (!place.position) return;
    const key = this.keyOf(place.position, 0, 0);
    const cell = this.cells.get(key);
    const entry = { place, pairs: pairsOf(name) };
    if (cell) cell.push(entry);
    else this.cells.set(key, [entry]);
  }

  named(name: string): readonly KnownPlace[] {
    return this.names.get(bareName(name)) ?? [];
  }

  like({ name, position, areaCode, address = "" }: Omit<KnownPlace, "id">, most = 3): readonly Likeness[] {
    const bare = bareName(name);
    const stated = comparable(address);
    const found = new Map<string, Likeness>();
    for (const place of this.named(name).slice(0, 50)) {
      const distance = position && place.position ? distanceBetween(position, place.position) : null;
      const sameArea = areaCode !== null && place.areaCode === areaCode;
      if (distance !== null && distance > SAME_NAME_REACH) continue;
      const sameAddress = stated.length >= SHORTEST_ADDRESS && comparable(place.address ?? "") === stated;
      if (distance === null && areaCode !== null && place.areaCode !== null && !sameArea && !sameAddress) continue;
      const isLikely =
        sameAddress ||
        (distance === null ? sameArea || (areaCode === null && place.areaCode === null) : distance <= AT_THE_SPOT || sameArea);
      found.set(place.id, { ...likenessTo(place), similarity: 1, distance, isLikely });
    }
    if (position) this.near(bare, position, found);
    return [...found.values()].sort(bestFirst).slice(0, most);
  }

  private near(bare: string, position: GeoPoint, found: Map<string, Likeness>): void {
    const pairs = pairsOf(bare);
    const metres = metresPerDegree(position.lat);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const { place, pairs: other } of this.cells.get(this.keyOf(position, dx, dy)) ?? []) {
          if (found.has(place.id) || !place.position) continue;
          if (Math.abs(place.position.lat - position.lat) * metres.lat > NEAR) continue;
          const similarity = similarityOf(pairs, other);
          if (similarity < 0.6) continue;
          const distance = distanceBetween(position, place.position);
          if (distance > NEAR) continue;
          found.set(place.id, { ...likenessTo(place), similarity, distance, isLikely: false });
        }
      }
    }
  }

  private keyOf(position: GeoPoint, dx: number, dy: number): string {
    return `${Math.floor(position.lon / CELL) + dx},${Math.floor(position.lat / CELL) + dy}`;
  }
}

// Whether a barrier or crossing of a file is one the city has: the same line, or the same name on the same ground.
import { distanceBetween } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import type { BarrierRecord, CrossingRecord } from "./barrier-record";
import { crossedLines, type DegreeLine } from "./crossings-on-lines";

export type SaidBarrier = Pick<BarrierRecord, "kind" | "nameZh" | "nameEn" | "parts" | "knownOn">;
export type SaidCrossing = Pick<CrossingRecord, "kind" | "nameZh" | "nameEn" | "lon" | "lat" | "knownOn">;

/** A tenth of a metre. */
const near = (degrees: number): string => degrees.toFixed(6);

export const barrierKey = ({ parts }: Pick<BarrierRecord, "parts">): string =>
  parts.map((part) => part.map(([lon, lat]) => `${near(lon)} ${near(lat)}`).join(",")).join(";");
export const crossingKey = ({ lon, lat }: Pick<CrossingRecord, "lon" | "lat">): string => `${near(lon)} ${near(lat)}`;

export const isSameBarrier = (a: SaidBarrier, b: SaidBarrier): boolean =>
  a.kind === b.kind && a.nameZh === b.nameZh && a.nameEn === b.nameEn && barrierKey(a) === barrierKey(b);
export const isSameCrossing = (a: SaidCrossing, b: SaidCrossing): boolean =>
  a.kind === b.kind && a.nameZh === b.nameZh && a.nameEn === b.nameEn && crossingKey(a) === crossingKey(b);

/** Two drawings of one bridge stand this near to each other. */
const SAME_BRIDGE: Metres = 100;
/** Corners of a line that are looked at; half of them beside a known line of the same name make it the same stretch. */
const LOOKED_AT = 60;

/** The city's own, each of which answers to one feature of a file at most. */
export class KnownBarriers {
  private readonly byLine: Map<string, BarrierRecord>;
  private readonly byName = new Map<string, BarrierRecord[]>();
  private readonly taken = new Set<string>();

  constructor(known: readonly BarrierRecord[]) {
    this.byLine = new Map(known.map((record) => [barrierKey(record), record]));
    for (const record of known) {
      if (record.nameZh === "") continue;
      const name = `${record.kind} ${record.nameZh}`;
      this.byName.set(name, [...(this.byName.get(name) ?? []), record]);
    }
  }

  /** For each barrier said the record it is, or null: lines drawn alike first, so that two tracks of one name keep apart. */
  take(said: readonly SaidBarrier[]): readonly (BarrierRecord | null)[] {
    const alike = said.map((one) => this.claim(this.byLine.get(barrierKey(one))));
    return said.map((one, at) => {
      if (alike[at] || one.nameZh === "") return alike[at]!;
      const named = this.byName.get(`${one.kind} ${one.nameZh}`) ?? [];
      return this.claim(named.find((record) => !this.taken.has(record.id) && isOnGroundOf(one.parts, record.parts)));
    });
  }

  private claim(record: BarrierRecord | undefined): BarrierRecord | null {
    if (!record || this.taken.has(record.id)) return null;
    this.taken.add(record.id);
    return record;
  }
}

function isOnGroundOf(parts: readonly DegreeLine[], known: readonly DegreeLine[]): boolean {
  const corners = parts.flat();
  const step = Math.max(1, Math.ceil(corners.length / LOOKED_AT));
  const looked = corners.filter((_, at) => at % step === 0);
  return 2 * crossedLines(known, looked).strays.length <= looked.length;
}

export class KnownCrossings {
  private readonly byPlace: Map<string, CrossingRecord>;
  private readonly byName = new Map<string, CrossingRecord[]>();
  private readonly taken = new Set<string>();

  constructor(known: readonly CrossingRecord[]) {
    this.byPlace = new Map(known.map((record) => [crossingKey(record), record]));
    for (const record of known)
      if (record.nameZh !== "") this.byName.set(record.nameZh, [...(this.byName.get(record.nameZh) ?? []), record]);
  }

  take(said: readonly SaidCrossing[]): readonly (CrossingRecord | null)[] {
    const alike = said.map((one) => this.claim(this.byPlace.get(crossingKey(one))));
    return said.map((one, at) => {
      if (alike[at] || one.nameZh === "") return alike[at]!;
      const named = this.byName.get(one.nameZh) ?? [];
      return this.claim(named.find((record) => !this.taken.has(record.id) && distanceBetween(one, record) <= SAME_BRIDGE));
    });
  }

  private claim(record: CrossingRecord | undefined): CrossingRecord | null {
    if (!record || this.taken.has(record.id)) return null;
    this.taken.add(record.id);
    return record;
  }
}

import { isClosed, lengthOf, type BarrierRecord, type CrossingRecord } from "./barrier-record";
import { crossedLines } from "./crossings-on-lines";

/** A barrier as a list shows it. */
export interface BarrierView extends Omit<BarrierRecord, "parts"> {
  readonly kilometres: number;
  readonly crossings: number;
  /** ends meet: whoever is inside comes out by a crossing or not at all */
  readonly isClosed: boolean;
}

export interface CrossingView extends CrossingRecord {
  /** what it leads over; none = it is a stray and opens nothing */
  readonly over: readonly Pick<BarrierRecord, "id" | "kind" | "nameZh" | "nameEn">[];
}

export interface BarriersView {
  readonly barriers: readonly BarrierView[];
  /** strays first */
  readonly crossings: readonly CrossingView[];
  readonly strays: number;
}

/** Which crossing leads over which barrier, and which leads nowhere. */
export function barriersView(barriers: readonly BarrierRecord[], crossings: readonly CrossingRecord[]): BarriersView {
  const parts = barriers.flatMap((barrier, of) => barrier.parts.map((part) => ({ of, part })));
  const places = crossings.map(({ lon, lat }) => [lon, lat] as const);
  const rowOf = new Map(places.map((place, row) => [place as readonly [number, number], row]));
  const { lines, strays } = crossedLines(
    parts.map(({ part }) => part),
    places,
  );
  const crossed = barriers.map(() => new Set<number>());
  const over = crossings.map(() => new Set<number>());
  lines.forEach((line, at) => {
    for (const place of line.crossings) {
      const row = rowOf.get(place)!;
      crossed[parts[at]!.of]!.add(row);
      over[row]!.add(parts[at]!.of);
    }
  });
  const views = crossings.map((crossing, row): CrossingView => ({
    ...crossing,
    over: [...over[row]!].map((of) => {
      const { id, kind, nameZh, nameEn } = barriers[of]!;
      return { id, kind, nameZh, nameEn };
    }),
  }));
  return {
    barriers: barriers.map(({ parts: own, ...barrier }, row) => ({
      ...barrier,
      kilometres: lengthOf(own) / 1_000,
      crossings: crossed[row]!.size,
      isClosed: own.some(isClosed),
    })),
    crossings: [...views.filter((view) => view.over.length === 0), ...views.filter((view) => view.over.length > 0)],
    strays: strays.length,
  };
}

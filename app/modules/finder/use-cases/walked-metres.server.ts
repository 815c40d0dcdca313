import { parameterFor, type CityGround } from "~/modules/coverage/domain/city-ground";
import { methodsOf } from "~/modules/coverage/domain/read-query";
import { Reach, type Positions, type ReachMethod } from "~/modules/places/domain/reach";
import { CROSSING_WITHIN } from "~/modules/places/domain/barrier";
import type { WalksFound } from "~/modules/places/use-cases/walks-on-streets.server";
import type { Walker } from "~/modules/places/domain/walker";
import { inUrgentThread } from "~/platform/threads.server";
import type { GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import { barriersIn, boxAround, walksIn } from "../domain/local-ground";

/** How a city's walks are measured: its streets where it has them, else straight lines × a detour index, led through crossings. */
export interface WalkMethod {
  readonly method: ReachMethod;
  readonly walker: Walker;
  readonly detour: { readonly value: number; readonly source: string; readonly mark: string };
  readonly streets: { readonly name: string; readonly importedOn: string; readonly attribution: string } | null;
}

const UNMEASURED = { value: 1.3, source: "未设参数，暂用通行值 / no parameter set, usual value", mark: "?" };
const USUAL_SNAP: Metres = 300;
/** What a measured walk teaches reaches this far beyond its ends. */
const LESSON: Metres = 1_000;

export function walkMethod(ground: CityGround, walker: Walker, type: string): WalkMethod {
  const detour = parameterFor(ground.parameters, "detour-index", type);
  const { streets } = ground;
  return {
    method: methodsOf(ground)[0] ?? "circle",
    walker,
    detour: detour ? { value: Math.max(1, detour.value), source: detour.source, mark: detour.mark } : UNMEASURED,
    streets: streets && { name: streets.sourceName, importedOn: streets.importedOn, attribution: streets.attribution },
  };
}

export interface Walked {
  /** from each of the first (a row) to each of the second; Infinity = not within the farthest asked for */
  readonly metres: readonly Float64Array[];
  /** the second ones whose walk is a straight line × the index after all, because one of its ends stands on no street */
  readonly roughly: ReadonlySet<number>;
}

export async function walkedMetres(
  ground: CityGround,
  how: WalkMethod,
  from: readonly GeoPoint[],
  to: readonly GeoPoint[],
  farthest: Metres,
): Promise<Walked> {
  const { method, walker } = how;
  if (to.length === 0) return { metres: from.map(() => new Float64Array(0)), roughly: new Set() };
  if (method !== "network" || !ground.streets)
    return { metres: withoutStreets(ground, how, method, from, to, farthest), roughly: new Set() };
  const { movement, stepsFactor, offStreetFactor } = walker;
  const snap = parameterFor(ground.parameters, "snap-metres")?.value ?? USUAL_SNAP;
  const walks = await inUrgentThread<unknown, WalksFound>("walks-on-streets", {
    asked: { from: columnsOf(from), to: columnsOf(to), farthest },
    streets: { storedName: ground.streets.storedName, use: { movement, stepsFactor, offStreetFactor }, snap },
  });
  const metres = from.map((_, row) => walks.metres.slice(row * to.length, (row + 1) * to.length));
  const off = walks.fromOffStreet.length > 0 ? to.map((_, row) => row) : walks.toOffStreet;
  if (off.length === 0) return { metres, roughly: new Set() };
  const straight = withoutStreets(
    ground,
    how,
    "circle",
    from,
    off.map((row) => to[row]!),
    farthest,
  );
  off.forEach((row, at) => metres.forEach((walked, start) => (walked[row] = straight[start]![at]!)));
  return { metres, roughly: new Set(off) };
}

/**
 * A few points and what lies round them: a millisecond or two, so it stays here. Directions are learned round the place, as for
 * its circle on the map, so that both say the same of one home.
 */
function withoutStreets(
  ground: CityGround,
  { detour }: WalkMethod,
  method: ReachMethod,
  from: readonly GeoPoint[],
  to: readonly GeoPoint[],
  farthest: Metres,
): Float64Array[] {
  const isLearned = method === "sectors";
  const [sites, points] = isLearned ? [to, from] : [from, to];
  const { site, point, metres } = new Reach({
    ...{ method, sites: columnsOf(sites), points: columnsOf(points), farthest, detour: detour.value, streets: null },
    barriers: barriersIn(ground.barriers, boxAround(from, farthest + CROSSING_WITHIN)),
    walks: isLearned && ground.walks ? walksIn(ground.walks.columns, boxAround([...from, ...to], LESSON)) : null,
  }).pairs();
  const walked = from.map(() => new Float64Array(to.length).fill(Infinity));
  metres.forEach((value, i) => {
    const [start, end] = isLearned ? [point[i]!, site[i]!] : [site[i]!, point[i]!];
    walked[start]![end] = value;
  });
  return walked;
}

const columnsOf = (points: readonly GeoPoint[]): Positions => ({
  lon: Float64Array.from(points, ({ lon }) => lon),
  lat: Float64Array.from(points, ({ lat }) => lat),
});

import { existsSync } from "node:fs";
import { detourTowards, uniformDetour, type DetourIndex } from "~/modules/places/domain/detour-index";
import type { PlanePoints } from "~/modules/places/domain/local-plane";
import { detourFromStreets } from "~/modules/places/domain/streets/detour-from-streets";
import { pairsOnStreets } from "~/modules/places/domain/streets/pairs-on-streets";
import { extentOf, type StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { StreetLinker } from "~/modules/places/domain/streets/street-links";
import { NO_WHEELCHAIR } from "~/modules/places/domain/streets/street-use";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { seededRandom } from "~/shared/seeded-random";
import { placesBeside } from "./made-streets";
import type { BenchRow } from "./reach";
import { onFoot } from "./streets";
import { WalksNearBy } from "./walks-near-by";

/**
 * The errors the app prints (`method-error.ts`): what its own methods say of homes up to 30 m beside streets, against the walk
 * on the network, 900 m, for places all over four extracts. Sectors are fitted as the app fits them (junctions 500 to 1,500 m
 * away), so no home is a sample. The network is held against itself with a twentieth of its edges gone, both ways: edges that
 * are there and not on the map (real walks are shorter than said), and edges on the map that are closed (they are longer).
 */
const REACH = 900;
const ORIGINS = 120;
const HOMES = 8_000;
const GLOBAL = 1.3;
const SNAP = 300;
const GONE = 0.05;
/** A walk as long as these is judged by its length, metres. */
const [SHORTEST, LONGEST] = [600, 1_200];
const EXTRACTS = {
  Portland: "portland-central-filtered",
  Helsinki: "helsinki-centre",
  Liechtenstein: "liechtenstein-latest",
  Andorra: "andorra",
};

/** Metres to each home from one origin, Infinity = beyond 1,800 m. */
type Walks = Float64Array;
interface Judged {
  readonly shared: number[];
  readonly ratios: number[];
}

export async function printedErrorRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [city, name] of Object.entries(EXTRACTS)) {
    const path = `../shared/reference/streets/${name}.osm.pbf`;
    const read = existsSync(path) ? await readStreets(path, { partly: true }) : null;
    if (read?.ok) rows.push(...errorsOn(city, read.value.graph));
    else rows.push({ what: `${city}: errors as printed`, figure: "left out", bar: "the reference folder is not there" });
  }
  return rows;
}

function errorsOn(city: string, graph: StreetGraph): BenchRow[] {
  const view = onFoot(graph);
  const origins = wellInside(graph, placesBeside(graph, ORIGINS, 9));
  const homes = homesBeside(view, HOMES);
  const real = walksOn(view, origins, homes);
  const siteLinks = new StreetLinker(view).linksOf(origins, SNAP);
  const fitted = detourFromStreets(view, siteLinks, origins, GLOBAL);
  const near = new WalksNearBy(view);
  const judge = (said: (row: number) => Walks): Judged => judged(real, said);
  const straight = (index: (row: number) => DetourIndex) => judge((row) => saidBy(index(row), origins, row, homes));
  const thin = walksOn(thinned(graph), origins, homes);
  const lacking = judge((row) => thin[row]!);
  const closed = judged(thin, (row) => real[row]!);
  const told = (what: string, { shared, ratios }: Judged, more = ""): BenchRow => ({
    what: `${city}, ${shared.length} places: ${what}`,
    figure: `shared ${spread(shared)}, walk ÷ said ${band(ratios)}${more}`,
    bar: "–",
  });
  return [
    told(
      "circle ÷ 1.3",
      straight(() => uniformDetour(GLOBAL)),
    ),
    told(
      "sectors from streets",
      straight((row) => fitted[row]!),
    ),
    told(
      "sectors from 12 walks near by",
      straight((row) => near.indexAt(origins.x[row]!, origins.y[row]!, 12)),
    ),
    told("network, a map that lacks a twentieth", lacking),
    told("network, a twentieth of the map closed", closed),
  ];
}

/** Places a reach or more from where the extract ends: beyond it, nobody knows. */
function wellInside(graph: StreetGraph, { x, y }: PlanePoints): PlanePoints {
  const [west, south, east, north] = extentOf(graph).map((each) => each / 10) as [number, number, number, number];
  const margin = Math.min(REACH, (east - west) / 4, (north - south) / 4);
  const rows = Array.from(x.keys()).filter(
    (i) => x[i]! > west + margin && x[i]! < east - margin && y[i]! > south + margin && y[i]! < north - margin,
  );
  return { x: Float64Array.from(rows, (i) => x[i]!), y: Float64Array.from(rows, (i) => y[i]!) };
}

/** Homes up to 30 m beside streets, as many as the streets are long. */
function homesBeside({ graph, edgeCost }: WalkingView, count: number): PlanePoints {
  const chance = seededRandom(3);
  const { shapeStart, shapeX, shapeY } = graph;
  const pieces: number[] = [];
  const until: number[] = [];
  let length = 0;
  for (let edge = 0; edge < edgeCost.length; edge++)
    for (let i = shapeStart[edge]! + 1; edgeCost[edge]! > 0 && i < shapeStart[edge + 1]!; i++) {
      pieces.push(i);
      until.push((length += Math.hypot(shapeX[i]! - shapeX[i - 1]!, shapeY[i]! - shapeY[i - 1]!)));
    }
  const homes = { x: new Float64Array(count), y: new Float64Array(count) };
  for (let home = 0, piece = 0; home < count; home++) {
    const at = ((home + chance()) * length) / count;
    while (until[piece]! < at) piece++;
    const i = pieces[piece]!;
    const part = (until[piece]! - at) / Math.max(1e-9, until[piece]! - (until[piece - 1] ?? 0));
    homes.x[home] = (shapeX[i]! + part * (shapeX[i - 1]! - shapeX[i]!)) / 10 + (chance() - 0.5) * 60;
    homes.y[home] = (shapeY[i]! + part * (shapeY[i - 1]! - shapeY[i]!)) / 10 + (chance() - 0.5) * 60;
  }
  return homes;
}

function walksOn(view: WalkingView, origins: PlanePoints, homes: PlanePoints): Walks[] {
  const linker = new StreetLinker(view);
  const pairs = pairsOnStreets(view, linker.linksOf(origins, SNAP), linker.linksOf(homes, SNAP), 2 * REACH);
  const walks = Array.from(origins.x, () => new Float64Array(homes.x.length).fill(Infinity));
  for (let i = 0; i < pairs.site.length; i++) walks[pairs.site[i]!]![pairs.point[i]!] = pairs.metres[i]!;
  return walks;
}

function thinned(graph: StreetGraph): WalkingView {
  const chance = seededRandom(11);
  const marks = Uint8Array.from(graph.marks, () => (chance() < GONE ? NO_WHEELCHAIR : 0));
  return walkingView({ ...graph, marks }, { movement: "wheelchair", stepsFactor: 1, offStreetFactor: 1 });
}

function saidBy(index: DetourIndex, origins: PlanePoints, row: number, homes: PlanePoints): Walks {
  return Float64Array.from(homes.x, (x, home) => {
    const [dx, dy] = [x - origins.x[row]!, homes.y[home]! - origins.y[row]!];
    return Math.hypot(dx, dy) * detourTowards(index, dx, dy);
  });
}

/** Per origin: homes in both reaches over homes in either, and the mean of real over said for walks of some length. */
function judged(real: readonly Walks[], said: (row: number) => Walks): Judged {
  const shared: number[] = [];
  const ratios: number[] = [];
  real.forEach((walks, row) => {
    const told = said(row);
    let [both, either, sum, count] = [0, 0, 0, 0];
    walks.forEach((walk, home) => {
      if (walk <= REACH && told[home]! <= REACH) both++;
      if (walk <= REACH || told[home]! <= REACH) either++;
      if (!(walk > SHORTEST && walk < LONGEST) || !(told[home]! < Infinity)) return;
      sum += walk / told[home]!;
      count++;
    });
    if (either >= 20) shared.push(both / either);
    if (count >= 20) ratios.push(sum / count);
  });
  return { shared, ratios };
}

/** Mean, and what the worst tenth stays below. */
function spread(shares: readonly number[]): string {
  const sorted = [...shares].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, share) => sum + share, 0) / sorted.length;
  return `${mean.toFixed(2)} (worst tenth ${(sorted[Math.floor(sorted.length / 10)] ?? NaN).toFixed(2)})`;
}

/** What eight of ten places lie between. */
function band(ratios: readonly number[]): string {
  const sorted = [...ratios].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(2);
  return `${at(0.1)}–${at(0.9)}`;
}

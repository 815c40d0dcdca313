import { existsSync } from "node:fs";
import {
  detourTowards,
  fitDetourByBearing,
  uniformDetour,
  type DetourIndex,
  type WalkedSample,
} from "~/modules/places/domain/detour-index";
import { NO_WHEELCHAIR } from "~/modules/places/domain/streets/street-use";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import type { ReachGrid } from "~/modules/places/domain/reach-grid";
import { SiteCircles } from "~/modules/places/domain/streets/circles-on-streets";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { StreetLinker } from "~/modules/places/domain/streets/street-links";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { seededRandom } from "~/shared/seeded-random";
import { madeStreets, placesBeside } from "./made-streets";
import type { BenchRow } from "./reach";
import { onFoot } from "./streets";
import { WalksNearBy } from "./walks-near-by";

/**
 * How much ground the approximations share with the walk on real streets: intersection over union of 900 m, cell by cell,
 * on cells the fit has not seen. Half of the cells round an origin are sampled ways to learn from, the other half is judged:
 * once all ground, once the ground within 50 m of a street, where people live. Two rows are of other evidence: walks between
 * corners near the place (what a city without streets can measure), and the network itself with a twentieth of its edges
 * gone (what a map may lack, or draw that is closed). «Walk ÷ said» is a place's mean over cells 600 to 1,200 m away.
 */
const REACH = 900;
const ORIGINS = 120;
const GLOBAL = 1.3;
const EXTRACTS = { Portland: "portland-central-filtered" };

interface Method {
  readonly what: string;
  /** measured in the design, in sample */
  readonly design: string;
  readonly indexFrom: (samples: readonly WalkedSample[], beside: WalksBeside) => DetourIndex;
}
type WalksBeside = (count: number) => DetourIndex;

const sectors = (count: number, design: string, most = Infinity): Method => ({
  what: `${count} sectors, ${most === Infinity ? "half of all cells as samples" : `${most} sampled ways`}`,
  design,
  indexFrom: (samples) => fitDetourByBearing(samples.slice(0, most), GLOBAL, count),
});

const METHODS: readonly Method[] = [
  { what: "circle, straight line", design: "0.56–0.59", indexFrom: () => uniformDetour(1) },
  { what: "circle ÷ 1.3", design: "0.77–0.80", indexFrom: () => uniformDetour(GLOBAL) },
  sectors(8, "0.91"),
  sectors(16, "0.95"),
  sectors(36, "0.97"),
  sectors(16, "–", 100),
  { what: "sectors from 12 walks between corners near by", design: "–", indexFrom: (_cells, beside) => beside(12) },
  { what: "sectors from 30 walks between corners near by", design: "–", indexFrom: (_cells, beside) => beside(30) },
  { what: "sectors from 100 walks between corners near by", design: "–", indexFrom: (_cells, beside) => beside(100) },
];
const GONE = 0.05;

export async function streetAccuracyRows(): Promise<BenchRow[]> {
  const rows = accuracyOn("made city", madeStreets(80));
  for (const [city, name] of Object.entries(EXTRACTS)) {
    const path = `../shared/reference/streets/${name}.osm.pbf`;
    const read = existsSync(path) ? await readStreets(path) : null;
    if (read?.ok) rows.push(...accuracyOn(city, read.value.graph));
    else rows.push({ what: `${city}: IoU with the network`, figure: "left out", bar: "the reference folder is not there" });
  }
  return rows;
}

function accuracyOn(city: string, graph: StreetGraph): BenchRow[] {
  const view = onFoot(graph);
  const origins = placesBeside(graph, ORIGINS, 9);
  const links = new StreetLinker(view).linksOf(origins, 300);
  const circles = new SiteCircles(view, 3 * REACH);
  const chance = seededRandom(4);
  const onGround = METHODS.map((): number[] => []);
  const besideStreets = METHODS.map((): number[] => []);
  const ratios = METHODS.map((): number[] => []);
  const walks = new WalksNearBy(view);
  const thin = new ThinnedNetwork(graph);
  for (let row = 0; row < ORIGINS; row++) {
    const [x, y] = [origins.x[row]!, origins.y[row]!];
    const grid = isAtTheEdge(graph, x, y) ? null : circles.gridOf(links, origins, row);
    if (!grid) continue;
    const { samples, judged } = halves(grid, x, y, chance);
    const beside = judged.filter(({ walked }) => Number.isFinite(walked));
    METHODS.forEach(({ indexFrom }, i) => {
      const index = indexFrom(samples, (count) => walks.indexAt(x, y, count));
      onGround[i]!.push(sharedGround(index, judged));
      besideStreets[i]!.push(sharedGround(index, beside));
      ratios[i]!.push(meanRatio(beside, ({ dx, dy }) => Math.hypot(dx, dy) * detourTowards(index, dx, dy)));
    });
    thin.compare(origins, row, grid, judged);
  }
  const rows = METHODS.map(({ what, design }, i) => ({
    what: `${city}, ${onGround[i]!.length} origins: IoU with the network, ${what}`,
    figure: `${spread(besideStreets[i]!)} beside streets, ${spread(onGround[i]!)} of all ground, walk ÷ said ${band(ratios[i]!)}`,
    bar: design,
  }));
  return [...rows, thin.row(city)];
}

/** What eight of ten places lie between. */
function band(ratios: readonly number[]): string {
  const sorted = ratios.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(3);
  return `${at(0.1)}–${at(0.9)}`;
}

function meanRatio(cells: readonly WalkedSample[], said: (cell: WalkedSample) => number): number {
  const ring = cells.filter(({ walked }) => walked > 600 && walked < 1_200);
  return ring.reduce((sum, cell) => sum + cell.walked / said(cell), 0) / ring.length;
}

/** The same streets with some of the edges gone, and how much the walk on them differs. */
class ThinnedNetwork {
  private readonly view: WalkingView;
  private readonly linker: StreetLinker;
  private readonly circles: SiteCircles;
  private readonly shared: number[] = [];
  private readonly ratios: number[] = [];

  constructor(graph: StreetGraph) {
    const chance = seededRandom(11);
    const marks = Uint8Array.from(graph.marks, () => (chance() < GONE ? NO_WHEELCHAIR : 0));
    this.view = walkingView({ ...graph, marks }, { movement: "wheelchair", stepsFactor: 1, offStreetFactor: 1 });
    this.linker = new StreetLinker(this.view);
    this.circles = new SiteCircles(this.view, 3 * REACH);
  }

  compare(origins: ReturnType<typeof placesBeside>, row: number, whole: ReachGrid, judged: readonly WalkedSample[]): void {
    const grid = this.circles.gridOf(this.linker.linksOf(origins, 300), origins, row);
    if (!grid) return;
    const [x, y] = [origins.x[row]!, origins.y[row]!];
    const cells = judged.map(({ dx, dy, walked }) => {
      const [column, line] = [Math.round((x + dx - grid.x0) / grid.cell), Math.round((y + dy - grid.y0) / grid.cell)];
      const isThere = column >= 0 && line >= 0 && column < grid.width && line < grid.height;
      return { walked, thin: isThere ? grid.metres[line * grid.width + column]! : Infinity };
    });
    const both = cells.filter(({ walked, thin }) => walked <= REACH && thin <= REACH).length;
    const either = cells.filter(({ walked, thin }) => walked <= REACH || thin <= REACH).length;
    this.shared.push(both / either);
    const known = cells.filter(({ walked, thin }) => walked > 600 && walked < 1_200 && Number.isFinite(thin));
    this.ratios.push(known.reduce((sum, { walked, thin }) => sum + thin / walked, 0) / known.length);
    if (grid.cell !== whole.cell) throw new Error(`cells of ${grid.cell} m beside cells of ${whole.cell} m`);
  }

  row(city: string): BenchRow {
    return {
      what: `${city}: IoU of the network with itself, ${100 * GONE} % of its edges gone`,
      figure: `${spread(this.shared)} of all ground, walk ÷ said ${band(this.ratios)}`,
      bar: "–",
    };
  }
}

/** Mean, and what the worst tenth stays below. */
function spread(shares: readonly number[]): string {
  const sorted = [...shares].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, share) => sum + share, 0) / sorted.length;
  return `${mean.toFixed(2)} (worst tenth ${(sorted[Math.floor(sorted.length / 10)] ?? NaN).toFixed(2)})`;
}

/** Where the extract ends the network does too: such origins say nothing about a method. */
function isAtTheEdge({ shapeX, shapeY }: StreetGraph, x: number, y: number): boolean {
  const seen = new Set<number>();
  for (let i = 0; i < shapeX.length; i++) {
    const [dx, dy] = [shapeX[i]! / 10 - x, shapeY[i]! / 10 - y];
    if (Math.hypot(dx, dy) > REACH) seen.add(Math.floor(((Math.atan2(dy, dx) + Math.PI) / (2 * Math.PI)) * 8) % 8);
  }
  return seen.size < 8;
}

/** Cells to learn from and cells to judge by, at random; cells nobody reaches are judged too. */
function halves({ width, height, x0, y0, cell, metres }: ReachGrid, x: number, y: number, chance: () => number) {
  const samples: WalkedSample[] = [];
  const judged: WalkedSample[] = [];
  for (let at = 0; at < width * height; at++) {
    const [dx, dy] = [x0 + (at % width) * cell - x, y0 + Math.floor(at / width) * cell - y];
    const walked = metres[at]!;
    if (chance() < 0.5) judged.push({ dx, dy, walked });
    else if (walked >= REACH / 2 && walked <= 1.5 * REACH) samples.push({ dx, dy, walked });
  }
  for (let i = samples.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [samples[i], samples[j]] = [samples[j]!, samples[i]!];
  }
  return { samples, judged };
}

function sharedGround(index: DetourIndex, judged: readonly WalkedSample[]): number {
  let [both, either] = [0, 0];
  for (const { dx, dy, walked } of judged) {
    const isSaid = Math.hypot(dx, dy) * detourTowards(index, dx, dy) <= REACH;
    const isTrue = walked <= REACH;
    if (isSaid && isTrue) both++;
    if (isSaid || isTrue) either++;
  }
  return both / either;
}

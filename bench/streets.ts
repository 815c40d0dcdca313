import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { nestedShapes } from "~/modules/places/domain/nested-circles";
import { BoundedSearch } from "~/modules/places/domain/streets/bounded-search";
import { SiteCircles } from "~/modules/places/domain/streets/circles-on-streets";
import { nearestOnStreets, seedsOf } from "~/modules/places/domain/streets/nearest-on-streets";
import { nearestOwners } from "~/modules/places/domain/streets/nearest-owners";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { decodeStreetGraph, encodeStreetGraph } from "~/modules/places/domain/streets/street-graph-file";
import { StreetLinker } from "~/modules/places/domain/streets/street-links";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { madeStreets, placesBeside } from "./made-streets";
import { besidePgRouting } from "./pgrouting";
import type { BenchRow } from "./reach";

/** Engine 1 on streets, against the bars of the design. Best of a few runs. */
const FARTHEST = 900;
const LIMITS = [300, 600, 900];
const PORTLAND = "../shared/reference/streets/portland-central-filtered.osm.pbf";

/** Least seconds of a few runs. */
function best(runs: number, work: () => unknown): number {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    least = Math.min(least, (performance.now() - start) / 1_000);
  }
  return least;
}
const ms = (seconds: number): string => `${(seconds * 1_000).toFixed(seconds < 0.01 ? 2 : 0)} ms`;
const count = (value: number): string => Math.round(value).toLocaleString("en");

export const onFoot = (graph: StreetGraph): WalkingView =>
  walkingView(graph, { movement: "foot", stepsFactor: 1, offStreetFactor: 1 });

export async function streetRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [
    {
      what: "machine load at the start, one minute",
      figure: `${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores`,
      bar: "< 1",
    },
  ];
  rows.push(...(await rowsOn("made city", madeStreets())));
  if (!existsSync(PORTLAND)) return [...rows, leftOut("Portland", "the reference folder is not there")];
  let portland: StreetGraph | undefined;
  const start = performance.now();
  const read = await readStreets(PORTLAND);
  if (read.ok) portland = read.value.graph;
  if (!portland) return [...rows, leftOut("Portland", "the extract cannot be read")];
  rows.push({ what: "Portland: extract → graph", figure: ms((performance.now() - start) / 1_000), bar: "–" });
  return [...rows, ...(await rowsOn("Portland", portland))];
}

const leftOut = (what: string, why: string): BenchRow => ({ what, figure: "left out", bar: why });

async function rowsOn(city: string, graph: StreetGraph): Promise<BenchRow[]> {
  const view = onFoot(graph);
  const junctions = graph.x.length;
  const file = encodeStreetGraph(graph, { file: city, importedOn: "2026-11-22", attribution: "" });
  const trees = treesOn(view);
  const places = placesBeside(graph, 3_700, 2);
  const homes = placesBeside(graph, 100_000, 3);
  const linker = new StreetLinker(view);
  const links = linker.linksOf(places, 300);
  const circles = new SiteCircles(view, FARTHEST);
  const drawn = 300;
  const polygons = best(3, () => {
    for (let row = 0; row < drawn; row++) {
      const grid = circles.gridOf(links, places, row);
      if (grid) nestedShapes(graph.plane, [grid], LIMITS);
    }
  });
  const pass = best(20, () => nearestOwners(view, seedsOf(view, links), 10 * FARTHEST, 1));
  const whole = best(2, () => {
    const anew = new StreetLinker(view);
    nearestOnStreets(view, anew.linksOf(places, 300), anew.linksOf(homes, 300), FARTHEST);
  });
  return [
    {
      what: `${city}: junctions, edges, a tree of 900 m`,
      figure: `${count(junctions)}, ${count(graph.marks.length)}, ${count(trees.touched)} junctions`,
      bar: "–",
    },
    {
      what: `${city}: file of ${(file.byteLength / 1e6).toFixed(1)} MB → graph, as one walker meets it`,
      figure: ms(best(5, () => onFoot(decodeStreetGraph(file)!.graph))),
      bar: "well under 1 s",
    },
    { what: `${city}: trees of 900 m a second`, figure: count(trees.perSecond), bar: "≥ 10,000" },
    { what: `${city}: a place's circles 5/10/15`, figure: ms(polygons / drawn), bar: "≤ 10 ms" },
    {
      what: `${city}: nearest of 3,700 places for all junctions, for each 40,000`,
      figure: ms((pass / junctions) * 40_000),
      bar: "< 10 ms",
    },
    { what: `${city}: 3,700 places × 100,000 homes, positions → nearest two`, figure: ms(whole), bar: "< 2,000 ms" },
    ...(await besidePgRouting(city, view, 10 * FARTHEST)),
  ];
}

/** Every few junctions one tree, so that all of the city is walked. */
function treesOn(view: WalkingView) {
  const search = new BoundedSearch(view, 10 * FARTHEST);
  const junctions = view.graph.x.length;
  const trees = 10_000;
  let touched = 0;
  const seconds = best(4, () => {
    touched = 0;
    for (let tree = 0; tree < trees; tree++) {
      search.begin(10 * FARTHEST);
      search.seed((tree * 7_919) % junctions, 0);
      search.run();
      touched += search.count;
    }
  });
  return { perSecond: trees / seconds, touched: touched / trees };
}

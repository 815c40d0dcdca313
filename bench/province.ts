import { cpus, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { bandedShapes } from "~/modules/places/domain/banded-shapes";
import { cityBands } from "~/modules/places/domain/streets/circles-on-streets";
import { StreetLinker } from "~/modules/places/domain/streets/street-links";
import { UNHEARD, type Progress } from "~/shared/progress";
import { madeStreets, placesBeside } from "./made-streets";
import type { BenchRow } from "./reach";
import { onFoot } from "./streets";

/**
 * The circles of a whole province: 100 × 100 km of streets, 3,700 places, walks of 900 m and of 1,500 m. Measured is the
 * memory the drawing takes beyond the streets themselves, at its highest.
 */
const SIDE = 400;
const BLOCK = 250;
const PLACES = 3_700;

export function provinceRows(): BenchRow[] {
  const graph = madeStreets(SIDE, 1, BLOCK);
  const view = onFoot(graph);
  const places = placesBeside(graph, PLACES, 2);
  const links = new StreetLinker(view).linksOf(places, 300);
  const rows: BenchRow[] = [
    {
      what: "machine load at the start, one minute",
      figure: `${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores`,
      bar: "< 1",
    },
  ];
  for (const farthest of [900, 1_500]) {
    const limits = [farthest / 3, (2 * farthest) / 3, farthest];
    const drawn = measured((progress) => {
      const grid = cityBands(view, links, places, farthest, progress)!;
      return bandedShapes(graph.plane, grid, limits, progress);
    });
    const name = `100 × 100 km, ${PLACES.toLocaleString("en")} places, ${farthest.toLocaleString("en")} m`;
    rows.push({ what: name, figure: drawn, bar: "< 200 MB" });
  }
  return rows;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes somebody still holds. */
const held = (): number => {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** Highest memory above what was there before; seconds beside it. */
function measured(work: (progress: Progress) => unknown): string {
  const before = held();
  let most = before;
  let ticks = 0;
  const look = () => void (most = Math.max(most, held()));
  const progress: Progress = { ...UNHEARD, begin: () => () => void (ticks++ % 20_000 === 0 && look()) };
  const start = performance.now();
  const made = work(progress);
  look();
  const seconds = (performance.now() - start) / 1_000;
  if (!made) throw new Error("nothing was drawn");
  return `${((most - before) / 1e6).toFixed(0)} MB, ${seconds.toFixed(1)} s`;
}

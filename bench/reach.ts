import { gzipSync } from "node:zlib";
import { performance } from "node:perf_hooks";
import { NO_BARRIERS } from "~/modules/places/domain/barrier";
import { uniformDetour } from "~/modules/places/domain/detour-index";
import { nearest } from "~/modules/places/domain/nearest";
import { nestedCircles } from "~/modules/places/domain/nested-circles";
import { madeBarriers, madePoints, PLANE } from "./made-city";

/** Engine 1 without streets: how long it takes, against the bars of the design. Best of a few runs, milliseconds. */
export interface BenchRow {
  readonly what: string;
  readonly figure: string;
  readonly bar: string;
}

function best(runs: number, work: () => unknown): number {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

export function reachRows(): BenchRow[] {
  const detour = uniformDetour(1.3);
  const barriers = madeBarriers();
  const sites = madePoints(1_166, 1);
  const homes = madePoints(3_306, 2);
  const limits = [225, 450, 675];
  const farthest = 2_700;
  const draw = (walls: typeof barriers) => () =>
    nestedCircles(PLANE, { sites, detour, barriers: walls, farthest: 675, cell: 50 }, limits);
  const shapes = JSON.stringify(draw(barriers)());
  return [
    {
      what: "nearest and second of 1,166 sites for 3,306 communities, 60 min, barriers",
      figure: ms(best(5, () => nearest({ sites, points: homes, detour, barriers, farthest }))),
      bar: "< 300 ms",
    },
    {
      what: "the same without barriers",
      figure: ms(best(5, () => nearest({ sites, points: homes, detour, barriers: NO_BARRIERS, farthest }))),
      bar: "< 300 ms",
    },
    {
      what: "nearest of 3,700 sites for 100,000 points, 15 min, barriers",
      figure: ms(
        best(2, () => nearest({ sites: madePoints(3_700, 1), points: madePoints(100_000, 2), detour, barriers, farthest: 675 })),
      ),
      bar: "< 2,000 ms",
    },
    { what: "nested circles 5/10/15 of 1,166 sites, barriers", figure: ms(best(3, draw(barriers))), bar: "< 2,000 ms" },
    {
      what: "nested circles, adult, 1,166 sites",
      figure: ms(best(2, () => nestedCircles(PLANE, { sites, detour, barriers, farthest: 1_000, cell: 50 }, [333, 667, 1_000]))),
      bar: "< 2,000 ms",
    },
    {
      what: "circles of 3 km (job station), 300 sites",
      figure: ms(
        best(2, () =>
          nestedCircles(
            PLANE,
            { sites: madePoints(300, 3), detour, barriers, farthest: 3_000, cell: 150 },
            [1_000, 2_000, 3_000],
          ),
        ),
      ),
      bar: "< 2,000 ms",
    },
    {
      what: "nested circles as GeoJSON",
      figure: `${Math.round(shapes.length / 1_000)} kB, ${Math.round(gzipSync(shapes).length / 1_000)} kB gz`,
      bar: "as small as sensible",
    },
  ];
}

if (process.argv[1]?.replaceAll("\\", "/").endsWith("bench/reach.ts")) console.table(reachRows());

import { existsSync } from "node:fs";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { CirclesInput } from "~/modules/coverage/domain/circles-run";
import type { CoverageInput, CoverageResult } from "~/modules/coverage/domain/coverage-run";
import { fromPlane, type PlanePoints } from "~/modules/places/domain/local-plane";
import { threadFile } from "~/platform/environment.server";
import { closeThreads, inThread } from "~/platform/threads.server";
import { madeLines, madePoints, PLANE } from "./made-city";

/** One question about a city as the web process lives it: how long it waits, and how long it cannot answer anybody else. */
const COMMUNITIES = 3_306;
const PLACES = 1_166;

const degrees = ({ x, y }: PlanePoints) => {
  const lon = new Float64Array(x.length);
  const lat = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) [lon[i], lat[i]] = fromPlane(PLANE, x[i]!, y[i]!);
  return { lon, lat };
};

async function measured(work: () => Promise<unknown>): Promise<{ waited: number; blocked: number }> {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  await pause(50);
  delay.reset();
  const start = performance.now();
  await work();
  const waited = performance.now() - start;
  await pause(20);
  delay.disable();
  return { waited, blocked: delay.max / 1e6 };
}

export async function coverageRows(): Promise<{ what: string; figure: string; bar: string }[]> {
  if (!existsSync(threadFile("coverage-figures")))
    return [{ what: "coverage in worker threads", figure: "not measured", bar: "npm run build first" }];
  const sites = degrees(madePoints(PLACES, 1));
  const barriers = madeLines();
  const input: CoverageInput = {
    tree: {
      code: Array.from({ length: COMMUNITIES }, (_, i) => String(i)),
      level: new Array<"community">(COMMUNITIES).fill("community"),
      parent: new Int32Array(COMMUNITIES).fill(-1),
    },
    demand: {
      area: Int32Array.from({ length: COMMUNITIES }, (_, i) => i),
      ...degrees(madePoints(COMMUNITIES, 2)),
      people: new Float64Array(COMMUNITIES).fill(490),
      radius: new Float64Array(COMMUNITIES).fill(1_000),
    },
    sites: { ...sites, area: new Int32Array(PLACES).fill(-1) },
    barriers,
    detour: { value: 1.31, low: 1.18, high: 1.44 },
    speedKmh: 2.7,
    adultSpeedKmh: 4,
    limit: { by: "minutes", minutes: 15 },
    method: "circle",
    hasStreets: false,
  };
  const circles: CirclesInput = {
    ...sites,
    barriers,
    detour: 1.31,
    method: "circle",
    speedKmh: 2.7,
    limit: input.limit,
    properties: {},
    demo: null,
  };
  const rows = [];
  for (const turn of ["first", "next"]) {
    const figures = await measured(() =>
      inThread<{ input: CoverageInput; streets: null }, CoverageResult>("coverage-figures", { input, streets: null }),
    );
    const drawn = await measured(() =>
      inThread<{ input: CirclesInput; streets: null }, Uint8Array>("coverage-circles", { input: circles, streets: null }),
    );
    rows.push(
      {
        what: `figures of ${PLACES} × ${COMMUNITIES}, ${turn} question`,
        figure: `${figures.waited.toFixed(0)} ms`,
        bar: turn === "first" ? "about a second" : "< 300 ms",
      },
      { what: `request thread blocked meanwhile, ${turn}`, figure: `${figures.blocked.toFixed(1)} ms`, bar: "< 50 ms" },
      { what: `circles, ${turn} question`, figure: `${drawn.waited.toFixed(0)} ms`, bar: "< 2,000 ms" },
      { what: `request thread blocked meanwhile, circles, ${turn}`, figure: `${drawn.blocked.toFixed(1)} ms`, bar: "< 50 ms" },
    );
  }
  await closeThreads();
  return rows;
}

if (process.argv[1]?.replaceAll("\\", "/").endsWith("bench/coverage.ts")) console.table(await coverageRows());

import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { CirclesInput } from "~/modules/coverage/domain/circles-run";
import { coverageRun, type CoverageInput, type CoverageResult } from "~/modules/coverage/domain/coverage-run";
import { ENOUGH_WALKS } from "~/modules/coverage/domain/method-error";
import { methodsRun } from "~/modules/coverage/domain/methods-run";
import { walksBeside } from "~/modules/places/domain/detour-from-walks";
import { fromPlane, type PlanePoints } from "~/modules/places/domain/local-plane";
import { REACH_METHODS } from "~/modules/places/domain/reach";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { threadFile } from "~/platform/environment.server";
import { closeThreads, inThread } from "~/platform/threads.server";
import { madeLines, madePoints, PLANE } from "./made-city";
import { madeStreets, placesBeside } from "./made-streets";

/** One question about a city as the web process lives it: how long it waits, and how long it cannot answer anybody else. */
const COMMUNITIES = 3_306;
const PLACES = 1_166;

type Places = ReturnType<typeof degrees>;
const degrees = ({ x, y }: PlanePoints, plane = PLANE) => {
  const lon = new Float64Array(x.length);
  const lat = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) [lon[i], lat[i]] = fromPlane(plane, x[i]!, y[i]!);
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

/** The bar of the design: 3,700 facilities and 100,000 points of demand, from positions to every figure of the answer. */
const MANY = { places: 3_700, homes: 100_000 };
const QUESTION = {
  detour: { value: 1.3, low: 1.2, high: 1.44 },
  speedKmh: 3.6,
  adultSpeedKmh: 4,
  limit: { by: "minutes", minutes: 15 },
} as const;

function manyHomes(sites: Places, homes: Places, rest: Pick<CoverageInput, "method" | "barriers">): CoverageInput {
  const codes = Array.from({ length: MANY.homes }, (_, i) => `41${String(i).padStart(6, "0")}`);
  return {
    ...QUESTION,
    tree: {
      code: ["41", ...codes],
      level: ["city", ...codes.map(() => "community" as const)],
      parent: Int32Array.from({ length: MANY.homes + 1 }, (_, row) => (row === 0 ? -1 : 0)),
    },
    demand: {
      area: Int32Array.from(codes, (_, i) => i + 1),
      ...homes,
      people: new Float64Array(MANY.homes).fill(100),
      radius: new Float64Array(MANY.homes).fill(1_000),
    },
    sites: { ...sites, area: new Int32Array(MANY.places).fill(-1) },
    ...rest,
  };
}

export function wholeCityRows(): { what: string; figure: string; bar: string }[] {
  const graph = madeStreets();
  const view = walkingView(graph, { movement: "foot", stepsFactor: 1, offStreetFactor: 1 });
  const [sites, homes] = [placesBeside(graph, MANY.places, 2), placesBeside(graph, MANY.homes, 3)].map((on) =>
    degrees(on, graph.plane),
  ) as [Places, Places];
  const [spread, spreadHomes] = [degrees(madePoints(MANY.places, 1)), degrees(madePoints(MANY.homes, 2))];
  const streets = { view, snap: 300 };
  const runs: [string, string, () => unknown][] = [
    ["by streets", "< 2,000 ms", () => coverageRun(manyHomes(sites, homes, { method: "network", barriers: [] }), streets)],
    ["by directions, on streets", "–", () => coverageRun(manyHomes(sites, homes, { method: "sectors", barriers: [] }), streets)],
    [
      "by circles, on streets",
      "< 2,000 ms",
      () => coverageRun(manyHomes(sites, homes, { method: "circle", barriers: [] }), streets),
    ],
    [
      "without streets, rivers and rings",
      "< 2,000 ms",
      () => coverageRun(manyHomes(spread, spreadHomes, { method: "circle", barriers: madeLines() })),
    ],
    [
      "without streets, nothing between",
      "< 2,000 ms",
      () => coverageRun(manyHomes(spread, spreadHomes, { method: "circle", barriers: [] })),
    ],
    [
      "all methods side by side, asked for after the figures",
      "–",
      () => methodsRun({ city: manyHomes(sites, homes, { method: "network", barriers: [] }), methods: REACH_METHODS }, streets),
    ],
  ];
  const load = {
    what: "machine load at the start, one minute",
    figure: `${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores`,
    bar: "< 1",
  };
  return [load, ...runs.map(([what, bar, run]) => ({ what: `coverageRun of 3,700 × 100,000 ${what}`, ...best(3, run), bar }))];
}

/** 10,000 measured walks: whether every place has enough beside it is asked on the request thread. */
export function measuredWalksRows(): { what: string; figure: string; bar: string }[] {
  const [from, to] = [degrees(madePoints(10_000, 5)), degrees(madePoints(10_000, 6))];
  const toLon = from.lon.map((lon, i) => lon + Math.sign(to.lon[i]! - lon) * 0.004);
  const walks = { fromLon: from.lon, fromLat: from.lat, toLon, toLat: from.lat, metres: new Float64Array(10_000).fill(600) };
  const places = degrees(madePoints(PLACES, 1));
  return [
    {
      what: `10,000 measured walks beside ${PLACES} places`,
      ...best(5, () => walksBeside(walks, places, ENOUGH_WALKS)),
      bar: "< 50 ms",
    },
  ];
}

/** Least time of a few runs, and what of it was the processor's: the rest waited for a core. */
function best(runs: number, work: () => unknown): { figure: string } {
  let [least, processor] = [Infinity, Infinity];
  for (let run = 0; run < runs; run++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, performance.now() - start);
    processor = Math.min(processor, (user + system) / 1_000);
  }
  return { figure: `${least.toFixed(0)} ms (processor ${processor.toFixed(0)} ms)` };
}

if (process.argv[1]?.replaceAll("\\", "/").endsWith("bench/coverage.ts")) console.table(await coverageRows());

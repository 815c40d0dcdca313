import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import type { WhatIfFile } from "~/modules/coverage/domain/what-if-file";
import { fromPlane } from "~/modules/places/domain/local-plane";
import { encodeStreetGraph } from "~/modules/places/domain/streets/street-graph-file";
import { findBrowser } from "../scripts/browser.mjs";
import { madeStreets, placesBeside } from "./made-streets";

/**
 * A candidate dragged about a made city of 40,000 crossings: the very worker file the app ships, in a blank page of a real
 * browser, on the network as the server sends it. Measured is what the worker computes for a frame, and what the page waits.
 */
const HOMES = 5_000;
const FRAMES = 600;
const ASSETS = join("build", "client", "assets");

interface Row {
  readonly what: string;
  readonly figure: string;
  readonly bar: string;
}

interface Measured {
  readonly compute: number[];
  readonly waited: number[];
  readonly ready: number;
}

export async function whatIfRows(): Promise<Row[]> {
  const worker = existsSync(ASSETS) ? readdirSync(ASSETS).find((name) => /^what-if-[\w-]{8}\.js$/.test(name)) : undefined;
  if (!worker) return [{ what: "what-if in the browser", figure: "not measured", bar: "npm run build first" }];
  const graph = madeStreets();
  const packed = gzipSync(encodeStreetGraph(graph, { file: "made", importedOn: "2026-01-01", attribution: "" }), { level: 4 });
  const places = placesBeside(graph, HOMES, 3);
  const homes = Array.from({ length: HOMES }, (_, i) => fromPlane(graph.plane, places.x[i]!, places.y[i]!));
  const way = Array.from({ length: FRAMES }, (_, i) =>
    fromPlane(graph.plane, 4_000 * Math.sin(i / 90), 3_000 * Math.cos(i / 70)),
  );
  const fileFor = (limit: number, hasStreets: boolean): WhatIfFile => ({
    demo: null,
    date: "2026-01-01",
    streets: hasStreets ? { use: { movement: "foot", stepsFactor: 1, offStreetFactor: 1 }, snap: 300 } : null,
    detour: 1.3,
    walks: null,
    barriers: [],
    steps: [limit / 3, (2 * limit) / 3, limit],
    groups: ["all", "60plus", "65plus", "75plus", "80plus", "0-2"],
    code: homes.map((_, i) => String(i)),
    name: homes.map((_, i) => String(i)),
    nameEn: homes.map(() => null),
    inName: homes.map(() => ""),
    lon: homes.map(([lon]) => lon),
    lat: homes.map(([, lat]) => lat),
    people: Array.from({ length: 6 }, () => homes.map(() => 100)),
    today: homes.map(() => null),
    unmeasured: 0,
  });

  const server = createServer((request, response) => {
    if (request.url === "/worker.js")
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(readFileSync(join(ASSETS, worker)));
    else if (request.url === "/streets") response.writeHead(200, { "Content-Encoding": "gzip" }).end(packed);
    else response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>bench</title>");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as { port: number };
  const browser = await findBrowser();
  const running = await chromium.launch({
    executablePath: browser.executablePath,
    args: browser.args,
    env: { ...process.env, ...browser.env } as Record<string, string>,
  });
  try {
    const page = await running.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const rows: Row[] = [
      {
        what: "machine load at the start, one minute",
        figure: `${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores`,
        bar: "< 1",
      },
      {
        what: `window of ${graph.x.length.toLocaleString("en")} junctions on the wire`,
        figure: `${(packed.byteLength / 1e6).toFixed(1)} MB`,
        bar: "–",
      },
    ];
    for (const [name, limit, hasStreets] of [
      ["by streets, 675 m", 675, true],
      ["by streets, 1,000 m", 1_000, true],
      ["by streets, 3,000 m", 3_000, true],
      ["by the approximation, 675 m", 675, false],
    ] as const) {
      const start = performance.now();
      const { compute, waited, ready } = await page.evaluate(dragged, { file: fileFor(limit, hasStreets), way });
      const took = (performance.now() - start) / 1_000;
      const at = (times: number[], share: number) =>
        `${[...times].sort((a, b) => a - b)[Math.floor(share * (times.length - 1))]!.toFixed(1)} ms`;
      rows.push(
        { what: `${name}: worker ready on its ground`, figure: `${ready.toFixed(0)} ms`, bar: "–" },
        { what: `${name}: compute a frame, median`, figure: at(compute, 0.5), bar: "≤ 16 ms" },
        { what: `${name}: compute a frame, p95 of ${compute.length}`, figure: at(compute, 0.95), bar: "≤ 16 ms" },
        {
          what: `${name}: asked → answered, median (whole run ${took.toFixed(1)} s)`,
          figure: at(waited, 0.5),
          bar: "–",
        },
      );
    }
    return rows;
  } finally {
    await running.close();
    server.close();
  }
}

/** Runs in the page: one ground, then a place a frame, each asked when the one before is answered. */
async function dragged({ file, way }: { file: WhatIfFile; way: (readonly [number, number])[] }): Promise<Measured> {
  const streets = file.streets ? new Uint8Array(await (await fetch("/streets")).arrayBuffer()) : null;
  const worker = new Worker("/worker.js", { type: "module" });
  const next = () =>
    new Promise<MessageEvent>((told, failed) => {
      worker.onmessage = told;
      worker.onerror = () => failed(new Error("the worker does not run"));
    });
  const begun = performance.now();
  worker.postMessage(
    { kind: "ground", file, streets, near: { lon: way[0]![0], lat: way[0]![1] } },
    streets ? [streets.buffer] : [],
  );
  await next();
  const ready = performance.now() - begun;
  const compute: number[] = [];
  const waited: number[] = [];
  for (const [lon, lat] of way) {
    const asked = performance.now();
    worker.postMessage({ kind: "move", lon, lat });
    const { data } = (await next()) as MessageEvent<{ ms: number }>;
    compute.push(data.ms);
    waited.push(performance.now() - asked);
  }
  worker.terminate();
  return { compute, waited, ready };
}

if (process.argv[1]?.replaceAll("\\", "/").endsWith("bench/what-if.ts")) console.table(await whatIfRows());

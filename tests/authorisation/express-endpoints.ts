import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express from "express";
import { serveBaseMap } from "~/platform/base-map-file.server";
import { serveCareShell } from "~/platform/care-shell.server";
import { dataFolder } from "~/platform/environment.server";
import { tellMetrics } from "~/platform/metrics.server";
import { tellHealth } from "~/platform/readiness.server";
import { serveTiles } from "~/platform/tile-proxy.server";

/** Doors of the server that are no routes: they ask for no session, so a session opens none of them. */
export const ENDPOINTS: Readonly<Record<string, { readonly address: string; readonly headers?: Record<string, string> }>> = {
  "GET /healthz": { address: "/healthz" },
  "GET /readyz": { address: "/readyz" },
  "GET /metrics, on this machine": { address: "/metrics" },
  "GET /metrics, through a proxy": { address: "/metrics", headers: { "X-Forwarded-For": "203.0.113.7" } },
  "GET /metrics, by another name": { address: "/metrics", headers: { "X-Real-IP": "203.0.113.7" } },
  "GET /base-map.pmtiles, where a file is configured": { address: "/base-map.pmtiles" },
  "GET /tiles/:z/:x/:y, where a host is configured": { address: "/tiles/1/0/0" },
  "GET /care and below, opened as a page": { address: "/care/week", headers: { Accept: "text/html" } },
  "GET /care-shell.html": { address: "/care-shell.html" },
  "GET /sw.js": { address: "/sw.js" },
};

/** What the server's own files mount by a path, as they write it. */
export function mountedPaths(): string[] {
  const platform = readdirSync("app/platform")
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join("app/platform", name));
  const found = ["app/server.ts", ...platform].flatMap((file) =>
    [
      ...readFileSync(file, "utf8").matchAll(
        /\bapp\.(get|post|put|patch|delete|all|use)\(\s*("\/[^"]*"|`\/[^`]*`|[A-Z][A-Z_]+)/g,
      ),
    ].map(([, verb = "", path = ""]) => `${verb} ${path}`),
  );
  return [...new Set(found)].sort();
}

/** The paths that have an entry above, and those that carry built files everybody may have. */
export const KNOWN_PATHS = [
  'get "/care-shell.html"',
  'get "/healthz"',
  'get "/metrics"',
  'get "/readyz"',
  'get "/sw.js"',
  'get "/tiles/:z/:x/:y"',
  "get BASE_MAP_ADDRESS",
  "get PAGES",
  'use "/assets"',
];

/** The endpoints as the server mounts them, on a port of their own. */
export async function servedEndpoints(): Promise<{ readonly address: string; close(): void }> {
  process.env.QUARTERHOUR_BASE_MAP_URL = "made.pmtiles";
  mkdirSync(dataFolder(), { recursive: true });
  writeFileSync(join(dataFolder(), "made.pmtiles"), "made");
  const app = express();
  const { alive, ready } = tellHealth(() => false);
  app.get("/healthz", alive).get("/readyz", ready).get("/metrics", tellMetrics);
  serveBaseMap(app);
  serveTiles(app, { url: "http://127.0.0.1:9/{z}/{x}/{y}.png", subdomains: "", privateHosts: [] });
  delete process.env.QUARTERHOUR_BASE_MAP_URL;
  for (const name of ["care-shell.html", "sw.js"]) writeFileSync(join(dataFolder(), name), "made");
  serveCareShell(app, dataFolder());
  app.get("/sw.js", (_request, response) => void response.sendFile(join(dataFolder(), "sw.js")));
  const server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

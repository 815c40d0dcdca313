import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { PMTiles, TileType } from "pmtiles";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { serveBaseMap } from "~/platform/base-map-file.server";
import { baseMap, baseMapFile } from "~/platform/environment.server";
import { guardPages } from "~/platform/web-guards.server";
import { smallArchive } from "../factories/small-archive";

const folder = mkdtempSync(join(tmpdir(), ".quarterhour-map-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const undo: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  undo.splice(0).forEach((one) => one());
});

const configured = (url: string) => {
  vi.stubEnv("QUARTERHOUR_DATA", folder);
  vi.stubEnv("QUARTERHOUR_BASE_MAP_URL", url);
};

/** Pages behind the guard with the map file beside them, as app/server.ts lines them up. */
async function served(): Promise<string> {
  const app = express();
  app.use(guardPages());
  serveBaseMap(app);
  app.get("/", (_request, response) => void response.send("page"));
  const server = await new Promise<ReturnType<typeof app.listen>>((listening) => {
    const made = app.listen(0, "127.0.0.1", () => listening(made));
  });
  undo.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function policyOf(address: string): Promise<Record<string, string>> {
  const policy = (await fetch(address)).headers.get("content-security-policy") ?? "";
  return Object.fromEntries(
    policy.split("; ").map((part) => [part.slice(0, part.indexOf(" ")), part.slice(part.indexOf(" ") + 1)]),
  );
}

test("no map is the default", () => {
  configured("");
  expect([baseMap(), baseMapFile()]).toEqual([undefined, undefined]);
});

test.each([
  ["henan.pmtiles", "archive", "/base-map.pmtiles", "henan.pmtiles"],
  ["https://maps.example.org/henan.pmtiles?v=2", "archive", "https://maps.example.org/henan.pmtiles?v=2", undefined],
  ["/maps/henan.pmtiles", "archive", "/maps/henan.pmtiles", undefined],
  ["https://{s}.example.org/{z}/{x}/{y}.png", "tiles", "/tiles/{z}/{x}/{y}", undefined],
  ["/own/{z}/{x}/{y}.png", "tiles", "/own/{z}/{x}/{y}.png", undefined],
])("%s is read as %s", (url, kind, address, file) => {
  configured(url);
  expect(baseMap()).toMatchObject({ kind, url: address });
  expect(baseMapFile()).toBe(file);
});

test("a file of the data folder is answered in pieces, and a reader of the format finds its tile", async () => {
  const archive = smallArchive("vector");
  writeFileSync(join(folder, "henan.pmtiles"), archive);
  configured("henan.pmtiles");
  const address = `${await served()}/base-map.pmtiles`;
  const piece = await fetch(address, { headers: { Range: "bytes=0-6", "Accept-Encoding": "gzip" } });
  expect([piece.status, piece.headers.get("content-range"), piece.headers.get("content-encoding")]).toEqual([
    206,
    `bytes 0-6/${archive.length}`,
    null,
  ]);
  expect(await piece.text()).toBe("PMTiles");
  const reader = new PMTiles(address);
  expect(await reader.getHeader()).toMatchObject({ tileType: TileType.Mvt, minZoom: 0, maxZoom: 1, maxLat: 85 });
  expect((await reader.getZxy(1, 1, 0))?.data.byteLength).toBeGreaterThan(20);
});

test("nothing else of the data folder is served, and a missing file is not found", async () => {
  rmSync(join(folder, "henan.pmtiles"), { force: true });
  configured("henan.pmtiles");
  const address = await served();
  expect((await fetch(`${address}/base-map.pmtiles`)).status).toBe(404);
  for (const url of ["../henan.pmtiles", "sub/henan.pmtiles", "..\\henan.pmtiles"]) {
    configured(url);
    expect(() => baseMapFile()).toThrow("QUARTERHOUR_BASE_MAP_URL");
  }
});

test("a page may read an archive of another host; pictures come from nowhere but us, whatever the map", async () => {
  const own = { "connect-src": "'self'", "img-src": "'self' data: blob:" };
  configured("https://maps.example.org/henan.pmtiles");
  expect(await policyOf(await served())).toMatchObject({ ...own, "connect-src": "'self' https://maps.example.org" });
  for (const url of ["https://{s}.example.org/{z}/{x}/{y}.png", "henan.pmtiles", ""]) {
    configured(url);
    expect(await policyOf(await served())).toMatchObject(own);
  }
});

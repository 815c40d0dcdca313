import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { baseMap, tileSource } from "~/platform/environment.server";
import { serveTiles, tileAddress } from "~/platform/tile-proxy.server";
import { guardPages } from "~/platform/web-guards.server";
import { ONE_RED_PIXEL } from "../factories/small-archive";

const asked: { url: string; referer: string | undefined; cookie: string | undefined }[] = [];
const open: Server[] = [];
let port = 0;

const listening = (server: Server): Promise<number> => {
  open.push(server);
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)));
};

/** A tile host that misbehaves by depth: 1 leads elsewhere, 2 sends a page, 3 too much, 5 nothing, 6 a page under a picture's name. */
beforeAll(async () => {
  port = await listening(
    createServer((request, response) => {
      const { url = "", headers } = request;
      asked.push({ url, referer: headers.referer, cookie: headers.cookie });
      if (url.startsWith("/1/")) return void response.writeHead(302, { Location: `http://127.0.0.1:${port}/4/0/0` }).end();
      if (url.startsWith("/2/")) return void response.writeHead(200, { "Content-Type": "text/html" }).end("<script>");
      if (url.startsWith("/3/"))
        return void response.writeHead(200, { "Content-Type": "image/png" }).end(Buffer.alloc(3_000_000));
      if (url.startsWith("/5/")) return void response.writeHead(404).end();
      if (url.startsWith("/6/")) return void response.writeHead(200, { "Content-Type": "image/png" }).end("<svg onload=x>");
      response.writeHead(200, { "Content-Type": "text/html", "Set-Cookie": "host=1" }).end(ONE_RED_PIXEL);
    }),
  );
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => open.forEach((server) => server.close()));

/** Our own door to the tiles of `url`, as app/server.ts opens it. */
async function front(url: string): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  vi.stubEnv("QUARTERHOUR_BASE_MAP_URL", url);
  vi.stubEnv("QUARTERHOUR_BASE_MAP_SUBDOMAINS", "ab");
  const app = express();
  app.use(guardPages());
  serveTiles(app, tileSource());
  const own = await listening(createServer(app));
  return (path, headers = {}) => fetch(`http://127.0.0.1:${own}/tiles/${path}`, { headers });
}
const here = () => `http://127.0.0.1:${port}/{z}/{x}/{y}?k={s}&tk=secret-key`;

test("a tile is fetched from the configured host; neither the key nor the host is told to readers, nor the reader to the host", async () => {
  vi.stubEnv("QUARTERHOUR_ORIGIN", "https://care.example.org");
  const tile = await front(here());
  const answer = await tile("4/3/2", { Cookie: "quarterhour_session=x", Referer: "https://care.example.org/plan?q=1" });
  expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Set-Cookie")]).toEqual([200, "image/png", null]);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(ONE_RED_PIXEL);
  expect(asked.at(-1)).toEqual({ url: "/4/3/2?k=b&tk=secret-key", referer: "https://care.example.org/", cookie: undefined });
  expect(baseMap()?.url).toBe("/tiles/{z}/{x}/{y}");
  expect(answer.headers.get("Content-Security-Policy")).toContain("img-src 'self' data: blob:;");
});

test("a browser keeps a tile for a day, asks again by its tag, and no other site may show it", async () => {
  const tile = await front(here());
  const first = await tile("4/3/2");
  expect(first.headers.get("Cache-Control")).toBe("public, max-age=86400");
  expect(first.headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  // fetch would ask for a fresh one.
  const again = await new Promise<number | undefined>((told, failed) => {
    get(first.url, { headers: { "If-None-Match": first.headers.get("ETag") ?? "" } }, (answer) => {
      answer.resume();
      told(answer.statusCode);
    }).once("error", failed);
  });
  expect(again).toBe(304);
});

test.each(["4/16/0", "23/0/0", "4/-1/0", "4/1.5/0", "4/3/2%2F..%2Fsecret", "4/3/http:%2F%2F127.0.0.1", "a/b/c"])(
  "«%s» is no tile and asks nobody",
  async (path) => {
    const tile = await front(here());
    const before = asked.length;
    expect((await tile(path)).status).toBe(404);
    expect(asked.length).toBe(before);
  },
);

test("a redirect is not followed, not even to the same host", async () => {
  const tile = await front(here());
  const before = asked.length;
  expect((await tile("1/0/0")).status).toBe(502);
  expect(asked.slice(before).map(({ url }) => url.split("?")[0])).toEqual(["/1/0/0"]);
});

test.each([
  ["a page", "2/0/0", 502],
  ["a page under a picture's name", "6/0/0", 502],
  ["more than two megabytes", "3/0/0", 502],
  ["nothing", "5/0/0", 404],
])("%s does not come through and is not kept", async (_what, path, status) => {
  const answer = await (await front(here()))(path);
  expect([answer.status, answer.headers.get("Cache-Control"), await answer.text()]).toEqual([status, "no-store", ""]);
});

test("a host that does not answer is an outage of the map alone", async () => {
  expect((await (await front("http://127.0.0.1:1/{z}/{x}/{y}"))("4/3/2")).status).toBe(502);
});

/** The one name that every machine knows to lead inside, as names of an intranet do. */
const NAME = "localhost";

test("a name that leads into a private network is asked only where the machine's owner named that very host", async () => {
  const before = asked.length;
  expect((await (await front(`http://${NAME}:${port}/{z}/{x}/{y}`))("4/3/2")).status).toBe(502);
  expect(asked.length).toBe(before);
  vi.stubEnv("QUARTERHOUR_BASE_MAP_PRIVATE_HOSTS", `other.example, ${NAME}`);
  expect((await (await front(`http://${NAME}:${port}/{z}/{x}/{y}`))("4/3/2")).status).toBe(200);
});

test("without a tile host elsewhere nothing is fetched", async () => {
  for (const url of ["", "henan.pmtiles", "https://maps.example.org/henan.pmtiles", "/own/{z}/{x}/{y}.png"])
    expect((await (await front(url))("4/3/2")).status).toBe(404);
});

test("only whole numbers enter the address", () => {
  const source = { url: "https://{s}.tiles.invalid/{z}/{x}/{y}", subdomains: "" };
  expect(tileAddress(source, "1", "1", "0")).toBe("https://.tiles.invalid/1/1/0");
  expect(tileAddress(source, "1", "01", "0")).toBe("https://.tiles.invalid/1/1/0");
  expect(tileAddress(source, "1", "@evil.invalid", "0")).toBeNull();
});

import express from "express";
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EDGE_PATHS, isOfEdge, keepToZone } from "~/platform/zone.server";

/** Areas of the desks; a route in none of the two lists fails the first test until somebody decides where it belongs. */
const DESK = ["plan", "govern", "visits"];

const server = express()
  .use(keepToZone)
  .use((_request, response) => void response.send("page"))
  .listen(0, "127.0.0.1");
let port = 0;
beforeAll(async () => {
  if (!server.listening) await new Promise((ready) => server.once("listening", ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  delete process.env.QUARTERHOUR_ZONE;
  server.close();
});

/** The first part of a route's address; `[.]` in a file's name is a dot of the address. */
const areaOf = (route: string): string =>
  (route.replaceAll("[.]", "\0").split(".")[0] ?? "").replaceAll("\0", ".").replace(/_$/, "");

/** As it is sent, without any tidying of the path. */
const asked = (path: string) =>
  new Promise<{ status: number; text: string }>((answer, failed) =>
    request({ host: "127.0.0.1", port, path }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => answer({ status: response.statusCode ?? 0, text }));
    })
      .on("error", failed)
      .end(),
  );

test("every page belongs to the edge or to the desks", () => {
  const areas = readdirSync("app/routes")
    .map((file) => areaOf(file.replace(/\.tsx?$/, "")))
    .map((area) => (area === "_index" ? "" : area))
    .filter((area) => area !== "$");
  expect([...new Set(areas)].filter((area) => !EDGE_PATHS.includes(area) && !DESK.includes(area))).toEqual([]);
  expect(EDGE_PATHS.filter((area) => DESK.includes(area))).toEqual([]);
});

test("docs/operations.md lists what each side serves: every path is there, every area of the pages is listed, on its own side", () => {
  const [, said = ""] = /## Two zones([\s\S]*?)\n## /.exec(readFileSync("docs/operations.md", "utf8")) ?? [];
  const listed = (side: string) =>
    [...(said.split("\n").find((line) => line.startsWith(`| ${side} `)) ?? "").matchAll(/`\/([^`]*)`/g)].map(
      ([, path]) => path ?? "",
    );
  const routes = readdirSync("app/routes").map((file) => file.replace(/\.tsx?$/, ""));
  const names = routes.map((route) => route.replaceAll("[.]", "."));
  const ofServer = ["healthz", "readyz", "metrics"];
  const isThere = (path: string) =>
    path.endsWith("/…")
      ? routes.some((route) => route.startsWith(`${path.slice(0, -2)}.`))
      : ofServer.includes(path) || names.includes(path) || routes.includes(`${path}${path && "."}_index`);
  const server = readFileSync("app/server.ts", "utf8");
  expect(ofServer.filter((path) => !server.includes(`app.get("/${path}"`))).toEqual([]);
  const [edge, desk] = [listed("edge"), listed("desk")];
  expect([...edge, ...desk].filter((path) => !isThere(path))).toEqual([]);
  expect(edge.filter((path) => !isOfEdge(`/${path}`))).toEqual([]);
  expect(desk.filter((path) => isOfEdge(`/${path}`))).toEqual([]);
  const areas = new Set(routes.filter((route) => route !== "$").map((route) => (route === "_index" ? "" : areaOf(route))));
  expect([...areas].filter((area) => ![...edge, ...desk].some((path) => path.split("/")[0] === area))).toEqual([]);
});

test.each([
  "/",
  "/?q=1",
  "/sign-in/field",
  "/api/v1/counts?city=4101",
  "/_root.data",
  "/about/privacy.data",
  "/photos/a.webp",
  "/care/list",
  "/sw.js",
  "/find/compare?ids=a",
  "/robots.txt",
  "/sitemap.xml",
  "/icons/care-192.png",
])("the edge serves %s", async (path) => {
  process.env.QUARTERHOUR_ZONE = "edge";
  expect(await asked(path)).toEqual({ status: 200, text: "page" });
});

test.each([
  ...["/plan", "/plan.data", "/plan/coverage?date=2025-12-31", "/govern/people", "/Plan", "//plan", "/%70lan", "/\\plan"],
  ...["/find/../plan", "/find/%2e%2e/govern/audit", "/./plan", "/visits", "/something-new"],
])("on the edge %s is the intranet's, said in both languages", async (path) => {
  process.env.QUARTERHOUR_ZONE = "edge";
  const { status, text } = await asked(path);
  expect(status).toBe(403);
  expect(text).toContain("内网");
  expect(text).toContain("intranet");
});

test("the desk serves everything", async () => {
  delete process.env.QUARTERHOUR_ZONE;
  expect(await asked("/plan")).toEqual({ status: 200, text: "page" });
  expect(isOfEdge("/plan")).toBe(false);
});

import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { anyFreePort } from "../../scripts/ports.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { startApp, type RunningApp } from "../factories/running-app";
import { ONE_RED_PIXEL, smallArchive } from "../factories/small-archive";
import { signInAs } from "./signed-in";

/** A bare city is enough: it is the ground under the map that matters here. */
const place = throwAwayFolder();
let app: RunningApp | undefined;
let elsewhere: Server | undefined;
test.afterEach(async () => {
  await app?.stop();
  elsewhere?.close();
  [app, elsewhere] = [undefined, undefined];
});
test.afterAll(() => place.remove());
test.describe.configure({ mode: "serial", timeout: 120_000 });

async function startWith(address: string): Promise<string> {
  app = await startApp({
    QUARTERHOUR_DEMO_CITY: "no",
    QUARTERHOUR_DATA: place.folder,
    QUARTERHOUR_BASE_MAP_URL: address,
    QUARTERHOUR_BASE_MAP_ATTRIBUTION: "© 试验测绘院",
    QUARTERHOUR_BASE_MAP_APPROVAL: "GS(2025)0000号",
    PORT: String(await anyFreePort()),
  });
  return app.address;
}

/** What the browser complains about from now on: a policy broken, a script that failed. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}

test("a vector file of the data folder is painted under the map, credited and without a complaint of the policy", async ({
  browser,
}) => {
  writeFileSync(join(place.folder, "world.pmtiles"), smallArchive("vector"));
  const address = await startWith("world.pmtiles");
  const page = await browser.newPage({ baseURL: address, locale: "zh-CN" });
  await signInAs(page, "planner", "/plan/city");
  await page.getByLabel("城市名称").fill("底图城");
  await page.getByLabel("城市代码").fill("9913");
  await page.getByRole("button", { name: "建立城市" }).click();
  await expect(page.getByRole("region", { name: "底图城" })).toBeVisible();
  const complaints = complaintsOf(page);
  await page.goto("/plan");
  const tile = page.locator(".leaflet-tile-pane canvas.leaflet-tile").first();
  await expect(tile).toBeVisible();
  // The land of the archive, not the background of the painter.
  await expect
    .poll(() => tile.evaluate((canvas: HTMLCanvasElement) => [...canvas.getContext("2d")!.getImageData(100, 100, 1, 1).data]))
    .toEqual([226, 223, 218, 255]);
  await expect(page.getByText("© 试验测绘院 审图号：GS(2025)0000号")).toBeVisible();
  expect(complaints).toEqual([]);
  await page.close();
});

test("a raster file of another host is shown, and only its host may be read", async ({ browser }) => {
  const archive = smallArchive("png");
  elsewhere = createServer((request, response) => {
    const [from = 0, to = 0] = (request.headers.range ?? "").replace("bytes=", "").split("-").map(Number);
    const piece = archive.subarray(from, to + 1);
    const headers = {
      "Access-Control-Allow-Origin": "*",
      "Content-Range": `bytes ${from}-${from + piece.length - 1}/${archive.length}`,
    };
    response.writeHead(206, headers).end(piece);
  });
  await new Promise<void>((listening) => elsewhere!.listen(0, "127.0.0.1", listening));
  const address = await startWith(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/world.pmtiles`);
  const page = await browser.newPage({ baseURL: address, locale: "zh-CN" });
  await signInAs(page, "planner", "/plan/city");
  const complaints = complaintsOf(page);
  await page.goto("/plan");
  await expect(page.locator(".leaflet-tile-pane img.leaflet-tile[src^='blob:']").first()).toBeVisible();
  expect(complaints).toEqual([]);
  await page.close();
});

test("tiles of another host come through us: it hears neither from the browser nor which page is open", async ({ browser }) => {
  const askedBy = new Set<string>();
  elsewhere = createServer((request, response) => {
    const { referer = "nobody", "user-agent": agent = "" } = request.headers;
    askedBy.add(`${referer} ${/Mozilla/.test(agent) ? "a browser" : "a server"}`);
    response.writeHead(200, { "Content-Type": "image/png" }).end(ONE_RED_PIXEL);
  });
  await new Promise<void>((listening) => elsewhere!.listen(0, "127.0.0.1", listening));
  const { port } = elsewhere.address() as AddressInfo;
  const address = await startWith(`http://127.0.0.1:${port}/{z}/{x}/{y}.png?tk=secret-key`);
  const page = await browser.newPage({ baseURL: address, locale: "zh-CN" });
  await signInAs(page, "planner", "/plan/city");
  const complaints = complaintsOf(page);
  await page.goto("/plan?minutes=15");
  await expect(page.locator(`.leaflet-tile-pane img.leaflet-tile-loaded[src^="/tiles/"]`).first()).toBeVisible();
  await expect(page.getByText("© 试验测绘院 审图号：GS(2025)0000号")).toBeVisible();
  expect([...askedBy]).toEqual([`${address}/ a server`]);
  expect(await page.content()).not.toContain("secret-key");
  expect(complaints).toEqual([]);
  await page.goto("/about/privacy");
  await expect(page.getByText(`地图的底图来自 127.0.0.1:${port}，由我们的服务器代为取来`)).toBeVisible();
  await page.close();
});

test("a tile host that does not answer leaves the map in use and says so", async ({ browser }) => {
  const address = await startWith("http://127.0.0.1:1/{z}/{x}/{y}.png");
  const page = await browser.newPage({ baseURL: address, locale: "zh-CN" });
  await signInAs(page, "planner", "/plan");
  await expect(page.getByText("底图没有取到。")).toBeVisible();
  await expect(page.getByRole("button", { name: "放大" })).toBeVisible();
  await page.close();
});

test("a file that is not there leaves the map in use and says so", async ({ browser }) => {
  const address = await startWith("nowhere.pmtiles");
  const page = await browser.newPage({ baseURL: address, locale: "zh-CN" });
  await signInAs(page, "planner", "/plan");
  await expect(page.getByText("底图没有取到。")).toBeVisible();
  await expect(page.getByRole("button", { name: "放大" })).toBeVisible();
  await page.close();
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page, type Request, type Route } from "@playwright/test";
import { anyFreePort } from "../../scripts/ports.mjs";
import { PROJECT } from "../../scripts/project.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { gridTown, madeExtract } from "../factories/made-extract";
import { startApp, type RunningApp } from "../factories/running-app";

/** A made town of 14 × 14 km, one block 100 m: larger than any window of its streets. In half an hour someone is always reached. */
const CODE = "9907";
const QUESTION = `city=${CODE}&types=day-care&group=60plus&walker=elder-75-84&minutes=30`;
const STREETS = "**/plan/what-if/streets**";
const MIDDLE = [113.65, 34.76] as const;

const place = throwAwayFolder();
let app: RunningApp;

test.describe.configure({ mode: "serial", timeout: 120_000 });
test.beforeAll(async () => {
  app = await startApp({ QUARTERHOUR_DEMO_CITY: "no", QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()) });
  const folder = mkdtempSync(join(tmpdir(), "quarterhour-extract-"));
  const extract = join(folder, "town.osm.pbf");
  writeFileSync(extract, madeExtract(gridTown(141, 100, ...MIDDLE)));
  execFileSync(process.execPath, ["scripts/qh.mjs", "city", "demo", extract, "--code", CODE, "--name", "方格城"], {
    cwd: PROJECT,
    env: { ...process.env, QUARTERHOUR_DATA: place.folder, INIT_CWD: PROJECT },
    stdio: ["ignore", "ignore", "pipe"],
  });
  rmSync(folder, { recursive: true });
});
test.afterAll(async () => {
  await app.stop();
  place.remove();
});

const numberIn = (text: string | undefined): number => Number((/[\d,]+/.exec(text ?? "")?.[0] ?? "NaN").replaceAll(",", ""));
const inside = async (page: Page) => numberIn(await page.getByTestId("inside").innerText());
/** Where the last answer is for, once the candidate rests. */
const where = async (page: Page) =>
  (/在 ([\d.]+)，([\d.]+)/.exec(await page.getByTestId("summary").innerText()) ?? []).slice(1).map(Number) as [number, number];
const rested = (page: Page) => expect(page.getByTestId("summary")).toContainText("候选点在");

/** The page with its candidate answered once; windows asked for are written down. */
async function opened(page: Page, [lon, lat]: readonly [number, number] = MIDDLE): Promise<string[]> {
  const windows: string[] = [];
  page.on("request", (request: Request) => {
    const box = new URL(request.url()).searchParams.get("box");
    if (box) windows.push(box);
  });
  await page.goto(`${app.address}/plan/what-if?${QUESTION}&overlay=1&at=${lon.toFixed(5)},${lat.toFixed(5)}`);
  await expect(page.getByTestId("inside")).toHaveText(/圈内 [\d,]+ 人/);
  await rested(page);
  return windows;
}

/** Every figure shown from now on. */
async function watchFigures(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seenFigures: seen });
    const card = document.querySelector('[data-testid="what-if-answer"]')!;
    new MutationObserver(() => seen.push(card.querySelector('[data-testid="inside"]')?.textContent ?? "no figure")).observe(
      card,
      {
        childList: true,
        characterData: true,
        subtree: true,
      },
    );
  });
  return () => page.evaluate(() => (window as unknown as { seenFigures: string[] }).seenFigures);
}

async function pressed(page: Page, key: string, times: number): Promise<void> {
  await page.getByTestId("candidate").focus();
  for (let press = 0; press < times; press++) await page.keyboard.press(key);
}

/** Presses on until the page shows that the candidate is beyond its streets. */
async function carriedOut(page: Page, key: string, sign: string): Promise<void> {
  for (let round = 0; round < 16 && !(await page.getByText(sign).isVisible()); round++) await pressed(page, key, 10);
  await expect(page.getByText(sign)).toBeVisible();
}

test("a candidate is moved by mouse, finger and arrow keys over real streets, and each frame is within its 16 ms", async ({
  browser,
}) => {
  const context = await browser.newContext({ hasTouch: true, locale: "zh-CN", viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const windows = await opened(page);
  expect(windows).toHaveLength(1);
  const [lon, lat] = await where(page);
  expect(await page.getByTestId("overlay").innerText()).toMatch(/窗口内 [1-9][\d,]* 个路口/);

  const pin = (await page.getByTestId("candidate").boundingBox())!;
  const [x, y] = [pin.x + 22, pin.y + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 20; step++) await page.mouse.move(x + 5 * step, y);
  await page.mouse.up();
  await expect.poll(async () => (await where(page))[0]).toBeGreaterThan(lon + 0.001);
  expect(await inside(page)).toBeGreaterThan(0);

  const dragged = (await page.getByTestId("candidate").boundingBox())!;
  const finger = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", up: number) =>
    finger.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: dragged.x + 22, y: dragged.y + 20 - up }],
    });
  await touch("touchStart", 0);
  for (let up = 5; up <= 80; up += 5) await touch("touchMove", up);
  await touch("touchEnd", 0);
  await expect.poll(async () => (await where(page))[1]).toBeGreaterThan(lat + 0.001);

  const [, high] = await where(page);
  await pressed(page, "ArrowDown", 10);
  await expect.poll(async () => (await where(page))[1]).toBeLessThan(high - 0.004);
  const [, median, frames] = /中位 ([\d.]+) ms .* (\d+) 帧/.exec(await page.getByTestId("overlay").innerText())!.map(Number);
  expect(frames).toBeGreaterThan(10);
  expect(median).toBeLessThanOrEqual(16);
  expect(windows).toHaveLength(1);
  await context.close();
});

test("carried out of its streets, the candidate keeps its figures until the next ones are there", async ({ page }) => {
  const windows = await opened(page, [MIDDLE[0] - 0.03, MIDDLE[1]]);
  let letGo: (route: Route) => void = () => undefined;
  const held = new Promise<Route>((arrived) => (letGo = arrived));
  await page.route(STREETS, (route) => letGo(route));
  const seen = await watchFigures(page);
  await carriedOut(page, "ArrowRight", "这一带的路网正在取");
  const east = Number(windows[0]!.split(",")[2]);
  expect((await where(page))[0]).toBeLessThan(east);
  const route = await held;
  await route.continue();
  await page.unroute(STREETS);
  await expect(page.getByText("这一带的路网正在取")).toBeHidden();
  await expect.poll(async () => (await where(page))[0]).toBeGreaterThan(east);
  expect(new Set(windows).size).toBeGreaterThan(1);
  for (const figure of await seen()) expect(numberIn(figure), figure).toBeGreaterThan(0);
  const url = new URL(page.url());
  await page.reload();
  await expect(page.getByTestId("inside")).toHaveText(/圈内/);
  expect(url.searchParams.get("at")).toBe(new URL(page.url()).searchParams.get("at"));
});

test("streets that do not arrive are said to be missing and asked for again; figures of before stay", async ({ page }) => {
  const windows = await opened(page, [MIDDLE[0] + 0.03, MIDDLE[1]]);
  const west = Number(windows[0]!.split(",")[0]);
  await page.route(STREETS, (route) => route.fulfill({ status: 500 }));
  await carriedOut(page, "ArrowLeft", "路网没取到");
  expect(await inside(page)).toBeGreaterThan(0);
  await page.unroute(STREETS);
  await page.route(STREETS, (route) => route.abort());
  await page.getByRole("button", { name: "重试" }).click();
  await expect(page.getByRole("alert")).toContainText("路网没取到");
  await page.unroute(STREETS);
  await page.getByRole("button", { name: "重试" }).click();
  await expect(page.getByRole("alert")).toBeHidden();
  await expect.poll(async () => (await where(page))[0]).toBeLessThan(west + 0.01);
});

test("windows lie on one grid and have a size; without streets asked there are none", async ({ request }) => {
  const asked = async (box: string, more = "") => {
    const answer = await request.get(`${app.address}/plan/what-if/streets?${QUESTION}&box=${box}${more}`);
    const problems = answer.status() >= 400 ? ((await answer.json()) as { problems: { kind: string }[] }).problems : [];
    return [answer.status(), ...problems.map(({ kind }) => kind)];
  };
  expect(await asked("113.60,34.72,113.70,34.80")).toEqual([200]);
  expect(await asked("113.601,34.72,113.70,34.80")).toEqual([400, "off-the-grid"]);
  expect(await asked("113.00,34.72,113.70,34.80")).toEqual([400, "too-wide"]);
  expect(await asked("here")).toEqual([400, "not-a-window"]);
  expect(await asked("113.60,34.72,113.70,34.80", "&method=circle")).toEqual([204]);
});

test("the other methods come beside the figures once they are there, with the page where there are no scripts", async ({
  page,
  browser,
}) => {
  await page.goto(`${app.address}/plan?${QUESTION}`);
  const method = page.getByTestId("method");
  await method.locator("summary").click();
  await expect(method.getByText(/^按路网：[\d,]+ 人/)).toBeVisible();
  const said = (await method.getByText(/^(按路网|分方向近似|圆形近似)：[\d,]+ 人/).allInnerTexts()).join();
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN" });
  const bare = await context.newPage();
  await bare.goto(`${app.address}/plan?${QUESTION}`);
  await bare.getByText("这个数怎么来的").click();
  await bare.getByRole("link", { name: "算一算各种算法的结果" }).click();
  const texts = bare.getByTestId("method").getByText(/^(按路网|分方向近似|圆形近似)：[\d,]+ 人/);
  await expect(texts).toHaveCount(3);
  expect((await texts.allInnerTexts()).join()).toBe(said);
  await context.close();
});

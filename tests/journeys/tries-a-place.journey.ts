import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const QUESTION = "city=4101&types=day-care&group=60plus&walker=elder-75-84&minutes=15&date=2025-12-31";
/** In the built-up city, where some communities are covered and some are not. */
const PLACE = "113.66010,34.76020";
const numbers = (text: string): number[] => (text.match(/[\d,]+/g) ?? []).map((figure) => Number(figure.replaceAll(",", "")));

const newly = async (page: Page) => numbers(await page.getByTestId("newly").innerText())[0] ?? NaN;

/** People already covered within the circle and newly covered, all read in one moment: a home is one or the other. */
async function isConsistent(page: Page): Promise<void> {
  const said = await page.evaluate(() => {
    const text = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].map((one) => one.innerText);
    const row = '[data-testid="groups"] tr[data-group="60plus"] td';
    return { newly: text('[data-testid="newly"]'), inside: text('[data-testid="inside"]'), row: text(row) };
  });
  const [fresh, [inside, already]] = [numbers(said.newly[0]!)[0]!, numbers(said.inside[0]!)];
  expect(fresh + already!).toBe(inside);
  expect(said.row.map((text) => numbers(text)[0])).toEqual([fresh, inside]);
}

let problems: string[];
test.beforeEach(({ page }) => {
  problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
});
test.afterEach(() => expect(problems).toEqual([]));

test("a candidate is moved by arrow keys alone; figures, list and address follow", async ({ page, request }) => {
  await page.goto(`/plan/what-if?${QUESTION}&at=${PLACE}`);
  await expect(page.getByTestId("newly")).toHaveText(/[\d,]+ 人/);
  await isConsistent(page);
  const before = await newly(page);

  const homes = (await (await request.get(`/plan/what-if/homes?${QUESTION}`)).json()) as {
    people: (number | null)[][];
    today: (number | null)[];
    steps: number[];
    demo: { zh: string };
  };
  expect(homes.demo.zh).toContain("演示数据");
  const api = (await (await request.get(`/api/v1/coverage?${QUESTION}`)).json()) as {
    total: { covered: number; people: number };
  };
  const covered = homes.people[0]!.reduce<number>(
    (sum, people, row) => sum + ((homes.today[row] ?? Infinity) <= homes.steps[2]! ? (people ?? 0) : 0),
    0,
  );
  expect(covered).toBe(api.total.covered);

  const pin = page.getByTestId("candidate");
  for (let press = 0; press < 60 && !(await pin.evaluate((element) => element === document.activeElement)); press++)
    await page.keyboard.press("Tab");
  await expect(pin).toBeFocused();
  for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(page).toHaveURL(/at=113\.67[01]\d\d,34\.7602\d|at=113\.67[01]\d\d%2C34\.760[23]\d/);
  await expect.poll(() => newly(page)).not.toBe(before);
  await isConsistent(page);
  await expect(page.getByTestId("summary")).toHaveText(/新增覆盖60岁及以上 [\d,]+ 人.*走得到 \d+ 个社区/);
  await expect(pin).toBeFocused();

  const kept = await page.getByTestId("newly").innerText();
  await page.reload();
  await expect(page.getByTestId("newly")).toHaveText(kept);
});

test("a candidate is typed, dragged, tapped and put in the middle; every frame is measured", async ({ page }) => {
  await page.goto(`/plan/what-if?${QUESTION}&at=${PLACE}&overlay=1`);
  await expect(page.getByTestId("newly")).toHaveText(/[\d,]+ 人/);
  const pin = page.getByTestId("candidate");
  const box = (await pin.boundingBox())!;
  await page.mouse.move(box.x + 22, box.y + 20);
  await page.mouse.down();
  for (let step = 1; step <= 15; step++) await page.mouse.move(box.x + 22 + 6 * step, box.y + 20 + 2 * step);
  await page.mouse.up();
  await expect(page).not.toHaveURL(new RegExp(PLACE.replace(",", "(,|%2C)")));
  await isConsistent(page);
  await expect(page.getByTestId("overlay")).toContainText(/中位 [\d.]+ ms/);

  await page.getByLabel("经度").fill("113.62");
  await page.getByLabel("纬度").fill("x");
  await page.getByRole("button", { name: "移到这里" }).click();
  await expect(page.getByText("应为 −85 到 85 之间的数")).toBeVisible();
  await page.getByLabel("纬度").fill("34.75");
  await page.getByRole("button", { name: "移到这里" }).click();
  await expect(page).toHaveURL(/at=113\.62000(,|%2C)34\.75000/);
  await page.getByRole("button", { name: "放到地图中央" }).click();
  await expect(page).not.toHaveURL(/at=113\.62000/);
  const map = (await page.locator(".leaflet-container").boundingBox())!;
  await page.mouse.click(map.x + map.width / 3, map.y + map.height / 3);
  await expect(page.getByTestId("summary")).toContainText("候选点在");
  await isConsistent(page);
});

test("homes that do not arrive are said to be missing, and asked for again", async ({ page }) => {
  await page.route("**/plan/what-if/homes**", (route) => route.abort());
  await page.goto(`/plan/what-if?${QUESTION}&at=${PLACE}`);
  await expect(page.getByRole("alert")).toContainText("居民数据没取到");
  await expect(page.getByTestId("newly")).not.toContainText("0 人");
  await page.unroute("**/plan/what-if/homes**");
  await page.getByRole("button", { name: "重试" }).click();
  await expect(page.getByTestId("newly")).toHaveText(/[\d,]+ 人/);
  problems = problems.filter((problem) => !problem.includes("ERR_FAILED"));
});

test("the way there begins at the circles, and the page is clean to axe, on a phone too", async ({ page }) => {
  await page.goto(`/plan?${QUESTION}`);
  await page.getByRole("navigation", { name: "服务圈的各页" }).getByRole("link", { name: "试建一处" }).click();
  await expect(page).toHaveURL(/\/plan\/what-if\?.*types=day-care/);
  await expect(page.getByTestId("newly")).toHaveText(/[\d,]+ 人/);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const map = (await page.locator(".leaflet-container").boundingBox())!;
    expect(map.height).toBeGreaterThanOrEqual(300);
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
      };
      return (await axe.run()).violations.map(
        ({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`,
      );
    });
    expect(found, `${width} px`).toEqual([]);
  }
});

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildIfNeeded } from "./build.mjs";
import { startDemo } from "./demo-app.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/*
 * `npm run browsers:try -- CHROMIUM…`: a short journey through the demo city in each browser named, whatever its age: the first
 * page, a search, sign-in, facilities, the circles. docs/operations.md says where old ones come from. A browser as old as
 * promised or younger must come alive; one too old for our scripts must be told so and keep readable pages and working forms.
 */
const OLDEST = 108;
/** public/old-browser.js */
const COMES_ALIVE = 98;
const PATIENCE_MS = 300_000;
const PASSWORD = "quarter-hour-demo";
const PAGES = ["/", "/about/privacy", "/plan/facilities", "/plan"];

await runOrExplain(async () => {
  const browsers = process.argv.slice(2);
  if (browsers.length === 0) throw new Problem("请给出浏览器 · Name the browsers: npm run browsers:try -- /usr/bin/chromium …");
  process.chdir(PROJECT);
  await buildIfNeeded();
  const { chromium } = await import("@playwright/test");
  const data = mkdtempSync(join(tmpdir(), "quarterhour-browsers-"));
  const app = await startDemo(data);
  let passed = 0;
  let failed = 0;
  try {
    for (const executablePath of browsers) {
      const said = await withinPatience(executablePath, walk(chromium, executablePath, app.address));
      for (const [what, isWell, words] of said) {
        if (isWell) passed++;
        else failed++;
        process.stdout.write(`  ${isWell ? "✓" : "✖"} ${what}${words ? `: ${words}` : ""}\n`);
      }
    }
  } finally {
    await app.stop();
    rmSync(data, { recursive: true, force: true });
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  // One that died may still be waited for.
  process.exit(failed > 0 ? 1 : 0);
});

/** A browser that dies in the middle answers nothing more: that is a failure of its own, not of the others. */
async function withinPatience(name, work) {
  let timer;
  const patience = new Promise((settle) => {
    timer = setTimeout(() => settle([[name, false, `no answer within ${PATIENCE_MS / 1000} s`]]), PATIENCE_MS);
  });
  const said = await Promise.race([work.catch((error) => [[name, false, error.message.split("\n")[0]]]), patience]);
  clearTimeout(timer);
  return said;
}

async function walk(chromium, executablePath, address) {
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-zygote", "--disable-background-networking"],
    // Browsers packed for other systems bring libraries of their own.
    env: { ...process.env, LD_LIBRARY_PATH: join(dirname(executablePath), "lib") },
  });
  const version = browser.version();
  const major = Number(version.split(".")[0]);
  const isPromised = major >= OLDEST;
  const said = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "zh-CN" });
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message.split("\n")[0]));
    const tell = (what, isWell, words = "") => said.push([`${version} ${what}`, isWell, words]);
    await page.goto(`${address}/`);
    await page.waitForLoadState("networkidle");
    const isTold = await page.evaluate(() => getComputedStyle(document.querySelector(".old-browser")).display !== "none");
    tell(isTold ? "is told that it is old" : "is told nothing", isTold === major < COMES_ALIVE);
    await send(page, { q: "金水区" });
    await page.waitForURL((url) => url.search !== "", { timeout: 30_000 }).catch(() => {});
    tell("a place searched by name", new URL(page.url()).search !== "");
    await page.goto(`${address}/sign-in?to=/plan/facilities`);
    await page.waitForLoadState("networkidle");
    await send(page, { login: "planner@demo", password: PASSWORD });
    await page.waitForURL((url) => url.pathname === "/plan/facilities", { timeout: 30_000 }).catch(() => {});
    tell("sign-in", new URL(page.url()).pathname === "/plan/facilities");
    mkdirSync(join(PROJECT, "test-results", "browsers"), { recursive: true });
    for (const path of PAGES) {
      await page.goto(`${address}${path}`);
      await page.waitForLoadState("networkidle").catch(() => {});
      const words = await page.evaluate(() => document.querySelector("main")?.innerText.length ?? 0);
      const isBroken = await page.evaluate(() => /Application Error/.test(document.body.innerText));
      tell(path, words > 80 && !isBroken, `${words} letters`);
      await page.screenshot({ path: join(PROJECT, "test-results", "browsers", `${version}${path.replaceAll("/", "-")}.png`) });
    }
    if (isPromised) {
      await page.waitForSelector(".leaflet-container", { state: "attached", timeout: 30_000 }).catch(() => {});
      tell("the map comes alive", (await page.locator(".leaflet-container").count()) > 0);
    }
    tell("no script failed", errors.length === 0, errors.join(" · "));
  } finally {
    await browser.close().catch(() => {});
  }
  return said;
}

/** As a hand would, without Playwright's own looks at elements, which ask for a newer browser. */
function send(page, fields) {
  return page.evaluate((values) => {
    const input = (name) => document.querySelector(`main input[name="${name}"]:not([type="hidden"])`);
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    for (const [name, value] of Object.entries(values)) {
      write.call(input(name), value);
      input(name).dispatchEvent(new Event("input", { bubbles: true }));
    }
    input(Object.keys(values)[0]).form.querySelector("button[type=submit]").click();
  }, fields);
}

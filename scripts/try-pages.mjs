import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { buildIfNeeded } from "./build.mjs";
import { startDemo } from "./demo-app.mjs";
import { anyFreePort } from "./ports.mjs";
import { runOrExplain } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/*
 * `npm run pages:try [-- ADDRESS]`: the public pages as a phone on a slow network meets them (Lighthouse: simulated slow 4G, a processor
 * four times slower) and as a screen reader does (axe, in every state); of the demo, or of an installation at ADDRESS that holds it.
 * Two tables for docs/benchmarks.md; exit code 1 where a bar is missed.
 */
const BARS = { performance: 95, accessibility: 100, lcpMs: 2_500, scriptKb: 150 };
const PLACE = "at=113.6650,34.7570&minutes=30";
const BORN = `born=${new Date().getFullYear() - 1}-05-10`;

await runOrExplain(async () => {
  process.chdir(PROJECT);
  const given = process.argv[2];
  const data = mkdtempSync(join(tmpdir(), "quarterhour-pages-"));
  if (!given) await buildIfNeeded();
  const app = given ? { address: given.replace(/\/$/, ""), stop: async () => {} } : await startDemo(data);
  const port = await anyFreePort();
  const { chromium } = await import("@playwright/test");
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({
    executablePath,
    args: [...args, `--remote-debugging-port=${port}`],
    env: { ...process.env, ...env },
  });
  let missed = 0;
  try {
    const pages = await pagesOf(browser, app.address);
    missed += await weighed(browser, pages, app.address, port);
    missed += await lookedAt(browser, pages, app.address);
  } finally {
    await browser.close();
    await app.stop();
    rmSync(data, { recursive: true, force: true });
  }
  process.stdout.write(`\n${missed === 0 ? "every bar is kept" : `${missed} bars missed`}\n`);
  process.exit(missed > 0 ? 1 : 0);
});

/** Addresses by what they show; a place's own pages are those of the first two results. */
async function pagesOf(browser, address) {
  const page = await browser.newPage({ locale: "zh-CN" });
  await page.goto(`${address}/find?${PLACE}&need=nursery&${BORN}`);
  const links = await page.locator("main a[href^='/find/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  const ids = [...new Set(links.map((link) => /^\/find\/([0-9a-f-]{36})(?:[?#]|$)/.exec(link)?.[1]).filter(Boolean))];
  await page.close();
  return {
    measured: {
      "search, initial": "/find",
      "search, results": `/find?${PLACE}&need=nursery&${BORN}`,
      ...(ids[0] && { "a place": `/find/${ids[0]}` }),
      ...(ids[1] && { "two compared": `/find/compare?ids=${ids[0]}&ids=${ids[1]}` }),
      "look in on somebody": "/my/look-in",
    },
    others: {
      "search, nothing near": "/find?at=112.7500,34.3000&minutes=5&need=nursery",
      "search, unknown place": "/find?place=%E6%B2%A1%E6%9C%89%E8%BF%99%E6%A0%B7%E7%9A%84%E5%9C%B0%E6%96%B9",
      "search, unreadable birth date": `/find?${PLACE}&need=nursery&born=yesterday`,
      "no such place": "/find/00000000-0000-7000-8000-000000000000",
      "no such page": "/find/no/such/page",
      ...(ids[0] && { "ask a place": `/find/${ids[0]}/ask`, "book a tour": `/find/${ids[0]}/tour` }),
      "tell me when a place opens": "/find/alert",
      "what I asked for": "/my/alerts",
    },
  };
}

/** Bytes of script at a first visit, as they came and without their headers. */
async function scriptBytes(browser, address) {
  const page = await browser.newPage();
  const sizes = [];
  page.on("requestfinished", (request) => {
    // The map comes by itself once the page stands.
    if (/\.js$/.test(new URL(request.url()).pathname) && !/leaflet/.test(request.url())) sizes.push(request.sizes());
  });
  await page.goto(address);
  await page.waitForLoadState("networkidle");
  const sum = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  await page.close();
  return sum;
}

async function weighed(browser, { measured }, address, port) {
  const { default: lighthouse } = await import("lighthouse");
  process.stdout.write(
    "\n| page, phone on simulated slow 4G | performance | accessibility | LCP | blocked | scripts | all, with headers |\n|---|---:|---:|---:|---:|---:|---:|\n",
  );
  let missed = 0;
  for (const [name, path] of Object.entries(measured)) {
    const { lhr } = await lighthouse(`${address}${path}`, {
      port,
      logLevel: "error",
      onlyCategories: ["performance", "accessibility"],
    });
    const score = (category) => Math.round((lhr.categories[category].score ?? 0) * 100);
    const number = (audit) => lhr.audits[audit]?.numericValue ?? NaN;
    const sent = lhr.audits["network-requests"].details.items;
    const kb = (items) => items.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1024;
    const [performance, accessibility, lcp, scripts] = [
      ...[score("performance"), score("accessibility"), number("largest-contentful-paint")],
      (await scriptBytes(browser, `${address}${path}`)) / 1_000,
    ];
    missed += [
      performance < BARS.performance,
      accessibility < BARS.accessibility,
      !(lcp <= BARS.lcpMs),
      path.startsWith("/find") && scripts > BARS.scriptKb,
    ].filter(Boolean).length;
    process.stdout.write(
      `| ${name} | ${performance} | ${accessibility} | ${(lcp / 1000).toFixed(2)} s | ${number("total-blocking-time").toFixed(0)} ms | ${scripts.toFixed(0)} kB | ${kb(sent).toFixed(0)} KiB |\n`,
    );
    for (const { id, title, score: of } of Object.values(lhr.audits))
      if (of === 0 && lhr.categories.accessibility.auditRefs.some((audit) => audit.id === id && audit.weight > 0))
        process.stdout.write(`  ${name}: ${id}: ${title}\n`);
  }
  return missed;
}

async function lookedAt(browser, { measured, others }, address) {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  process.stdout.write("\n| page | look | axe finds |\n|---|---|---|\n");
  let missed = 0;
  for (const look of [
    { name: "Chinese, phone", locale: "zh-CN", colorScheme: "light", viewport: { width: 390, height: 844 } },
    { name: "English, dark, desk", locale: "en-GB", colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  ]) {
    const page = await browser.newPage({ ...look, bypassCSP: true });
    for (const [name, path] of Object.entries({ ...measured, ...others })) {
      await page.goto(`${address}${path}`);
      await page.waitForLoadState("networkidle");
      await page.evaluate(axe);
      const found = await page.evaluate(async () =>
        (await window.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(" ")}`),
      );
      missed += found.length;
      process.stdout.write(`| ${name} | ${look.name} | ${found.join("; ") || "nothing"} |\n`);
    }
    await page.close();
  }
  return missed;
}

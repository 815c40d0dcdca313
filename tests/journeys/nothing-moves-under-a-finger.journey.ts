import { expect, test, type Page } from "@playwright/test";
import { signInAs } from "./signed-in";

/** A page is read before its scripts are there; when they come, and the map with them, whatever one was about to tap stays where it is. */
const SEARCH = "/find?at=113.6650,34.7570&minutes=30&need=nursery";

test.use({ viewport: { width: 390, height: 844 } });

interface LayoutShiftSource {
  readonly node: Node | null;
  readonly previousRect: DOMRectReadOnly;
  readonly currentRect: DOMRectReadOnly;
}

/** What moved after the page could be read, as «from → to» of whatever moved first; a tap in that moment goes to something else. */
async function movedUnderAFinger(page: Page, path: string): Promise<string[]> {
  await page.goto(path);
  await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  await page.waitForLoadState("networkidle");
  return page.evaluate(
    () =>
      new Promise<string[]>((told) => {
        const [opening] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
        new PerformanceObserver((list) =>
          told(
            list
              .getEntries()
              .filter((entry) => entry.entryType === "layout-shift" && entry.startTime > (opening?.domContentLoadedEventEnd ?? 0))
              .flatMap((entry) => (entry as PerformanceEntry & { sources: LayoutShiftSource[] }).sources)
              .map(
                ({ node, previousRect, currentRect }) =>
                  `${(node as Element | null)?.className}: ${previousRect.y} → ${currentRect.y}`,
              ),
          ),
        ).observe({ type: "layout-shift", buffered: true });
        // Where nothing moved, nothing is told: a mark after it is.
        setTimeout(() => told([]), 500);
      }),
  );
}

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

for (const elder of [false, true])
  test(`nothing moves under a finger while scripts and map arrive${elder ? ", in elder mode" : ""}`, async ({ page }) => {
    if (elder) {
      await page.goto("/preferences");
      await page.getByRole("main").getByLabel("长者模式").check();
      await page.getByRole("main").getByRole("button", { name: "应用" }).click();
      await expect(page.locator("html")).toHaveAttribute("data-elder", "");
    }
    await page.goto(SEARCH);
    const links = page.locator("main ol a[href^='/find/']");
    const places = await links.evaluateAll((all) => [
      ...new Set(all.map((link) => new URL((link as HTMLAnchorElement).href).pathname)),
    ]);
    const [place, next] = places.filter((path) => path.split("/").length === 3).map((path) => path.slice("/find/".length));
    const paths = [
      "/",
      "/find",
      SEARCH,
      `/find/${place}`,
      `/find/${place}/ask`,
      `/find/compare?ids=${place},${next}`,
      "/sign-in",
    ];
    for (const path of paths) expect.soft(await movedUnderAFinger(page, path), path).toEqual([]);
    // Below the screen, too: whoever has scrolled down already taps what stands at the end.
    for (const path of ["/find", SEARCH]) {
      await page.goto(path);
      await expect(page.getByRole("button", { name: "在地图上选" })).toBeVisible();
      const withScripts = await heightOf(page);
      await page.route("**/*.js", (route) => route.abort());
      await page.goto(path);
      expect.soft(await heightOf(page), `${path}, before its scripts`).toBe(withScripts);
      await page.unroute("**/*.js");
    }
  });

test("nothing moves on an operator's pages either", async ({ page }) => {
  await signInAs(page, "operator", "/operate");
  for (const path of ["/operate", "/operate/facts", "/operate/inbox", "/operate/roster", "/operate/tours"])
    expect.soft(await movedUnderAFinger(page, path), path).toEqual([]);
});

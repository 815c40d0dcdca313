import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import { signInAs } from "./signed-in";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  nodes: { target: string[] }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[class*=pending]")).toHaveCount(0);
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ target }) => target.join(" "))
        .slice(0, 3)
        .join(" | ")}`,
  );
}

const PAGES = [
  "/",
  "/sign-in",
  "/sign-in/field",
  "/account",
  "/account/name",
  "/account/password",
  "/account/second-factor",
  "/account/sessions",
  "/account/confirm",
  "/account/invitation",
  "/preferences",
  "/no-such-page",
  "/plan",
  "/plan?types=nursery&group=0-2&walker=pram",
  "/plan/facilities",
  "/plan/facilities?q=zzzz",
  "/plan/facilities/map",
  "/plan/facilities/new",
  "/plan/types",
  "/plan/types/new",
  "/plan/types/kinds/new",
  "/plan/coverage/standards",
  "/plan/what-if",
  "/plan/coverage/access?types=residential",
  "/plan/coverage/walkers",
  "/plan/coverage/walks",
  "/plan/coverage/barriers",
  "/plan?types=nursery&layer=access&compare=2024-06-30",
  "/plan?layer=minutes",
  "/plan/coverage/access?types=job-station&measure=nonsense",
  "/plan/import",
  "/plan/city",
];

test.describe.configure({ timeout: 180_000 });

for (const [name, look] of [
  ["in Chinese by day", { language: "zh", scheme: "light", elder: false }],
  ["in English by night, in elder mode", { language: "en", scheme: "dark", elder: true }],
] as const) {
  test(`axe finds nothing on any page, ${name}`, async ({ page, context }) => {
    await signInAs(page, "planner", "/");
    await context.request.post("/preferences", {
      form: { back: "/", language: look.language, scheme: look.scheme, ...(look.elder ? { elder: "yes" } : {}) },
      headers: { Origin: process.env.JOURNEY_ADDRESS ?? "" },
    });
    for (const path of PAGES) {
      await page.goto(path);
      expect.soft(await findings(page), path).toEqual([]);
    }
    await page.goto("/plan/facilities");
    const facility = await page.locator("tr[data-facility] a").first().getAttribute("href");
    await page.locator("tr[data-facility] input[type=checkbox]").first().check();
    expect.soft(await findings(page), "a change of many").toEqual([]);
    for (const path of [`${facility}`, `${facility}/edit`, `${facility}/state`]) {
      await page.goto(path);
      expect.soft(await findings(page), path).toEqual([]);
    }
    await page.locator("main form button[type=submit]").last().click();
    await page.getByRole("alert").waitFor();
    expect.soft(await findings(page), "a refused change").toEqual([]);
  });
}

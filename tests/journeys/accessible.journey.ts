import { expect, test } from "@playwright/test";
import { axeFindings } from "./axe-findings";
import { signInAs } from "./signed-in";

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

test.describe.configure({ timeout: 180_000, mode: "parallel" });

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
      expect.soft(await axeFindings(page), path).toEqual([]);
    }
    await page.goto("/plan/facilities");
    const facility = await page.locator("tr[data-facility] a").first().getAttribute("href");
    await page.locator("tr[data-facility] input[type=checkbox]").first().check();
    expect.soft(await axeFindings(page), "a change of many").toEqual([]);
    for (const path of [`${facility}`, `${facility}/edit`, `${facility}/state`]) {
      await page.goto(path);
      expect.soft(await axeFindings(page), path).toEqual([]);
    }
    await page.locator("main form button[type=submit]").last().click();
    await page.getByRole("alert").waitFor();
    expect.soft(await axeFindings(page), "a refused change").toEqual([]);
  });
}

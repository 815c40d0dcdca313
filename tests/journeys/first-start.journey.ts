import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

test("a newcomer types one command and is told where to look and how to sign in", () => {
  const printed = process.env.JOURNEY_START_OUTPUT ?? "";
  expect(printed).toContain(process.env.JOURNEY_ADDRESS);
  expect(printed).toMatch(/planner@demo\s+quarter-hour-demo/);
  expect(printed).toContain("演示数据，位置为虚构，不得用于决策");
});

test("the first page is there, in Chinese", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()["x-powered-by"]).toBeUndefined();
  await expect(page.locator("html")).toHaveAttribute("lang", /zh/);
  await expect(page.getByText("一刻钟").first()).toBeVisible();
});

test("no page breaks a rule of its own content policy, opened or walked to", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error("policy", location.pathname, event.effectiveDirective, event.blockedURI),
    ),
  );
  await signInAs(page, "planner", "/");
  for (const path of ["/", "/preferences", "/plan", "/plan/facilities", "/plan/facilities/new", "/plan/types", "/plan/import"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
  }
  await page.locator("header nav a[href='/plan/facilities']").first().click();
  await expect(page).toHaveURL(/facilities/);
  await page.locator("main table a[href^='/plan/facilities/']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(complaints).toEqual([]);
});

test("an address nobody can read gets a page, and a machine gets JSON", async ({ page, request }) => {
  const answer = await page.goto("/%ff");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("没有这个页面");
  const refusal = await request.get("/api/v1/%ff");
  expect(refusal.status()).toBe(404);
  expect(await refusal.json()).toMatchObject({ kind: "unknown-address" });
});

test("the machine's health is told without a session", async ({ request }) => {
  const answer = await request.get("/healthz");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: "ok" });
});

test("a form sent from another site is refused", async ({ request }) => {
  const answer = await request.post("/sign-in", {
    headers: { Origin: "http://elsewhere.example" },
    form: { login: "planner@demo" },
  });
  expect(answer.status()).toBe(403);
});

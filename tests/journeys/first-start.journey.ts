import { expect, test } from "@playwright/test";

test("a newcomer types one command and is told where to look and how to sign in", () => {
  const printed = process.env.JOURNEY_START_OUTPUT ?? "";
  expect(printed).toContain(process.env.JOURNEY_ADDRESS);
  expect(printed).toMatch(/planner@demo\s+quarter-hour-demo/);
  expect(printed).toContain("演示数据，位置为虚构，不得用于决策");
});

test("the first page is there, in Chinese, and breaks no rule of its own content policy", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()["x-powered-by"]).toBeUndefined();
  await expect(page.locator("html")).toHaveAttribute("lang", /zh/);
  await expect(page.getByText("一刻钟").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(complaints).toEqual([]);
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

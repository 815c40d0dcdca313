import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/browser.mjs";

const browser = await findBrowser();

/** `npm test` leaves these to `npm run test:whole`. */
const LONG = process.env.QUARTERHOUR_TEST_SHORT ? ["**/*.long.journey.ts"] : [];

/** Many rounds of broken lines and killed servers, each on an installation of its own. */
const SOAKS = ["**/killed-anywhere*.journey.ts", "**/phone-loses-nothing*.journey.ts"];

/** Journeys that count seconds, requests or processes, and have the machine to themselves. */
const ALONE = [
  ...["**/start-and-stop*.journey.ts", "**/waits-its-turn.journey.ts", "**/leaves-a-wait.journey.ts"],
  ...["**/tries-a-place*.journey.ts", "**/no-number-in-any-log.journey.ts", "**/first-start*.journey.ts"],
];

/** Journeys that leave the shared city other than they found it run after those that read its figures. */
const CHANGING = [
  "**/closes-*.journey.ts",
  "**/my-own-city.journey.ts",
  "**/staff-*.journey.ts",
  "**/caregiver-*.journey.ts",
  "**/operator-*.journey.ts",
  ...["**/planner-places-*.journey.ts", "**/planner-stops-*.journey.ts"],
];

/** Journeys: one file a task of a user, in a real browser, against the built app. */
export default defineConfig({
  testDir: "tests/journeys",
  projects: [
    { name: "reading", testMatch: "**/*.journey.ts", testIgnore: [...LONG, ...SOAKS, ...ALONE, ...CHANGING], workers: 2 },
    { name: "soaks", testMatch: SOAKS, testIgnore: LONG, workers: 1, dependencies: ["alone"] },
    { name: "alone", testMatch: ALONE, testIgnore: LONG, workers: 1, dependencies: ["reading"] },
    { name: "changing", testMatch: CHANGING, testIgnore: LONG, workers: 1, dependencies: ["alone"] },
  ],
  globalSetup: "./tests/journeys/served-city.ts",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: process.env.JOURNEY_REPORT ? [["list"], ["json", { outputFile: process.env.JOURNEY_REPORT }]] : "list",
  use: {
    baseURL: process.env.JOURNEY_ADDRESS,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "off",
    launchOptions: {
      executablePath: browser.executablePath,
      args: browser.args,
      env: { ...process.env, ...browser.env } as Record<string, string>,
    },
  },
});

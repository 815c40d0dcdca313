import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Domain code is pure: its tests share a thread, where every other file has a process and a database of its own. */
const PURE = "tests/modules/*/domain/**/*.test.ts";

/** `npm test` leaves these to `npm run test:whole`. */
const LONG = process.env.QUARTERHOUR_TEST_SHORT ? ["tests/**/*.long.test.ts"] : [];

/** How long a test may wait for what must come: far beyond what a busy machine needs, so that only what never comes fails. */
const PATIENCE_MS = 120_000;

const SEED = "tests/factories/property-seed.ts";

const ON_RECORD = {
  environment: "node",
  globalSetup: "tests/factories/test-cluster.ts",
  setupFiles: SEED,
  pool: "forks" as const,
  ...{ testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS, expect: { poll: { timeout: PATIENCE_MS } } },
};

export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  test: {
    maxWorkers: Math.min(2, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          ...{ name: "domain", environment: "node", include: [PURE], setupFiles: SEED },
          ...{ pool: "threads", isolate: false, testTimeout: 2 * PATIENCE_MS },
        },
      },
      {
        extends: true,
        test: {
          ...ON_RECORD,
          name: "records",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/journeys/**", PURE, ...LONG],
        },
      },
    ],
  },
});

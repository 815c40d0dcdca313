import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Domain code is pure: its tests share a thread, where every other file has a process and a database of its own. */
const PURE = "tests/modules/*/domain/**/*.test.ts";

/** `npm test` leaves these to `npm run test:whole`. */
const LONG = process.env.QUARTERHOUR_TEST_SHORT ? ["tests/**/*.long.test.ts"] : [];

const SEED = "tests/factories/property-seed.ts";

const ON_RECORD = {
  environment: "node",
  globalSetup: "tests/factories/test-cluster.ts",
  setupFiles: SEED,
  pool: "forks" as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
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
          ...{ pool: "threads", isolate: false, testTimeout: 60_000 },
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

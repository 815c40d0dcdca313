import { join } from "node:path";
import { buildThreads } from "../../scripts/bundles.mjs";
import { generate } from "../../scripts/generate.mjs";
import { startMigratedServer } from "./migrated-server";

/** Once a test run: a PostgreSQL of our own that test files share, each with a database of its own. */
export default async function startTestCluster(): Promise<() => Promise<void>> {
  await generate();
  const threads = buildThreads();
  const { folder, adminUrl, appUrl, stop } = await startMigratedServer();
  process.env.QUARTERHOUR_TEST_SERVER = adminUrl;
  process.env.QUARTERHOUR_TEST_APP = appUrl;
  process.env.QUARTERHOUR_THREADS = await threads;
  process.env.QUARTERHOUR_KEYS = join(folder, "keys.json");
  return stop;
}

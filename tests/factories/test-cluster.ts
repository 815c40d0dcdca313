import { join } from "node:path";
import { makeDatabase, prepareDatabase } from "../../scripts/database.mjs";
import { startPostgres } from "../../scripts/embedded-postgres.mjs";
import { buildThreads } from "../../scripts/bundles.mjs";
import { generate } from "../../scripts/generate.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";

export const TEMPLATE = "quarterhour_template";

/** Once a test run: a PostgreSQL of our own in a temporary folder, and a migrated database that every test file clones. */
export default async function startTestCluster(): Promise<() => Promise<void>> {
  // Files that have the server to themselves come after the others, on the same one.
  if (process.env.QUARTERHOUR_TEST_SERVER !== undefined) return () => Promise.resolve();
  await generate();
  const threads = buildThreads();
  const { folder, remove } = throwAwayFolder();
  const server = await startPostgres(folder, { throwAway: true });
  const adminUrl = withDatabase(server.ownerUrl, "postgres");
  await makeDatabase(adminUrl, TEMPLATE);
  const template = { ...server, ownerUrl: withDatabase(server.ownerUrl, TEMPLATE) };
  const { appUrl } = await prepareDatabase(template, { data: folder });
  process.env.QUARTERHOUR_TEST_SERVER = adminUrl;
  process.env.QUARTERHOUR_TEST_APP = appUrl;
  process.env.QUARTERHOUR_THREADS = await threads;
  process.env.QUARTERHOUR_KEYS = join(folder, "keys.json");
  return async () => {
    await server.stop();
    remove();
  };
}

function withDatabase(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.toString();
}

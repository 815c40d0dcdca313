import { makeDatabase, prepareDatabase } from "../../scripts/database.mjs";
import { startPostgres } from "../../scripts/embedded-postgres.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";

export const TEMPLATE = "quarterhour_template";

/** A PostgreSQL in a temporary folder, with a migrated database that test files clone. */
export async function startMigratedServer() {
  const { folder, remove } = throwAwayFolder();
  const server = await startPostgres(folder, { throwAway: true });
  const adminUrl = withDatabase(server.ownerUrl, "postgres");
  await makeDatabase(adminUrl, TEMPLATE);
  const template = { ...server, ownerUrl: withDatabase(server.ownerUrl, TEMPLATE) };
  const { appUrl } = await prepareDatabase(template, { data: folder });
  return {
    folder,
    adminUrl,
    appUrl,
    async stop() {
      await server.stop();
      remove();
    },
  };
}

function withDatabase(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.toString();
}

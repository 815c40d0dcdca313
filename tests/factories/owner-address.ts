import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addressOfRunning, clusterHome, OWNER_ROLE } from "../../scripts/embedded-postgres.mjs";

/** The running database of a data folder past every policy: for whoever looks for what should not be there, or holds a table. */
export function ownerAddress(folder: string): string {
  const { databasePort } = JSON.parse(readFileSync(join(folder, "running.lock"), "utf8")) as { databasePort: number };
  const url = new URL(addressOfRunning(folder, databasePort) ?? "");
  const secrets = join(clusterHome(folder).existing ?? "", "secrets.json");
  url.username = OWNER_ROLE;
  url.password = (JSON.parse(readFileSync(secrets, "utf8")) as { owner: string }).owner;
  return url.toString();
}

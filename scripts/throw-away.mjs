import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeCluster } from "./embedded-postgres.mjs";
import { holderOf, takeLock } from "./lock.mjs";

const PREFIX = "quarterhour-throw-away-";

/** A data folder for tests. What killed runs left behind goes first. */
export function throwAwayFolder() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    if (!holderOf(join(folder, "test.lock"))) remove(folder);
  }
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  // PostgreSQL's own user must be able to pass through.
  chmodSync(folder, 0o755);
  takeLock(join(folder, "test.lock"));
  return { folder, remove: () => remove(folder) };
}

function remove(folder) {
  try {
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== "EACCES" && error.code !== "EPERM") throw error;
  }
}

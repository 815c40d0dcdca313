import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfiguration } from "../app/platform/configuration.server.mjs";
import { Problem, sentenceForMachine } from "./problem.mjs";

/** Where the project stands, whatever folder the command was typed in. */
export const PROJECT = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

export const BUILD = join(PROJECT, "build");
export const MIGRATIONS = join(PROJECT, "prisma", "migrations");

/** A short name for this project's folder, for places outside it. */
export const projectHash = (folder = PROJECT) => createHash("sha256").update(folder).digest("hex").slice(0, 12);

const OLDEST_NODE = [20, 19];

// To be told so, an older Node must be able to load this folder: what it may lack is imported as a whole or when needed.

export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Problem(
    `需要 Node ${OLDEST_NODE.join(".")} 或更新版本，当前为 ${version} · Quarterhour needs Node ${OLDEST_NODE.join(".")} or newer and this is ${version}: install a newer Node from nodejs.org.`,
  );
}

/**
 * What the environment asks for, or one sentence a mistake. Nothing else in scripts/ reads these variables.
 * @param {Record<string, string | undefined>} env
 * @param {{ warn?: (line: string) => void }} [options]
 */
export function settingsFrom(env, { warn = () => {} } = {}) {
  const { values, problems, unknown } = readConfiguration(env);
  if (!values) throw new Problem(problems.map(({ sentence }) => sentence).join("\n✖ "));
  for (const { sentence } of unknown) warn(sentence);
  return {
    mode: values.QUARTERHOUR_MODE,
    runs: values.QUARTERHOUR_RUNS,
    port: values.PORT,
    host: values.HOST,
    isHttps: values.QUARTERHOUR_TLS_CERTIFICATE !== undefined,
    data: resolve(PROJECT, values.QUARTERHOUR_DATA),
    databaseUrl: values.DATABASE_URL,
    ownerUrl: values.DATABASE_OWNER_URL,
    keys: values.QUARTERHOUR_KEYS,
    wantsDemoCity: values.QUARTERHOUR_MODE === "demo" && values.QUARTERHOUR_DEMO_CITY !== "no",
  };
}

const LEAST_FREE_BYTES = 300e6;

/** The data folder, made and writable, with room for a city; else one sentence. */
export function requireDataFolder(folder, { leastFree = LEAST_FREE_BYTES } = {}) {
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(probe, "");
    fs.unlinkSync(probe);
  } catch (error) {
    if (error.code === "ENOSPC" || error.code === "EDQUOT") throw new Problem(sentenceForMachine(error));
    throw new Problem(
      `数据文件夹无法写入 · The data folder ${folder} cannot be written (${error.code}): make it writable, or set QUARTERHOUR_DATA to a folder that is.`,
    );
  }
  const { bavail, bsize } = fs.statfsSync(folder);
  const free = bavail * bsize;
  if (free < leastFree)
    throw new Problem(
      `磁盘空间不足 · Only ${Math.round(free / 1e6)} MB are free at ${folder} and ${Math.round(leastFree / 1e6)} MB are needed: free some space, or set QUARTERHOUR_DATA to a folder on another disk.`,
    );
}

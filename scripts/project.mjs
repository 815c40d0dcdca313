import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
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

/** What the environment asks for. Nothing else in scripts/ reads these variables. */
export function settingsFrom(env) {
  const mode = env.QUARTERHOUR_MODE || "demo";
  if (mode !== "demo" && mode !== "production")
    throw new Problem(
      `QUARTERHOUR_MODE 只能是 demo 或 production · QUARTERHOUR_MODE is «${mode}»: set it to demo or production, or leave it out.`,
    );
  if (mode === "production" && !env.DATABASE_URL)
    throw new Problem(
      "生产模式需要设置 DATABASE_URL · Production mode keeps its records in your own PostgreSQL: set DATABASE_URL to it.",
    );
  if (mode === "production" && !env.DATABASE_OWNER_URL)
    throw new Problem(
      "生产模式需要设置 DATABASE_OWNER_URL 以升级数据库 · Production mode migrates as the owner of the tables: set DATABASE_OWNER_URL as well as DATABASE_URL.",
    );
  for (const name of ["DATABASE_URL", "DATABASE_OWNER_URL"]) if (env[name]) requireDatabaseAddress(name, env[name]);
  if (env.QUARTERHOUR_BASE_MAP_URL) requireBaseMap(env.QUARTERHOUR_BASE_MAP_URL);
  return {
    mode,
    port: portFrom(env.PORT),
    host: env.HOST || "127.0.0.1",
    data: resolve(PROJECT, env.QUARTERHOUR_DATA || ".quarterhour"),
    databaseUrl: env.DATABASE_URL || undefined,
    ownerUrl: env.DATABASE_OWNER_URL || undefined,
    wantsDemoCity: mode === "demo" && env.QUARTERHOUR_DEMO_CITY !== "no",
  };
}

function portFrom(text) {
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Problem(`PORT 应为 0–65535 的整数 · PORT is «${text}»: set it to a whole number from 0 to 65535.`);
}

function requireDatabaseAddress(name, text) {
  const shape = "postgresql://user:password@host:5432/database";
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Problem(
      `${name} 不是有效的地址 · ${name} cannot be read as an address: write it as ${shape} (special characters in the password percent-encoded).`,
    );
  }
  if (url.protocol !== "postgresql:" && url.protocol !== "postgres:")
    throw new Problem(`${name} 应以 postgresql:// 开头 · ${name} begins with «${url.protocol}»: write it as ${shape}.`);
  if (url.pathname.length < 2) throw new Problem(`${name} 缺少数据库名 · ${name} names no database: write it as ${shape}.`);
}

/** Tiles or a PMTiles file at a web address or on this host, or the bare name of a PMTiles file in the data folder. */
function requireBaseMap(text) {
  const isName = /^[^/\\?]+\.pmtiles$/i.test(text) && !text.startsWith(".");
  const isAddress = text.startsWith("/") || /^https?:\/\//.test(text);
  const isWhole = /\.pmtiles(\?|$)/i.test(text) || ["{z}", "{x}", "{y}"].every((part) => text.includes(part));
  if (isName || (isAddress && isWhole && URL.canParse(text.replace(/[{}]/g, ""), "http://localhost"))) return;
  throw new Problem(
    `QUARTERHOUR_BASE_MAP_URL 不是底图地址 · QUARTERHOUR_BASE_MAP_URL is «${text}»: write a tile address with {z}, {x} and {y}, the address of a .pmtiles file, or the name of one in the data folder.`,
  );
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

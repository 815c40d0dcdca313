import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { ensureAppRole, grantRows, prepareQueue } from "./database-roles.mjs";
import { DATABASE, OWNER_ROLE, startPostgres } from "./embedded-postgres.mjs";
import { noteMode, requireDemoRing, requireOwnMode } from "./installation-mode.mjs";
import { applyMigrations, requireMigrated } from "./migrations.mjs";
import { Problem } from "./problem.mjs";

const CONNECT_WITHIN_MS = 10_000;
const PREPARING_LOCK = 4_101_001;

/** Our own PostgreSQL, unless the environment names one. */
export async function openServer(settings, say) {
  if (settings.databaseUrl) return externalServer(settings);
  const server = await startPostgres(settings.data, { say });
  try {
    await makeDatabase(server.url(OWNER_ROLE, new URL(server.ownerUrl).password, "postgres"), DATABASE);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, embedded: true };
}

async function externalServer(settings) {
  await connected("DATABASE_URL", settings.databaseUrl, async () => {});
  const ownerUrl = settings.ownerUrl ?? settings.databaseUrl;
  return { embedded: false, ownerUrl, failed: new Promise(() => {}), stop: async () => {} };
}

export async function makeDatabase(adminUrl, name, template = "template0") {
  await connected("DATABASE_URL", adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0)
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`);
  });
}

/**
 * Migrates as the owner and hands back the address the app uses: that of its own role, which owns nothing.
 * @returns {Promise<{ appUrl: string, applied: string[], notes: string[] }>}
 */
export async function prepareDatabase(server, settings, { tell = () => {} } = {}) {
  if (settings.mode === "production" && !settings.ownerUrl) return preparedElsewhere(settings);
  requireDemoRing(settings);
  const named = settings.ownerUrl ? "DATABASE_OWNER_URL" : "DATABASE_URL";
  return connected(named, server.ownerUrl, async (client) => {
    // Several processes may start on one database: rights are given by one at a time.
    await client.query("SELECT pg_advisory_lock($1)", [PREPARING_LOCK]);
    await requireOwnMode(client, settings);
    const applied = await applyMigrations(client, { tell });
    await noteMode(client, settings);
    tell("roles");
    const database = decodeURIComponent(new URL(server.ownerUrl).pathname.slice(1));
    const { appUrl, notes } = await appAddress(client, server, settings, database);
    const role = decodeURIComponent(new URL(appUrl).username);
    if (appUrl !== server.ownerUrl) await grantRows(client, role, database);
    await prepareQueue(client, role, database, appUrl);
    return { appUrl, applied, notes };
  });
}

/** Web and jobs that run apart do not know the owner: who migrates has been here before them. */
async function preparedElsewhere({ databaseUrl }) {
  return connected("DATABASE_URL", databaseUrl, async (client) => {
    await requireMigrated(client);
    return { appUrl: databaseUrl, applied: [], notes: [] };
  });
}

/**
 * The app's address as a start would set it up; nothing is asked of the database. `server.name`: the name the database will
 * have, where it is made ready under another.
 */
export function appAddressOf(server, settings) {
  if (settings.ownerUrl) {
    const url = new URL(settings.databaseUrl);
    url.pathname = new URL(server.ownerUrl).pathname;
    return url.toString();
  }
  const url = new URL(server.ownerUrl);
  url.username = encodeURIComponent(appRoleOf(server.name ?? decodeURIComponent(url.pathname.slice(1))));
  url.password = encodeURIComponent(server.appPassword ?? keptPassword(join(settings.data, "database-secrets.json")));
  return url.toString();
}

const appRoleOf = (database) => `${database.slice(0, 55)}_app`;

async function appAddress(client, server, settings, database) {
  if (settings.ownerUrl) return { appUrl: appAddressOf(server, settings), notes: [] };
  const role = appRoleOf(server.name ?? database);
  const password = server.appPassword ?? keptPassword(join(settings.data, "database-secrets.json"));
  if (!(await ensureAppRole(client, role, password))) {
    return {
      appUrl: server.ownerUrl,
      notes: [
        `DATABASE_URL 的用户不能新建角色，程序以该用户运行 · The user of DATABASE_URL may not make roles, so the app runs as it; set DATABASE_OWNER_URL to keep the two apart`,
      ],
    };
  }
  return { appUrl: appAddressOf(server, settings), notes: [] };
}

function keptPassword(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).app;
  } catch {
    const app = randomBytes(24).toString("hex");
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify({ app }), { mode: 0o600 });
    return app;
  }
}

/** Runs `work` with a connected client; what can be wrong with an address is told in one sentence. */
export async function connected(variable, url, work) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: "quarterhour-start",
  });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw connectionProblem(variable, url, error);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

export function connectionProblem(variable, text, error) {
  const url = new URL(text);
  const host = `${url.hostname}:${url.port || 5432}`;
  const user = decodeURIComponent(url.username);
  const database = decodeURIComponent(url.pathname.slice(1));
  const code = error.code ?? error.errors?.[0]?.code;
  if (code === "3D000")
    return new Problem(
      `数据库 ${database} 不存在 · There is no database «${database}» on ${host}: create it (createdb ${database}), or correct ${variable}.`,
    );
  if (code === "55000")
    return new Problem(
      `数据库 ${database} 暂时关闭 · The database «${database}» is closed to everybody: a restore or an upgrade is at work on it, or was cut off; then run qh restore --settle (qh upgrade --settle).`,
    );
  if (code === "28P01" || code === "28000")
    return new Problem(
      `数据库拒绝用户 ${user} 登录 · PostgreSQL on ${host} refuses the user «${user}»: correct user and password in ${variable}.`,
    );
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new Problem(`找不到主机 ${url.hostname} · The host «${url.hostname}» in ${variable} is not known: correct the name.`);
  if (code === "ECONNREFUSED")
    return new Problem(
      `${host} 没有 PostgreSQL · No PostgreSQL answers on ${host}: start it, or correct host and port in ${variable}.`,
    );
  if (/timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i.test(`${code} ${error.message}`))
    return new Problem(
      `${host} 没有应答 · ${host} does not answer within ${CONNECT_WITHIN_MS / 1000} s: check the network, or correct host and port in ${variable}.`,
    );
  return new Problem(
    `无法连接数据库 · The database in ${variable} cannot be used (${error.message || code}): correct ${variable}.`,
  );
}

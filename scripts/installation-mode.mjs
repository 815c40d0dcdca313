import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { Problem } from "./problem.mjs";

/*
 * A demo has accounts whose passwords everybody knows, so it must never begin on what holds real people because a variable was
 * forgotten. What an installation is stands in its database, outside the records: once real, it stays so, wherever it is
 * restored. A demo may become real; the accounts of the demo then let nobody in.
 */
const KEY = "installed-as";
const NOTES = `CREATE SCHEMA IF NOT EXISTS installation;
CREATE TABLE IF NOT EXISTS installation.note (key text PRIMARY KEY, value text NOT NULL, at timestamptz NOT NULL DEFAULT now())`;

const asReal = "or name another database and another data folder for a demo (DATABASE_URL, QUARTERHOUR_DATA)";

/** A key ring that somebody made on purpose guards real people, whatever the database holds by now. */
export function requireDemoRing({ mode, data, keys }) {
  if (mode !== "demo" || originOf(keys, data) !== "own") return;
  throw new Problem(
    `密钥属于正式安装，演示不能使用 · The key ring was made for a real installation (qh keys add) and this start is a demo: set QUARTERHOUR_MODE=production, ${asReal}.`,
  );
}

/** What cannot be read here is told where keys are needed. */
function originOf(keys, data) {
  const said = keys?.trim();
  try {
    return JSON.parse(said?.startsWith("{") ? said : readFileSync(resolve(said || join(data, "keys.json")), "utf8")).origin;
  } catch {
    return undefined;
  }
}

/** Looked at before anything is migrated or made. */
export async function requireOwnMode(client, { mode }) {
  if (mode !== "demo") return;
  const found = await lookAt(client);
  const isReal = found.as === "production" || found.isClosed || (found.as === undefined && found.hasPeopleOnly);
  if (!isReal) return;
  const name = client.database;
  throw new Problem(
    `数据库 ${name} 属于正式安装，演示不能使用 · The database ${name} is that of a real installation and this start is a demo: set QUARTERHOUR_MODE=production, ${asReal}.`,
  );
}

/** The mark a demo leaves yields to that of a real installation, never the other way. */
export async function noteMode(client, { mode }) {
  if (mode === undefined || (await lookAt(client)).as === mode) return;
  await client.query("SET client_min_messages = warning");
  await client.query(NOTES);
  await client.query(
    `INSERT INTO installation.note (key, value) VALUES (${pg.escapeLiteral(KEY)}, $1)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = now() WHERE excluded.value = 'production'`,
    [mode],
  );
}

/**
 * `isClosed`: whoever asks may not read the mark, so somebody else owns the database, which no demo knows. `hasPeopleOnly`: from
 * before there were marks, people of whom none was made by a demo.
 */
async function lookAt(client) {
  const { rows } = await client.query(`
    SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS open
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'installation' AND c.relname = 'note'`);
  const isClosed = rows[0]?.open === false;
  const noted = rows[0]?.open
    ? (await client.query("SELECT value FROM installation.note WHERE key = $1", [KEY])).rows[0]?.value
    : undefined;
  if (noted !== undefined || isClosed) return { as: noted, isClosed, hasPeopleOnly: false };
  const table = await client.query("SELECT to_regclass('public.person') IS NOT NULL AS there");
  if (!table.rows[0].there) return { as: undefined, isClosed, hasPeopleOnly: false };
  const people = await client.query(
    "SELECT EXISTS (SELECT FROM person WHERE NOT is_demo) AND NOT EXISTS (SELECT FROM person WHERE is_demo) AS only",
  );
  return { as: undefined, isClosed, hasPeopleOnly: people.rows[0].only };
}

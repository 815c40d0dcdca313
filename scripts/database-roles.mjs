import pg from "pg";
import { runMigrations } from "graphile-worker";

/** Schemas whose tables the app reads and writes but does not own. */
const APP_SCHEMAS = ["public", "staging"];
/** Half-read imports: the app lays out its own tables there. */
const OWN_LAYOUT = "staging";
/** What has happened is never rewritten. */
const APPEND_ONLY = [
  "audit_event",
  "audit_block",
  "audit_retired",
  "visit_event",
  "sensitive_opening",
  "walker_change",
  "escalation_step",
  "visit_flag_word",
  "visit_callback",
  "vacancy_statement",
  "class_roster",
  "class_roster_month",
];
/** Written by the owner's functions alone. */
const READ_ONLY = ["audit_retired"];

/** What the server writes itself (when, in which transaction): the app's role inserts every other column. */
const SERVER_WRITTEN = { audit_event: ["at", "cluster", "xid"], sensitive_opening: ["opened_at"] };

const identifier = (name) => pg.escapeIdentifier(name);

/**
 * The app's own role: it reads and writes rows, owns no table, creates nothing and obeys row policies. Made if missing and
 * `mayCreate`; false when the connected role is not allowed to make one.
 */
export async function ensureAppRole(client, role, password) {
  const { rows } = await client.query("SELECT rolcreaterole OR rolsuper AS may FROM pg_roles WHERE rolname = current_user");
  if (!rows[0]?.may) return false;
  const exists = (await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role])).rowCount > 0;
  const words = `LOGIN NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(password)}`;
  await client.query(`${exists ? "ALTER" : "CREATE"} ROLE ${identifier(role)} ${words}`);
  return true;
}

/** Gives `role` the rows of every table there is and will be, but no way to rewrite those that only grow. */
export async function grantRows(client, role, database) {
  const app = identifier(role);
  await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${identifier(database)} TO ${app}`);
  const { rows } = await client.query("SELECT nspname FROM pg_namespace WHERE nspname = ANY($1)", [APP_SCHEMAS]);
  for (const { nspname } of rows) {
    const schema = identifier(nspname);
    await client.query(`GRANT USAGE${nspname === OWN_LAYOUT ? ", CREATE" : ""} ON SCHEMA ${schema} TO ${app}`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${app}`);
    await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${app}`);
    await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app}`);
    await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT USAGE, SELECT ON SEQUENCES TO ${app}`);
  }
  const grown = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1)", [
    APPEND_ONLY,
  ]);
  for (const { tablename } of grown.rows) await client.query(`REVOKE UPDATE, DELETE ON ${identifier(tablename)} FROM ${app}`);
  for (const { tablename } of grown.rows.filter((row) => READ_ONLY.includes(row.tablename)))
    await client.query(`REVOKE INSERT ON ${identifier(tablename)} FROM ${app}`);
  for (const [table, written] of Object.entries(SERVER_WRITTEN)) {
    const { rows: columns } = await client.query(
      `SELECT a.attname FROM pg_attribute a WHERE a.attrelid = to_regclass('public.' || quote_ident($1)) AND a.attnum > 0
       AND NOT a.attisdropped AND a.attname <> ALL($2)`,
      [table, written],
    );
    if (columns.length === 0) continue;
    await client.query(`REVOKE INSERT ON ${identifier(table)} FROM ${app}`);
    await client.query(
      `GRANT INSERT (${columns.map(({ attname }) => identifier(attname)).join(", ")}) ON ${identifier(table)} TO ${app}`,
    );
  }
  await client.query(`REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${app}`);
}

/** The queue's tables belong to the app's role: their row policies let only the owner through. */
export async function prepareQueue(client, role, database, appUrl) {
  const onDatabase = `ON DATABASE ${identifier(database)}`;
  const fresh = (await client.query("SELECT 1 FROM pg_namespace WHERE nspname = 'graphile_worker'")).rowCount === 0;
  if (fresh) await client.query(`GRANT CREATE ${onDatabase} TO ${identifier(role)}`);
  try {
    const quiet = { error() {}, warn() {}, info() {}, debug() {} };
    await runMigrations({ connectionString: appUrl, logger: { ...quiet, scope: () => quiet } });
  } finally {
    if (fresh) await client.query(`REVOKE CREATE ${onDatabase} FROM ${identifier(role)}`);
  }
}

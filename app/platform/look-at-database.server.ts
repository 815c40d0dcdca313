import pg from "pg";
import { isDemo } from "./environment.server";
import { broken, good, warning, type Finding } from "./finding.server";
import { lookAtAccounts } from "./look-at-accounts.server";
import { lookAtTimers, sealing } from "./look-at-timers.server";
import { oneRow } from "./one-row.server";

/** Where the database is, as the launcher knows it; nothing has been changed or migrated. */
export interface DatabaseSeen {
  /** as the app's role, which reads and writes rows */
  readonly appUrl: string;
  /** as the owner of the tables */
  readonly ownerUrl: string;
  /** on disk, oldest first */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
}

const CONNECT_WITHIN_MS = 10_000;
const OLDEST_SERVER = 150_000;
const SKEW_MS = 2_000;
const BACKUP_EVERY_DAYS = 2;

/** What the two roles find: rights, migrations, clock, queue, audit, backups. Each check stands by itself. */
export async function lookAtDatabase({ appUrl, ownerUrl, migrations }: DatabaseSeen): Promise<Finding[]> {
  const app = await asRole("database", appUrl, async (client) => [
    await reached(client),
    await clock(client),
    ...(await appRights(client)),
    ...(await lookAtTimers(client)),
  ]);
  const owner = await asRole("owner", ownerUrl, async (client) => [
    await ownerRights(client),
    ...(await modeOf(client)),
    await migrated(client, migrations),
    ...(await lookAtAccounts(client)),
    await sealing(client),
    await lastBackup(client),
  ]);
  return [...app, ...owner];
}

async function asRole(about: string, url: string, look: (client: pg.Client) => Promise<Finding[]>): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: "quarterhour-doctor",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await look(client);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return [
      broken(about, `数据库无法使用 · the database cannot be used (${reason}): see that it runs, and correct the address.`),
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function reached(client: pg.Client): Promise<Finding> {
  const { version, number, role, name } = await oneRow<{ version: string; number: number; role: string; name: string }>(
    client,
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
      current_user AS role, current_database() AS name`,
  );
  if (number < OLDEST_SERVER)
    return broken("database", `PostgreSQL ${version} 过旧 · PostgreSQL ${version} is too old: move to 15 or newer.`);
  return good("database", `PostgreSQL ${version}，${name}，用户 ${role} · as ${role}`);
}

async function clock(client: pg.Client): Promise<Finding> {
  const asked = Date.now();
  const { at } = await oneRow<{ at: Date }>(client, "SELECT clock_timestamp() AS at");
  const skew = Math.round(at.getTime() - (asked + Date.now()) / 2);
  return Math.abs(skew) <= SKEW_MS
    ? good("clock", `与数据库相差 ${skew} 毫秒 · ${skew} ms apart`)
    : broken(
        "clock",
        `本机与数据库时钟相差 ${(skew / 1000).toFixed(1)} 秒 · the clocks of this machine and the database are ${(skew / 1000).toFixed(1)} s apart: codes and sessions fail; set both by NTP.`,
      );
}

async function appRights(client: pg.Client): Promise<Finding[]> {
  const { unbound, owned, rewrites, role } = await oneRow<{ unbound: boolean; owned: number; rewrites: boolean; role: string }>(
    client,
    `SELECT current_user AS role, (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS unbound,
      (SELECT count(*)::int FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND pg_has_role(current_user, c.relowner, 'USAGE')) AS owned,
      COALESCE(has_table_privilege(to_regclass('public.audit_event'), 'UPDATE, DELETE, TRUNCATE'), false)
        OR COALESCE(has_table_privilege(to_regclass('public.audit_retired'), 'INSERT, UPDATE, DELETE, TRUNCATE'), false) AS rewrites`,
  );
  const mend = "give DATABASE_URL a role of its own (deploy/create-roles.sh) and the owner's address to DATABASE_OWNER_URL";
  return [
    unbound || owned > 0
      ? broken(
          "app-role",
          `应用角色 ${role} 可绕过行级权限 · the app's role ${role} can step past row policies (${unbound ? "superuser or BYPASSRLS" : `it owns ${owned} tables`}): ${mend}.`,
        )
      : good("app-role", `${role} 不拥有任何表，不能绕过行级权限 · owns no table and obeys row policies`),
    rewrites
      ? broken(
          "audit-rights",
          `审计可被改写 · the app's role may rewrite the audit: start once with DATABASE_OWNER_URL set, which takes that right away.`,
        )
      : good("audit-rights", "审计只能追加 · the audit only grows"),
  ];
}

async function ownerRights(client: pg.Client): Promise<Finding> {
  const { role, creates, owns, tables } = await oneRow<{ role: string; creates: boolean; owns: number; tables: number }>(
    client,
    `SELECT current_user AS role, has_schema_privilege('public', 'CREATE') AS creates,
      (SELECT count(*)::int FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND pg_has_role(current_user, c.relowner, 'USAGE')) AS owns,
      (SELECT count(*)::int FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')) AS tables`,
  );
  if (creates && owns === tables) return good("owner", `${role} 拥有 ${tables} 张表 · owns ${tables} tables`);
  return broken(
    "owner",
    `${role} 不能升级数据库 · ${role} cannot migrate (${creates ? `it owns ${owns} of ${tables} tables` : "it may not create in schema public"}): ALTER DATABASE … OWNER TO ${role}, and REASSIGN OWNED of the tables to it.`,
  );
}

/** A demo on the records of a real installation: a start refuses, and here is said why. */
async function modeOf(client: pg.Client): Promise<Finding[]> {
  const { there } = await oneRow<{ there: boolean }>(client, "SELECT to_regclass('installation.note') IS NOT NULL AS there");
  if (!there || !isDemo()) return [];
  const { rows } = await client.query("SELECT FROM installation.note WHERE key = 'installed-as' AND value = 'production'");
  return rows.length === 0
    ? []
    : [
        broken(
          "mode",
          "数据库属于正式安装，当前为演示模式 · the database is that of a real installation and this is demo mode: set QUARTERHOUR_MODE=production.",
        ),
      ];
}

async function migrated(client: pg.Client, onDisk: DatabaseSeen["migrations"]): Promise<Finding> {
  const { there } = await oneRow<{ there: boolean }>(
    client,
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there",
  );
  if (!there) return warning("migrations", "空数据库 · the database is empty: the first start makes its tables.");
  const { rows } = await client.query<{ name: string; checksum: string; done: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS done FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const unfinished = rows.find(({ done }) => !done);
  if (unfinished)
    return broken(
      "migrations",
      `迁移 ${unfinished.name} 未完成 · the migration ${unfinished.name} did not finish: settle it with npx prisma migrate resolve.`,
    );
  const ahead = rows.find(({ name }) => !onDisk.some((migration) => migration.name === name));
  if (ahead)
    return broken(
      "migrations",
      `数据库比程序新 · the database knows ${ahead.name} and this program does not: start the newer program, or restore a backup from before.`,
    );
  const edited = onDisk.find((migration) =>
    rows.some((row) => row.name === migration.name && row.checksum !== migration.checksum),
  );
  if (edited)
    return broken(
      "migrations",
      `迁移 ${edited.name} 被修改 · the file of ${edited.name} was edited after it was applied: put it back.`,
    );
  const pending = onDisk.length - rows.length;
  if (pending > 0)
    return warning(
      "migrations",
      `待升级 ${pending} 步 · ${pending} migrations are pending: the next start (or qh upgrade) applies them.`,
    );
  return good("migrations", `${rows.length} 步均已执行 · all ${rows.length} applied`);
}

async function lastBackup(client: pg.Client): Promise<Finding> {
  const none = warning("backup", "从未备份 · never backed up: run npm run qh -- backup FOLDER, every night.");
  const { there } = await oneRow<{ there: boolean }>(client, "SELECT to_regclass('installation.note') IS NOT NULL AS there");
  if (!there) return none;
  const { rows } = await client.query<{ days: number }>(
    "SELECT extract(epoch FROM now() - value::timestamptz) / 86400 AS days FROM installation.note WHERE key = 'last-backup'",
  );
  const days = rows[0] === undefined ? undefined : Number(rows[0].days);
  if (days === undefined) return none;
  const words = `${days.toFixed(1)} 天前 · ${days.toFixed(1)} days ago`;
  return days > BACKUP_EVERY_DAYS
    ? warning("backup", `上次备份在 ${words}: run npm run qh -- backup FOLDER every night.`)
    : good("backup", words);
}

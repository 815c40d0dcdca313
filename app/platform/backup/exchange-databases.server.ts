import postgres from "postgres";
import { BackupProblem } from "./backup-manifest.server";
import { quoted } from "./table-sums.server";

export const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

export function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.toString();
}

/** Sessions of a running Quarterhour are cut; they come back to the other records. */
export async function exchange(
  side: postgres.Sql,
  { name, draft, before }: Record<"name" | "draft" | "before", string>,
): Promise<void> {
  await side.unsafe(`ALTER DATABASE ${quoted(name)} WITH ALLOW_CONNECTIONS false`);
  try {
    for (const database of [name, draft])
      await side`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${database} AND pid <> pg_backend_pid()`;
    await side.begin(async (sql) => {
      await sql.unsafe(`ALTER DATABASE ${quoted(name)} RENAME TO ${quoted(before)}`);
      await sql.unsafe(`ALTER DATABASE ${quoted(draft)} RENAME TO ${quoted(name)}`);
    });
    await side.unsafe(`ALTER DATABASE ${quoted(before)} WITH ALLOW_CONNECTIONS true`);
  } catch (error) {
    await side.unsafe(`ALTER DATABASE ${quoted(name)} WITH ALLOW_CONNECTIONS true`).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupProblem(
      `无法切换数据库，未作任何更改 · The databases could not be exchanged and nothing was changed (${reason}): stop every web and jobs process, then try again.`,
    );
  }
}

const WAIT_MS = 5_000;
const LOOK_AGAIN_MS = 200;

/** From beside: whoever restores holds the database's name, so that nobody ends what somebody else is in the middle of. */
export async function holdingName<T>(ownerUrl: string, work: (side: postgres.Sql) => Promise<T>): Promise<T> {
  const name = databaseOf(ownerUrl);
  const side = postgres(inDatabase(ownerUrl, "postgres"), {
    ...{ max: 1, onnotice: () => undefined, connection: { application_name: "quarterhour-restore" } },
    // The lock is the connection's: it ends with the work and not before.
    ...{ idle_timeout: 0, max_lifetime: 0 },
  });
  try {
    const deadline = performance.now() + WAIT_MS;
    while (!(await isHeld(side, name))) {
      if (performance.now() > deadline)
        throw new BackupProblem(
          `数据库 ${name} 正在恢复 · The database ${name} is being restored by another process: wait until it has ended. Nothing was changed.`,
        );
      await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
    }
    return await work(side);
  } finally {
    await side.end();
  }
}

async function isHeld(side: postgres.Sql, name: string): Promise<boolean> {
  const [lock] = await side<
    { held: boolean }[]
  >`SELECT pg_try_advisory_lock(hashtextextended(${`quarterhour restore ${name}`}, 0)) AS held`;
  return lock?.held ?? false;
}

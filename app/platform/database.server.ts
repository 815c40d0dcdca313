import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { databaseAddress } from "./environment.server";
import { PrismaClient } from "./generated/prisma/client";
import { watchGauge } from "./metrics.server";

const MOST_CONNECTIONS = 10;

/** One client a process, made at first use: commands that touch no record need no database. */
let client: PrismaClient | undefined;

export function database(): PrismaClient {
  if (!client) {
    const pool = new pg.Pool({ connectionString: databaseAddress(), max: MOST_CONNECTIONS });
    // A connection that broke while nobody used it is replaced at the next question.
    pool.on("error", () => undefined);
    watchPool(pool);
    client = new PrismaClient({
      adapter: new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: preparedName }),
    });
  }
  return client;
}

/**
 * A statement that opens with such a comment is planned once a connection and not each time it is asked: for long ones of one text, asked
 * often, whose best plan does not hang on what is asked for. The name stands for the text, so a changed text is another statement.
 */
const PREPARED = /^\s*\/\* prepared: [a-z-]+ \*\//;

/** Of the texts that open so, of which there are only so many: each is asked a hundred times a second. */
const names = new Map<string, string>();

function preparedName({ sql }: { readonly sql: string }): string {
  if (!PREPARED.test(sql)) return "";
  const name = names.get(sql) ?? createHash("sha256").update(sql).digest("hex").slice(0, 32);
  names.set(sql, name);
  return name;
}

export async function closeDatabase(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}

function watchPool(pool: pg.Pool): void {
  watchGauge("quarterhour_database_connections", "Connections to PostgreSQL, and requests that wait for one", ["state"], () =>
    pool.ended
      ? []
      : [
          { labels: { state: "open" }, value: pool.totalCount },
          { labels: { state: "idle" }, value: pool.idleCount },
          { labels: { state: "waiting" }, value: pool.waitingCount },
        ],
  );
}

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
    client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  }
  return client;
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

import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { RequestHandler } from "express";
import { database } from "./database.server";
import { threadsAnswer } from "./threads.server";

const ANSWER_WITHIN_MS = 2_000;

export interface Readiness {
  readonly ready: boolean;
  readonly database: boolean;
  readonly migrations: boolean;
  readonly threads: boolean;
  readonly stopping: boolean;
}

/** GET /healthz: the process lives and is not on its way out. GET /readyz: it may be given work. */
export function tellHealth(isStopping: () => boolean): { alive: RequestHandler; ready: RequestHandler } {
  return {
    alive(_request, response) {
      response
        .status(isStopping() ? 503 : 200)
        .set("Cache-Control", "no-store")
        .json({ status: isStopping() ? "stopping" : "ok" });
    },
    ready(_request, response, next) {
      readiness(isStopping()).then((found) => {
        response
          .status(found.ready ? 200 : 503)
          .set("Cache-Control", "no-store")
          .json(found);
      }, next);
    },
  };
}

export async function readiness(stopping: boolean): Promise<Readiness> {
  const [applied, threads] = await Promise.all([within(appliedMigrations()), within(threadsAnswer())]);
  const migrations = applied !== undefined && migrationsOnDisk().every((name) => applied.has(name));
  const found = { database: applied !== undefined, migrations, threads: threads ?? false, stopping };
  return { ready: found.database && migrations && found.threads && !stopping, ...found };
}

/** Undefined when it fails or takes too long. */
async function within<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((settle) => {
    timer = setTimeout(() => settle(undefined), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work.catch(() => undefined), patience]);
  } finally {
    clearTimeout(timer);
  }
}

async function appliedMigrations(): Promise<ReadonlySet<string>> {
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return new Set(rows.map(({ name }) => name));
}

let onDisk: readonly string[] | undefined;
const migrationsOnDisk = (): readonly string[] =>
  (onDisk ??= readdirSync(resolve("prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name));

import { createHash } from "node:crypto";
import pg from "pg";
import { databaseAddress } from "./environment.server";
import { log } from "./log.server";

/*
 * A worker that was killed leaves its jobs locked, for hours as far as the queue is concerned. Each process therefore holds an
 * advisory lock a worker for as long as it lives; a lock that can be taken belongs to a dead one, whose jobs go back.
 */
const LOOK_EVERY_MS = 10_000;
/** A worker is announced a moment after it was made. */
const ANNOUNCED_WITHIN = "5 seconds";

/** The lock that all processes at work share: whoever only wants to know whether there is one looks whether it is held. */
export const AT_WORK = { kind: 7_241, number: 1 } as const;

export interface Presence {
  announce(workerId: string): Promise<void>;
  /** gives back whatever dead workers hold; the workers that were dead */
  sweep(): Promise<string[]>;
  /** gives back what our own workers still hold, and leaves */
  leave(): Promise<void>;
}

const lockOf = (workerId: string): string =>
  createHash("sha256").update(`quarterhour-worker ${workerId}`).digest().readBigInt64BE().toString();

/** @param lost called when the connection that holds our locks is gone: others will take our jobs */
export async function beginPresence(lost: () => void): Promise<Presence> {
  const client = new pg.Client({
    connectionString: databaseAddress(),
    application_name: "quarterhour-presence",
    keepAlive: true,
  });
  const own: string[] = [];
  let leaving = false;
  const gone = () => {
    if (!leaving) lost();
  };
  client.on("error", gone).on("end", gone);
  await client.connect();
  // Workers are announced all at once: on one connection a question waits for the answer to the one before it.
  let last: Promise<unknown> = Promise.resolve();
  const asked = <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> => {
    const answer = last.then(() => client.query<Row>(sql, values));
    last = answer.catch(() => undefined);
    return answer;
  };
  await asked("SELECT pg_advisory_lock_shared($1, $2)", [AT_WORK.kind, AT_WORK.number]);

  const giveBack = (workers: readonly string[]) => asked("SELECT graphile_worker.force_unlock_workers($1)", [workers]);

  async function sweep(): Promise<string[]> {
    const { rows } = await asked<{ worker: string }>(
      `SELECT DISTINCT locked_by AS worker FROM graphile_worker.jobs WHERE locked_at < now() - interval '${ANNOUNCED_WITHIN}'`,
    );
    const dead: string[] = [];
    for (const { worker } of rows.filter((row) => !own.includes(row.worker))) {
      const { rows: taken } = await asked<{ got: boolean }>("SELECT pg_try_advisory_lock($1) AS got", [lockOf(worker)]);
      if (!taken[0]?.got) continue;
      await giveBack([worker]);
      await asked("SELECT pg_advisory_unlock($1)", [lockOf(worker)]);
      dead.push(worker);
    }
    if (dead.length > 0) log("warn", "jobs of a killed process were given back", { workers: dead.length });
    return dead;
  }

  const timer = setInterval(() => void sweep().catch(() => undefined), LOOK_EVERY_MS);
  return {
    sweep,
    async announce(workerId) {
      own.push(workerId);
      await asked("SELECT pg_advisory_lock($1)", [lockOf(workerId)]);
    },
    async leave() {
      leaving = true;
      clearInterval(timer);
      if (own.length > 0) await giveBack(own).catch(() => undefined);
      await client.end().catch(() => undefined);
    },
  };
}

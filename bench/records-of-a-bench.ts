import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { closeDatabase } from "~/platform/database.server";
import { closeThreads } from "~/platform/threads.server";

const ASKED_TIMES = 25;
const WARM = 3;

/** Scripts find the project from where they lie, so they are not bundled. */
const script = (name: string): Promise<unknown> => import(pathToFileURL(join(process.cwd(), "scripts", name)).href);

/** Where the records of a bench stand, for what opens them by itself: another process, another role. */
export interface BenchPlace {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly folder: string;
  /** process number of PostgreSQL itself */
  readonly postmaster: number;
}

/** A migrated database of its own, asked by the app's own role and filled by its owner; gone when the work is done. */
export async function withRecords<T>(
  work: (owner: postgres.Sql, place: BenchPlace) => Promise<T>,
  {
    memory,
    ...settings
  }: { readonly mode?: "demo"; /** what PostgreSQL keeps by itself, as «1GB» */ readonly memory?: string } = {},
): Promise<T> {
  const { makeDatabase, prepareDatabase } = (await script("database.mjs")) as typeof import("../scripts/database.mjs");
  const { startPostgres } = (await script("embedded-postgres.mjs")) as typeof import("../scripts/embedded-postgres.mjs");
  const { throwAwayFolder } = (await script("throw-away.mjs")) as typeof import("../scripts/throw-away.mjs");
  const { folder, remove } = throwAwayFolder();
  process.env.QUARTERHOUR_DATA = folder;
  const server = await startPostgres(folder, { throwAway: true, timed: memory ?? true });
  let owner: postgres.Sql | null = null;
  try {
    const address = new URL(server.ownerUrl);
    address.pathname = "/postgres";
    await makeDatabase(address.toString(), "bench");
    address.pathname = "/bench";
    const ownerUrl = address.toString();
    const { appUrl } = await prepareDatabase({ ...server, ownerUrl }, { ...settings, data: folder });
    process.env.DATABASE_URL = appUrl;
    owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
    return await work(owner, { appUrl, ownerUrl, folder, postmaster: server.pid });
  } finally {
    await owner?.end();
    await closeThreads();
    await closeBulkWork();
    await closeDatabase();
    await server.stop();
    remove();
  }
}

export const ms = (value: number): string => (value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(0)} ms`);

/** How long a piece of work takes, and how long it held the thread it was asked on. */
export async function held<T>(work: () => Promise<T>): Promise<{ value: T; took: number; block: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const value = await work();
  const took = performance.now() - began;
  delay.disable();
  return { value, took, block: delay.max / 1e6 };
}

/** Medians and 95ths of something asked again and again, and the longest that it held the thread. */
export async function askedAgain(ask: () => Promise<unknown>, times = ASKED_TIMES): Promise<string> {
  const took: number[] = [];
  let block = 0;
  for (let turn = 0; turn < WARM + times; turn++) {
    const one = await held(ask);
    if (turn < WARM) continue;
    took.push(one.took);
    block = Math.max(block, one.block);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))]!;
  return `p50 ${ms(at(0.5))}, p95 ${ms(at(0.95))}, thread held ${ms(block)}`;
}

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { startPostgres } from "../../scripts/embedded-postgres.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";

const place = throwAwayFolder();
afterAll(() => place.remove());
const start = () => startPostgres(place.folder, { throwAway: true });

async function answer(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}
const admin = (server: { ownerUrl: string }) => server.ownerUrl.replace(/\/[^/]*$/, "/postgres");

test("a cluster is made once, listens on loopback only, and knows Chinese", async () => {
  const server = await start();
  expect(await answer(admin(server), "SHOW listen_addresses")).toBe("127.0.0.1");
  expect(await answer(admin(server), "SHOW unix_socket_directories")).toBe("");
  expect(await answer(admin(server), "SELECT lower('É') || length('一刻钟')")).toBe("é3");
  await server.stop();
  expect(existsSync(join(server.home, "cluster", "postmaster.pid"))).toBe(false);
});

test("its passwords are readable by their owner only", async () => {
  const server = await start();
  await server.stop();
  expect(statSync(join(server.home, "secrets.json")).mode & 0o777).toBe(0o600);
  await expect(answer(admin(server), "SELECT 1")).rejects.toThrow();
});

test("a server killed −9 with everything around it starts again, and what was committed is there", async () => {
  const first = await startPostgres(place.folder);
  await answer(admin(first), "CREATE TABLE kept AS SELECT 7 AS value");
  process.kill(first.pid, "SIGKILL");
  await first.failed;
  const second = await startPostgres(place.folder);
  expect(await answer(admin(second), "SELECT value FROM kept")).toBe(7);
  await second.stop();
});

test("a pid file whose number another program has now does not block the start", async () => {
  const server = await start();
  await server.stop();
  const file = join(server.home, "cluster", "postmaster.pid");
  writeFileSync(file, `${process.pid}\n${join(server.home, "cluster")}\n0\n5432\n\n\n`);
  const again = await start();
  expect(await answer(admin(again), "SELECT 1")).toBe(1);
  await again.stop();
});

test("when the process that started it is killed −9, the server ends by itself", async () => {
  const module = join(import.meta.dirname, "../../scripts/embedded-postgres.mjs");
  const program = `
    const { startPostgres } = await import(${JSON.stringify(`file://${encodeURI(module)}`)});
    const server = await startPostgres(${JSON.stringify(place.folder)}, { throwAway: true });
    console.log(server.home);
    process.kill(process.pid, "SIGKILL");`;
  const home = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }).stdout.trim();
  await expect.poll(() => existsSync(join(home, "cluster", "postmaster.pid"))).toBe(false);
  expect(readFileSync(join(home, "postgres.log"), "utf8")).toContain("database system is shut down");
});

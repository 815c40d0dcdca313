import { Agent, createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { afterAll, expect, test } from "vitest";
import { closeDatabase } from "~/platform/database.server";
import { drain } from "~/platform/drain.server";
import { mayReadMetrics, tellMetrics, timeRequests } from "~/platform/metrics.server";
import { watchQueue } from "~/platform/queue-status.server";
import { readiness, tellHealth } from "~/platform/readiness.server";
import { routePatterns } from "~/platform/route-patterns.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
afterAll(closeThreads);

const listening = (server: Server) =>
  new Promise<string>((ready) =>
    server.listen(0, "127.0.0.1", () => ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );

const route = (id: string, path: string | undefined, parentId?: string, index = false) => [id, { id, path, parentId, index }];
const build = {
  routes: Object.fromEntries([
    ...[route("root", ""), route("home", undefined, "root", true), route("one", "plan/facilities/:id", "root")],
    ...[route("edit", "plan/facilities/:id/edit", "root"), route("rest", "*", "root")],
  ]),
} as unknown as ServerBuild;

test("with everything behind it the process is ready", async () => {
  expect(await readiness(false)).toEqual({ ready: true, database: true, migrations: true, threads: true, stopping: false });
});

test("a process on its way out, or behind the migrations on disk, is not", async () => {
  expect(await readiness(true)).toMatchObject({ ready: false, stopping: true });
  const [last] = await records.sql<{ id: string; name: string }[]>`
    DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)
    RETURNING id, migration_name AS name`;
  expect(await readiness(false)).toMatchObject({ ready: false, database: true, migrations: false });
  await records.sql`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES (${last!.id}, '', ${last!.name}, now())`;
});

test("without a database it is alive and not ready", async () => {
  const before = process.env.DATABASE_URL;
  await closeDatabase();
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  const app = express();
  const { alive, ready } = tellHealth(() => false);
  const server = createServer(app.get("/healthz", alive).get("/readyz", ready));
  const address = await listening(server);
  expect([(await fetch(`${address}/healthz`)).status, (await fetch(`${address}/readyz`)).status]).toEqual([200, 503]);
  server.close();
  await closeDatabase();
  process.env.DATABASE_URL = before;
});

test("requests are timed by the pattern of their route, never by the id in their path", async () => {
  const app = express();
  watchQueue();
  app.use(timeRequests(routePatterns(build))).get("/metrics", tellMetrics);
  const server = createServer(app.use((_request, response) => void response.send("ok")));
  const address = await listening(server);
  for (const path of ["/", "/plan/facilities/0190aa-person-7", "/plan/facilities/8/edit", "/assets/a.js", "/wp-admin", "/%"])
    await fetch(address + path);
  await records.sql`SELECT graphile_worker.add_job('sealAudit')`;
  const text = await (await fetch(`${address}/metrics`)).text();
  for (const pattern of ["/", "/plan/facilities/:id", "/plan/facilities/:id/edit", "/assets/*", "/*"])
    expect(text).toContain(`quarterhour_request_seconds_count{method="GET",route="${pattern}",status="2xx"}`);
  expect(text).not.toContain("0190aa");
  expect(text).toContain('quarterhour_jobs{task="sealAudit",state="waiting"} 1');
  expect(text).toMatch(/quarterhour_database_connections\{state="open"\} \d/);
  expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
  server.close();
});

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ headers: { host: "localhost:3000", ...headers }, socket: { remoteAddress } }) as unknown as Parameters<
    typeof mayReadMetrics
  >[0];

test("figures are for this machine alone, or for whoever holds the token", () => {
  expect(mayReadMetrics(from("127.0.0.1"))).toBe(true);
  expect(mayReadMetrics(from("::ffff:127.0.0.1"))).toBe(true);
  expect(mayReadMetrics(from("10.0.0.5"))).toBe(false);
  const token = "a-token-of-24-characters";
  expect(mayReadMetrics(from("10.0.0.5", { authorization: `Bearer ${token}` }), token)).toBe(true);
  expect(mayReadMetrics(from("127.0.0.1", { authorization: "Bearer wrong" }), token)).toBe(false);
});

test("a proxy on the same machine does not open them to the world", () => {
  expect(mayReadMetrics(from("127.0.0.1", { "x-forwarded-for": "203.0.113.7" }))).toBe(false);
  expect(mayReadMetrics(from("127.0.0.1", { host: "care.example.org" }))).toBe(false);
});

test("an answer that was begun is finished before the server ends, and nobody new is let in", async () => {
  let finish: (() => void) | undefined;
  let tellArrived = () => undefined as void;
  const arrived = new Promise<void>((resolve) => (tellArrived = resolve));
  const server = createServer((_request, response) => {
    response.write("begun ");
    finish = () => response.end("finished");
    tellArrived();
  });
  const address = await listening(server);
  const answer = new Promise<string>((whole, failed) =>
    ask(address, (response) => {
      let text = "";
      response
        .setEncoding("utf8")
        .on("data", (part: string) => (text += part))
        .on("end", () => whole(text));
    })
      .on("error", failed)
      .end(),
  );
  await arrived;
  const ended = drain(server, 10_000);
  await expect(fetch(address)).rejects.toThrow();
  finish?.();
  expect(await answer).toBe("begun finished");
  await ended;
});

test("an answer that never ends is cut off after the grace", async () => {
  const server = createServer((_request, response) => void response.write("for ever"));
  const address = await listening(server);
  const response = await fetch(address);
  await drain(server, 50);
  await expect(response.text()).rejects.toThrow();
});

test("on notice everything is still answered, /readyz says no, and each answer is its connection's last", async () => {
  let isStopping = false;
  const { alive, ready } = tellHealth(() => isStopping);
  const server = createServer(
    express()
      .get("/healthz", alive)
      .get("/readyz", ready)
      .get("/", (_request, response) => void response.send("a page")),
  );
  const address = await listening(server);
  const agent = new Agent({ keepAlive: true });
  const answer = (path: string) =>
    new Promise<{ status: number | undefined; connection: string | undefined }>((settle, fail) =>
      ask(address + path, { agent }, (response) => {
        response.resume();
        response.once("end", () => settle({ status: response.statusCode, connection: response.headers.connection }));
      })
        .once("error", fail)
        .end(),
    );
  expect(await answer("/")).toMatchObject({ status: 200, connection: "keep-alive" });
  isStopping = true;
  const ended = drain(server, 1_000, 1_500);
  expect(await answer("/healthz")).toMatchObject({ status: 503, connection: "close" });
  expect(await answer("/readyz")).toMatchObject({ status: 503, connection: "close" });
  expect(await answer("/")).toEqual({ status: 200, connection: "close" });
  await ended;
  await expect(answer("/")).rejects.toThrow();
  agent.destroy();
});

import { existsSync, readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler } from "express";
import type { ViteDevServer } from "vite";
import { putDemoOperator } from "~/modules/catalog/use-cases/demo-operator.server";
import { createDemoAccounts, DEMO_PASSWORD, demoLogins } from "~/modules/accounts/use-cases/demo-accounts.server";
import { rotatedCookie } from "~/modules/accounts/use-cases/rotate-session.server";
import { sessionHolder } from "~/modules/accounts/use-cases/session-holder.server";
import { noteStart } from "~/modules/visits/use-cases/note-start.server";
import { serveBaseMap } from "~/platform/base-map-file.server";
import { limitBodies } from "~/platform/body-limits.server";
import { buildsByStep } from "~/platform/builds-by-step.server";
import { serveCareShell } from "~/platform/care-shell.server";
import { drain } from "~/platform/drain.server";
import { isDemo, noticeMs, requestLimits, tileSource } from "~/platform/environment.server";
import { watchEventLoop } from "~/platform/event-loop-watch.server";
import { layOutFirstPages } from "~/platform/first-pages.server";
import { requireKeyRing } from "~/platform/key-ring.server";
import { endLiveAnswers } from "~/platform/live-changes.server";
import { log } from "~/platform/log.server";
import { factsOf, pathFact } from "~/platform/log-facts.server";
import { tellMetrics, timeRequests } from "~/platform/metrics.server";
import { packedFiles } from "~/platform/packed-files.server";
import { watchQueue } from "~/platform/queue-status.server";
import { tellHealth } from "~/platform/readiness.server";
import { openRequestCounts } from "~/platform/request-counts.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { limitRequests } from "~/platform/request-limits.server";
import { logRequests } from "~/platform/request-log.server";
import { routePatterns } from "~/platform/route-patterns.server";
import { serveTiles } from "~/platform/tile-proxy.server";
import { arrivalOf, trustProxies } from "~/platform/trusted-proxies.server";
import { guardPages, refuseForeignWrites } from "~/platform/web-guards.server";
import { webServer } from "~/platform/web-server.server";
import { keepToZone } from "~/platform/zone.server";

export interface Serving {
  readonly host: string;
  readonly port: number;
  /** only in development: compiles pages as they are asked for */
  readonly vite?: ViteDevServer;
}

export interface Served {
  readonly port: number;
  close(): Promise<void>;
}

const GRACE_MS = 5_000;
/** Paths named beside a warning that the request thread was blocked. */
const MOST_NAMED = 5;

/** Serves pages until closed. Answers /healthz from the moment pages can be answered, /readyz once everything behind them can. */
export async function serve({ host, port, vite }: Serving): Promise<Served> {
  requireKeyRing();
  const remixBuild = vite
    ? () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>
    : ((await import(/* @vite-ignore */ pathToFileURL(resolve("build/server/index.js")).href)) as ServerBuild);
  let closing = false;
  const app = express();
  app.disable("x-powered-by");
  trustProxies(app);
  const { alive, ready } = tellHealth(() => closing);
  app.get("/healthz", alive);
  app.get("/readyz", ready);
  app.get("/metrics", tellMetrics);
  watchQueue();
  app.use(timeRequests(typeof remixBuild === "function" ? () => "development" : routePatterns(remixBuild)));
  app.use((request, _response, next) => withRequestFacts(arrivalOf(request), next));
  app.use(logRequests);
  app.use(guardPages({ development: vite !== undefined }));
  app.use(keepToZone);
  // In development a page is hundreds of files.
  const limits = vite ? null : requestLimits();
  const counts = limits && openRequestCounts(limits);
  if (counts) app.use(limitRequests(counts, sessionHolder));
  serveBaseMap(app);
  serveTiles(app, tileSource());
  app.use(compression({ filter: (request, response) => !isEventStream(response) && compression.filter(request, response) }));
  if (vite) app.use(vite.middlewares);
  else serveFiles(app);
  const asked = new Set<string>();
  app.use((request, _response, next) => {
    if (asked.size < MOST_NAMED) asked.add(request.path);
    next();
  });
  app.use(refuseForeignWrites);
  app.use(limitBodies);
  app.use((request, response, next) => {
    rotatedCookie(request.headers.cookie ?? null).then((cookie) => {
      if (cookie) response.append("Set-Cookie", cookie);
      next();
    }, next);
  });
  // Bodies are left to the routes: an upload streams through, whatever its size. No pattern: Express would refuse an address
  // that it cannot decode before a page could say so.
  app.use(pageHandler(remixBuild));
  app.use(lastResort);
  if (typeof remixBuild !== "function") await layOutFirstPages(remixBuild);
  const server = webServer(app);
  await new Promise<void>((listening, failed) => {
    server.listen(port, host, () => listening()).once("error", failed);
  });
  // Where there is no database yet, the first phone that asks puts it down.
  void noteStart().catch(() => undefined);
  const stopWatching = watchEventLoop(
    () => [...asked].join(" ") || undefined,
    () => asked.clear(),
  );
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      closing = true;
      stopWatching();
      await endLiveAnswers();
      await drain(server, GRACE_MS, noticeMs());
      await counts?.close();
    },
  };
}

type PageHandler = ReturnType<typeof createRequestHandler>;

/** Answers with the pages of a build; of a finished one each address's first step has its own. */
function pageHandler(build: ServerBuild | (() => Promise<ServerBuild>)): PageHandler {
  const handlerOf = (of: typeof build, mode: string) =>
    createRequestHandler({
      build: of,
      mode,
      getLoadContext: (_request, response) => ({ cspNonce: String(response.locals.cspNonce) }),
    });
  if (typeof build === "function") return handlerOf(build, "development");
  const buildOf = buildsByStep(build);
  const handlers = new Map<ServerBuild, PageHandler>();
  return (request, response, next) => {
    const own = buildOf(request.path);
    const handler = handlers.get(own) ?? handlerOf(own, "production");
    handlers.set(own, handler);
    return handler(request, response, next);
  };
}

/** The sign-ins of demo mode, made if missing; none in production. */
export async function demoSignIns(): Promise<{ login: string; password: string; name: string }[]> {
  if (!isDemo()) return [];
  requireKeyRing();
  await createDemoAccounts();
  await putDemoOperator();
  const people = await demoLogins();
  return people.map(({ login, name }) => ({ login, name, password: DEMO_PASSWORD }));
}

function serveFiles(app: express.Express): void {
  const client = resolve("build/client");
  serveCareShell(app, client);
  const assets = join(client, "assets");
  app.use("/assets", packedFiles(assets), express.static(assets, { immutable: true, maxAge: "1y", fallthrough: false }));
  // A page is no file: looking for one costs a hundred of them a second more than they are worth.
  const there = new Set(existsSync(client) ? readdirSync(client) : []);
  const files = express.static(client, { maxAge: "1h" });
  app.use((request, response, next) => (there.has(request.path.split("/")[1] ?? "") ? files(request, response, next) : next()));
}

const isEventStream = (response: express.Response): boolean =>
  String(response.getHeader("Content-Type")).includes("text/event-stream");

const lastResort: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const status = error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 500;
  if (status >= 500) log("error", "request failed", { path: pathFact(request.path), ...factsOf(error) });
  if (response.headersSent) next(error);
  else
    response
      .status(status)
      .type("text/plain")
      .send(status === 404 ? "404\n" : "出错了，请重试。 Something went wrong: please try again.\n");
};

import { timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { collectDefaultMetrics, Gauge, Histogram, register } from "prom-client";
import { metricsToken } from "./environment.server";

/*
 * Figures of this process for a collector (Prometheus). Numbers only: a label is a word of our own lists or the pattern of a
 * route, never an address with somebody's id in it.
 */

/** One reading: its labels and its value. */
export interface Reading {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}
type Read = () => readonly Reading[] | Promise<readonly Reading[]>;

/** The server and the pages are built apart, and each may have a pool of its own: what is read at one name is added up. */
const KEY = Symbol.for("quarterhour.gauges");
const shared = globalThis as { [KEY]?: Map<string, Read[]> };
const readers = (shared[KEY] ??= new Map<string, Read[]>());

/** Something that is read when it is asked for. A reading that fails is left out; the others are told. */
export function watchGauge(name: string, help: string, labelNames: readonly string[], read: Read): void {
  const known = readers.get(name);
  if (known) {
    known.push(read);
    return;
  }
  const own = [read];
  readers.set(name, own);
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    async collect() {
      this.reset();
      for (const one of own) {
        const readings = await Promise.resolve()
          .then(one)
          .catch(() => []);
        for (const { labels = {}, value } of readings) this.inc(labels, value);
      }
    },
  });
}

const durations = (): Histogram =>
  (register.getSingleMetric("quarterhour_request_seconds") as Histogram | undefined) ??
  new Histogram({
    name: "quarterhour_request_seconds",
    help: "Time to answer a request, by the pattern of its route",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15],
  });

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Times every request under the pattern that `patternOf` finds for its path. */
export function timeRequests(patternOf: (path: string) => string): RequestHandler {
  if (!register.getSingleMetric("process_cpu_user_seconds_total")) collectDefaultMetrics();
  const histogram = durations();
  return (request: Request, response: Response, next: NextFunction) => {
    const { path, method } = request;
    const end = histogram.startTimer();
    response.once("close", () =>
      end({
        method: METHODS.has(method) ? method : "other",
        route: patternOf(path),
        status: `${Math.floor(response.statusCode / 100)}xx`,
      }),
    );
    next();
  };
}

/** GET /metrics: whoever holds the token; without one whoever asks on this very machine and through no proxy. */
export const tellMetrics: RequestHandler = (request, response, next) => {
  if (!mayReadMetrics(request)) {
    response.status(404).set("Cache-Control", "no-store").type("text/plain").send("404\n");
    return;
  }
  register.metrics().then((text) => {
    response.set("Content-Type", register.contentType).set("Cache-Control", "no-store").send(text);
  }, next);
};

const PROXIED = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

export function mayReadMetrics(request: Pick<Request, "headers" | "socket">, token = metricsToken()): boolean {
  if (token !== undefined) return isSame(request.headers.authorization ?? "", `Bearer ${token}`);
  if (PROXIED.some((name) => request.headers[name] !== undefined)) return false;
  return isLoopback(request.socket.remoteAddress ?? "") && isOwnName(request.headers.host ?? "");
}

function isSame(said: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(said), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isLoopback(address: string): boolean {
  const bare = address.replace(/^::ffff:/i, "");
  return isIP(bare) === 4 ? bare.startsWith("127.") : bare === "::1";
}

const isOwnName = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);

import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { ask } from "./web-client.mjs";

/**
 * Askers who go on asking until told to stop, each on a connection of its own as through a proxy. An answer that is not the page, a
 * connection refused or an answer cut off counts as failed.
 * @param {{ make: (nth: number) => { address: string, method?: string, headers?: object, body?: string }, askers: number, restMs?: number }} wish
 */
export function startLoad({ make, askers, restMs = 0 }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: askers });
  const took = [];
  const failures = [];
  const began = performance.now();
  let going = true;
  let nth = 0;
  const asker = async () => {
    while (going) {
      const { address, ...wish } = make(nth++);
      const asked = performance.now();
      const what = `${wish.method ?? "GET"} ${new URL(address).pathname}`;
      try {
        const { status } = await ask(address, { ...wish, agent });
        if (status >= 400) failures.push({ what, at: asked - began, why: String(status) });
      } catch (error) {
        failures.push({ what, at: asked - began, why: error.code ?? error.message });
      }
      took.push(performance.now() - asked);
      if (restMs > 0) await pause(restMs);
    }
  };
  const all = Promise.all(Array.from({ length: askers }, asker));
  return {
    asked: () => took.length,
    failures: () => failures.length,
    async stop() {
      going = false;
      await all;
      agent.destroy();
      return { ...figuresOf(took, performance.now() - began), failures };
    },
  };
}

/** Requests a second and how long they took, in milliseconds. */
export function figuresOf(took, lastedMs) {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    requests: sorted.length,
    perSecond: Math.round((sorted.length / lastedMs) * 1_000),
    p50: Math.round(at(0.5)),
    p95: Math.round(at(0.95)),
    most: Math.round(at(1)),
  };
}

/** The failures in few words: «3 × POST /a (502)». */
export function failuresInWords(failures) {
  const counted = new Map();
  for (const { what, why } of failures) counted.set(`${what} (${why})`, (counted.get(`${what} (${why})`) ?? 0) + 1);
  return [...counted].map(([text, times]) => `${times} × ${text}`).join(", ");
}

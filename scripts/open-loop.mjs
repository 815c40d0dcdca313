import { readFileSync } from "node:fs";
import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

/*
 * A load that does not wait: so many requests a second leave at their moment, whether or not the ones before were answered, as people do.
 * A time runs from the moment a request was due, so that a server that stands still is not spared by whoever waits for it.
 * Takes a file { origins, paths, rate, headers? }, prints { p50, p95, p99, most, errors, late, bytes, … } as JSON.
 */
const { origins, paths, rate, headers = {} } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const PATIENCE_MS = 20_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 2_000 });
const took = [];
const errors = new Map();
const bytes = [];
let sample = "";
let late = 0;

const failed = (why) => errors.set(why, (errors.get(why) ?? 0) + 1);

function ask(path, origin, due) {
  return new Promise((done) => {
    const request = http.get(`${origin}${path}`, { agent, headers: { "Accept-Encoding": "gzip", ...headers } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => {
        took.push(performance.now() - due);
        const body = Buffer.concat(parts);
        bytes.push(body.length);
        if (response.statusCode !== 200) failed(`${response.statusCode}`);
        else sample ||= (response.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("utf8");
        done();
      });
    });
    request.setTimeout(PATIENCE_MS, () => request.destroy(new Error("no answer in 20 s")));
    request.on("error", (error) => {
      took.push(performance.now() - due);
      failed(error.code ?? error.message);
      done();
    });
  });
}

const began = performance.now();
const asked = [];
for (const [nth, path] of paths.entries()) {
  const due = began + (nth * 1_000) / rate;
  const wait = due - performance.now();
  if (wait > 0) await pause(wait);
  else if (wait < -50) late += 1;
  asked.push(ask(path, origins[nth % origins.length], due));
}
const sentMs = performance.now() - began;
await Promise.all(asked);
agent.destroy();

const at = (numbers, share) => numbers[Math.min(numbers.length - 1, Math.ceil(share * numbers.length) - 1)] ?? 0;
const sorted = took.sort((a, b) => a - b);
const sizes = bytes.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    requests: sorted.length,
    perSecond: (paths.length * 1_000) / sentMs,
    ...{ p50: at(sorted, 0.5), p95: at(sorted, 0.95), p99: at(sorted, 0.99), most: at(sorted, 1) },
    // Requests that this process itself sent more than 50 ms after their moment.
    late,
    errors: Object.fromEntries(errors),
    bytes: at(sizes, 0.5),
    sample: sample.slice(0, 400_000),
  }),
);

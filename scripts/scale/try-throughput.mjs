import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { startLoad } from "./steady-load.mjs";

const ASKERS = 12;
const LASTS_MS = 5_000;
const WARM_MS = 1_000;

/** What one and two web processes answer through the proxy. Load, proxy, database and webs share the cores of this machine. */
export async function tryThroughput(city, findings) {
  const pages = [
    ["first page /", "/"],
    ["API /api/v1/counts", "/api/v1/counts?city=4101"],
    ["API /api/v1/coverage (kept answer)", "/api/v1/coverage?city=4101&types=day-care&group=60plus&minutes=15&level=district"],
  ];
  findings.tell("this machine", `${cpus().length} cores, load ${loadavg()[0].toFixed(1)} before this part`);
  const webs = [city.ports["web-a"], city.ports["web-b"]];
  for (const used of [webs.slice(0, 1), webs]) {
    await city.proxy.use(used);
    for (const [what, path] of pages) {
      const asked = () => startLoad({ make: () => ({ address: city.origin + path }), askers: ASKERS });
      const warming = asked();
      await pause(WARM_MS);
      await warming.stop();
      const load = asked();
      await pause(LASTS_MS);
      const { perSecond, p50, p95, failures } = await load.stop();
      findings.check(
        `${what} through nginx, ${used.length} web`,
        failures.length === 0,
        `${perSecond}/s, half within ${p50} ms, 95 % within ${p95} ms`,
      );
    }
  }
  for (const name of ["web-a", "web-b", "jobs-a", "jobs-b"])
    findings.tell(`memory of ${name}`, `${city.app(name).megabytes()} MB`);
  const rows = await city.sql(
    `SELECT application_name AS name, count(*)::int AS connections FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1 ORDER BY 2 DESC`,
  );
  findings.tell(
    "connections to the primary just now",
    rows.map(({ name, connections }) => `${connections} ${name || "app"}`).join(", "),
  );
}

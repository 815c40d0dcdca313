import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { actorOf } from "~/modules/accounts/domain/actor";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import { seededRandom } from "~/shared/seeded-random";
import { onRecord } from "../tests/modules/imports/running-import";
import { fillWithOffers, GROUND } from "./made-finder";
import type { BenchRow } from "./reach";
import { withRecords, type BenchPlace } from "./records-of-a-bench";

/** Families searching at once: the product's own web processes, asked over HTTP by a process of its own that waits for nobody. */
const FACILITIES = Number(process.env.BENCH_FACILITIES ?? 400_000);
const RATE = Number(process.env.BENCH_RATE ?? 100);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
const PROCESSES = Number(process.env.BENCH_PROCESSES ?? 2);
/** Before the measure: code compiled, connections open, the database's pages in memory. */
const WARM_SECONDS = Math.min(15, SECONDS);
/** What its hot tables and indices need: `shared_buffers` of a database for so many facilities (docs/operations.md). */
const DATABASE_MEMORY = FACILITIES > 100_000 ? "1GB" : "256MB";
const PORT = 3490;
const CODE = "4198";
const PAGE = 4096;
const TICKS_A_SECOND = 100;
const founder = actorOf({ personId: "0190a000-0000-7000-8000-000000000001", name: "示例规划员" }, [
  { role: "planner", line: "", areaCode: "" },
])!;

interface Load {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
  readonly late: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly sample: string;
}

const rows: BenchRow[] = [];
const say = (what: string, figure: string, bar = ""): void => {
  rows.push({ what, figure, bar });
  process.stderr.write(`${what}: ${figure}\n`);
};

/** `BENCH_FACILITIES=20000 BENCH_SECONDS=5` is a small try; the figures that count are those of a quiet machine. */
export const finderRows = (): Promise<BenchRow[]> =>
  withRecords(
    async (owner, place) => {
      const webs: ChildProcess[] = [];
      try {
        await onRecord(founder);
        const started = await startCity(founder, { code: CODE, nameZh: "测速市", nameEn: "Bench", timeZone: "Asia/Shanghai" });
        if (!started.ok) throw new Error(started.refusal.kind);
        await fillWithOffers(owner, CODE, FACILITIES);
        for (let nth = 0; nth < PROCESSES; nth++) webs.push(await startedWeb(PORT + nth, place));
        const pids = webs.map(({ pid }) => pid!);
        const [before] = loadavg();
        for (const [what, path, expects] of [
          ["the page of results, /find", findAddress, /示例\d+号服务点/],
          ["services by walking time, /api/v1/services", apiAddress, /"total_items"/],
        ] as const) {
          const isThere = (await fetch(`http://127.0.0.1:${PORT}${path(seededRandom(1))}`)).status !== 404;
          if (isThere) await measured(what, path, expects, place, pids);
          else say(what, "there is no such address");
        }
        say("load before and after", `${before?.toFixed(1)}, ${loadavg()[0]?.toFixed(1)}`);
        return rows;
      } finally {
        for (const web of webs) web.kill();
      }
    },
    { mode: "demo", memory: DATABASE_MEMORY },
  );

async function measured(
  what: string,
  address: (chance: () => number) => string,
  expects: RegExp,
  place: BenchPlace,
  pids: readonly number[],
): Promise<void> {
  const chance = seededRandom(7);
  const addresses = (seconds: number) => Array.from({ length: RATE * seconds }, () => address(chance));
  await loaded(place, addresses(WARM_SECONDS));
  const watch = watchMemory(pids);
  const spent = () => pids.map(cpuOf).reduce((sum, one) => sum + one, 0);
  const [webBefore, dataBefore] = [spent(), cpuOf(place.postmaster)];
  const told = await loaded(place, addresses(SECONDS));
  const each = (before: number, after: number) => `${(((after - before) * 1_000) / told.requests).toFixed(1)} ms`;
  const cpu = `web ${each(webBefore, spent())}, PostgreSQL ${each(dataBefore, cpuOf(place.postmaster))}`;
  const name = `${FACILITIES} facilities, ${RATE}/s for ${SECONDS} s: ${what}`;
  say(
    name,
    `p50 ${told.p50.toFixed(0)}, p95 ${told.p95.toFixed(0)}, p99 ${told.p99.toFixed(0)}, most ${told.most.toFixed(0)} ms`,
    "p95 < 200 ms",
  );
  const failures = Object.entries(told.errors).map(([why, times]) => `${times} × ${why}`);
  say(`${what}: errors; sent late by the load itself`, `${failures.join(", ") || 0}; ${told.late}`, "0; 0");
  say(`${what}: weight of an answer, compressed`, `${(told.bytes / 1024).toFixed(1)} KiB`);
  say(`${what}: processor time a request`, cpu);
  say(`${what}: memory of ${pids.length} web processes at most`, `${watch.stop().toFixed(0)} MB`);
  if (told.sample === "") say(what, "not one answer in time");
  else if (!expects.test(told.sample))
    throw new Error(`${what} answered without what was looked for: ${told.sample.slice(0, 2_000)}`);
}

/** A search of one's own each: somewhere else, something else, another child, another month, sometimes with wishes. */
function findAddress(chance: () => number): string {
  const asked = new URLSearchParams({ at: somewhere(chance), need: oneOf(chance, ["nursery", "day-care", "meals"]) });
  if (asked.get("need") === "nursery") asked.set("born", `2025-${two(1 + chance() * 12)}-${two(1 + chance() * 28)}`);
  asked.set("minutes", oneOf(chance, ["10", "15", "15", "30"]));
  if (chance() < 0.2) asked.set("free", "1");
  if (chance() < 0.1) asked.set("inclusive", "1");
  if (chance() < 0.1) asked.set("at2", somewhere(chance));
  return `/find?${asked}`;
}

const apiAddress = (chance: () => number): string =>
  `/api/v1/services?${new URLSearchParams({
    ...{ city: CODE, near: somewhere(chance), walking_minutes: "15", per_page: "20" },
    service_type: oneOf(chance, ["nursery", "day-care", "meals"]),
  })}`;

const two = (number: number): string => String(Math.floor(number)).padStart(2, "0");
const oneOf = <T>(chance: () => number, of: readonly T[]): T => of[Math.floor(chance() * of.length)]!;

/** Where people are: mostly in the middle, where most places are too. */
function somewhere(chance: () => number): string {
  const [west, south, east, north] = GROUND;
  const share = chance() < 0.7 ? 0.1 : 0.9;
  const along = (from: number, to: number) => ((from + to) / 2 + (chance() - 0.5) * (to - from) * share).toFixed(4);
  return `${along(west, east)},${along(south, north)}`;
}

/** The load, from a process of its own. */
function loaded({ folder }: BenchPlace, paths: readonly string[]): Promise<Load> {
  const wish = join(folder, "load.json");
  const origins = Array.from({ length: PROCESSES }, (_, nth) => `http://127.0.0.1:${PORT + nth}`);
  writeFileSync(wish, JSON.stringify({ origins, paths, rate: RATE, headers: { "Accept-Language": "zh-CN" } }));
  const child = spawn(process.execPath, [join("scripts", "open-loop.mjs"), wish], { stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (told += text));
  return new Promise((done, failed) =>
    child.once("close", (code) =>
      code === 0 ? done(JSON.parse(told) as Load) : failed(new Error(`the load ended with ${code}`)),
    ),
  );
}

/** The product as it is started, on a database that is there: pages alone, no queue. */
function startedWeb(port: number, { appUrl, ownerUrl, folder }: BenchPlace): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join("scripts", "start.mjs")], {
    env: {
      ...process.env,
      ...{ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, QUARTERHOUR_DATA: folder, PORT: String(port) },
      ...{ QUARTERHOUR_DEMO_CITY: "no", QUARTERHOUR_RUNS: "web", QUARTERHOUR_LIMITS: "off" },
      // as the unit and the container in deploy/ start it
      NODE_OPTIONS: "--max-semi-space-size=128",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((ready, failed) => {
    let output = "";
    const listen = (text: Buffer) => {
      output = (output + text.toString()).slice(-20_000);
      if (output.includes("Ctrl+C")) ready(child);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("close", (code) => failed(new Error(`the web process ended with ${code}:\n${output}`)));
  });
}

/** A process and all it started. */
function family(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    try {
      return readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
    } catch {
      return [];
    }
  });
  return [pid, ...children.flatMap(family)];
}

/** Seconds of processor time spent so far by a process and all it started, those included that have ended. */
function cpuOf(pid: number): number {
  return family(pid)
    .map((one) => readFileSync(`/proc/${one}/stat`, "utf8").split(") ")[1]!.split(" "))
    .map((fields) => fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_A_SECOND)
    .reduce((sum, one) => sum + one, 0);
}

/** The most memory, in MB, that some processes held together. */
function watchMemory(pids: readonly number[]): { stop(): number } {
  let most = 0;
  const look = () => {
    const pages = pids.flatMap(family).map((pid) => Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]));
    most = Math.max(most, (pages.reduce((sum, one) => sum + one, 0) * PAGE) / 1e6);
  };
  const clock = setInterval(look, 500);
  return {
    stop() {
      look();
      clearInterval(clock);
      return most;
    },
  };
}

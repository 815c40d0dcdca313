import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import postgres from "postgres";
import { BoundedSearch } from "~/modules/places/domain/streets/bounded-search";
import type { WalkingView } from "~/modules/places/domain/streets/walking-view";
import type { BenchRow } from "./reach";

/**
 * The same trees on the same edges in the same run by pgRouting (`pgr_drivingDistance`, many starts in one call), where a
 * PostgreSQL with PostGIS and pgRouting is installed. A cluster of its own in a temporary folder, removed afterwards.
 */
const STARTS = 1_000;

export async function besidePgRouting(city: string, view: WalkingView, bound: number): Promise<BenchRow[]> {
  const found = installed();
  if (!found)
    return [{ what: `${city}: beside pgRouting`, figure: "left out", bar: "PostgreSQL with pgRouting is not installed" }];
  const junctions = view.graph.x.length;
  const starts = Array.from({ length: STARTS }, (_, i) => (i * 7_919) % junctions);
  const cluster = await startCluster(found);
  try {
    const theirs = await treesByPgRouting(cluster.port, cluster.user, view, starts, bound);
    const ours = treesHere(view, starts, bound);
    const agree = theirs.junctions === ours.junctions && theirs.cost === ours.cost;
    const [here, there] = [STARTS / ours.seconds, STARTS / theirs.seconds];
    return [
      {
        what: `${city}: trees a second beside pgRouting ${theirs.version}, ${STARTS.toLocaleString("en")} in one call`,
        figure: `${Math.round(here).toLocaleString("en")} : ${Math.round(there).toLocaleString("en")} = ${(here / there).toFixed(1)} ×`,
        bar: "≥ 5 ×",
      },
      {
        what: `${city}: junctions reached and decimetres walked agree with pgRouting's`,
        figure: agree ? `yes, ${ours.junctions.toLocaleString("en")} costs` : `no: ${JSON.stringify({ ours, theirs })}`,
        bar: "yes",
      },
    ];
  } finally {
    cluster.stop();
  }
}

function treesHere(view: WalkingView, starts: readonly number[], bound: number) {
  const search = new BoundedSearch(view, bound);
  let least = Infinity;
  let sums = { junctions: 0, cost: 0 };
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    sums = { junctions: 0, cost: 0 };
    for (const junction of starts) {
      search.begin(bound);
      search.seed(junction, 0);
      search.run();
      sums.junctions += search.count;
      for (let i = 0; i < search.count; i++) sums.cost += search.cost[search.settled[i]!]!;
    }
    least = Math.min(least, (performance.now() - start) / 1_000);
  }
  return { ...sums, seconds: least };
}

async function treesByPgRouting(port: number, user: string, view: WalkingView, starts: readonly number[], bound: number) {
  const sql = postgres({ host: "127.0.0.1", port, user, database: "postgres", onnotice: () => undefined });
  try {
    await sql`CREATE EXTENSION pgrouting CASCADE`;
    await sql`CREATE TABLE edge (id integer, source integer, target integer, cost double precision)`;
    const { from, to } = view.graph;
    const rows = Array.from(view.edgeCost.keys()).filter((e) => view.edgeCost[e]! > 0);
    const column = (values: ArrayLike<number>) => rows.map((e) => values[e]!);
    await sql`
      INSERT INTO edge SELECT * FROM unnest(${rows}::int[], ${column(from)}::int[], ${column(to)}::int[], ${column(view.edgeCost)}::int[])`;
    await sql`ANALYZE edge`;
    const [{ version }] = (await sql`SELECT pgr_version() AS version`) as unknown as [{ version: string }];
    let seconds = Infinity;
    let sums = { junctions: 0, cost: 0 };
    for (let run = 0; run < 2; run++) {
      const start = performance.now();
      const [row] = (await sql`
        SELECT count(*)::int AS junctions, sum(agg_cost)::double precision AS cost
        FROM pgr_drivingDistance('SELECT id, source, target, cost FROM edge', ${starts as number[]}::int[], ${bound}, false)`) as unknown as [
        typeof sums,
      ];
      seconds = Math.min(seconds, (performance.now() - start) / 1_000);
      sums = { junctions: row.junctions, cost: row.cost };
    }
    return { ...sums, seconds, version };
  } finally {
    await sql.end();
  }
}

/** Folder of the programs of a PostgreSQL that has pgRouting. */
function installed(): string | null {
  const asked = spawnSync("pg_config", ["--bindir", "--sharedir"], { encoding: "utf8" });
  const [bin, share] = (asked.stdout ?? "").split("\n");
  const places: [string, string][] = bin && share ? [[bin, share]] : [];
  const debian = "/usr/lib/postgresql";
  if (existsSync(debian))
    for (const version of readdirSync(debian)) places.push([`${debian}/${version}/bin`, `/usr/share/postgresql/${version}`]);
  const place = places.find(
    ([programs, shared]) => existsSync(join(programs, "initdb")) && existsSync(join(shared, "extension", "pgrouting.control")),
  );
  return place?.[0] ?? null;
}

interface Cluster {
  readonly port: number;
  readonly user: string;
  stop(): void;
}

/** PostgreSQL does not run as root: there it runs as the user its package made. */
async function startCluster(programs: string): Promise<Cluster> {
  const isRoot = process.getuid?.() === 0;
  const idOf = (kind: string) => Number(execFileSync("id", [kind, "postgres"], { encoding: "utf8" }));
  const as = isRoot ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  const folder = mkdtempSync(join(tmpdir(), "streets-bench-"));
  if (isRoot) chownSync(folder, as.uid!, as.gid!);
  chmodSync(folder, 0o700);
  const data = join(folder, "data");
  const port = await freePort();
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(programs, program), args, { ...as, cwd: folder, stdio: "ignore" });
  const user = "bench";
  run("initdb", "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
  run("pg_ctl", "-D", data, "-w", "-l", join(folder, "log"), "-o", `-p ${port} -k ${folder} -h 127.0.0.1 -c fsync=off`, "start");
  return {
    port,
    user,
    stop() {
      run("pg_ctl", "-D", data, "-w", "-m", "fast", "stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });

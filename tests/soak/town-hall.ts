/** A served city in a folder of its own: started as its users start it, killed in parts, looked at past every policy. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { addressOfRunning, clusterHome } from "../../scripts/embedded-postgres.mjs";
import { anyFreePort } from "../../scripts/ports.mjs";
import { startApp, type RunningApp } from "../factories/running-app";
import { Unanswered } from "./client";

export const VICTIMS = ["web", "jobs", "postgres", "street import"] as const;
export type Victim = (typeof VICTIMS)[number];

const ENDED_WITHIN_MS = 30_000;

export class TownHall {
  private app: RunningApp | undefined;
  private owner: pg.Pool | undefined;

  constructor(readonly folder: string) {}

  get address(): string {
    return this.app?.address ?? "http://127.0.0.1:1";
  }

  async open(): Promise<void> {
    this.app = await startApp({
      ...{ QUARTERHOUR_DATA: this.folder, QUARTERHOUR_DEMO_CITY: "no", QUARTERHOUR_LIMITS: "off" },
      PORT: String(await anyFreePort()),
    });
    const owner = new pg.Pool({ connectionString: this.databaseAddress("owner"), application_name: "soak", max: 4 });
    owner.on("error", () => undefined);
    this.owner = owner;
  }

  /** Every row, whatever policies say. */
  async rows<R extends pg.QueryResultRow>(question: string, values: readonly unknown[] = []): Promise<R[]> {
    if (!this.owner) throw new Unanswered("the database is being started again");
    try {
      return (await this.owner.query<R>(question, [...values])).rows;
    } catch (error) {
      throw isOfTheConnection(error) ? new Unanswered(String(error)) : error;
    }
  }

  databaseAddress(as: "app" | "owner"): string {
    const { databasePort } = JSON.parse(readFileSync(join(this.folder, "running.lock"), "utf8")) as { databasePort: number };
    return addressOfRunning(this.folder, databasePort, as) ?? "";
  }

  /** Kills −9, and brings up again what does not come up by itself. */
  async kill(victim: Exclude<Victim, "street import">): Promise<void> {
    if (victim === "jobs") {
      // The launcher starts another a moment later.
      for (const pid of this.jobs()) process.kill(pid, "SIGKILL");
      return;
    }
    const lost = this.owner;
    this.owner = undefined;
    const pid = victim === "web" ? this.app!.pid : this.postmaster();
    const ended = this.app!.stop.bind(this.app);
    process.kill(pid, "SIGKILL");
    // Without its database the whole says so and ends; a web process killed takes all it started with it.
    await ended("SIGCONT");
    await lost?.end().catch(() => undefined);
    await this.open();
  }

  /** Everything ends, work is done on the cluster's folder, and all comes up again. */
  async whileOff(work: (cluster: string) => void): Promise<void> {
    const lost = this.owner;
    this.owner = undefined;
    await lost?.end().catch(() => undefined);
    const cluster = join(clusterHome(this.folder).existing!, "cluster");
    await this.app!.stop();
    for (const end = Date.now() + ENDED_WITHIN_MS; existsSync(join(cluster, "postmaster.pid")) && Date.now() < end;)
      await new Promise((look) => setTimeout(look, 50));
    work(cluster);
    await this.open();
  }

  async close(): Promise<void> {
    await this.owner?.end().catch(() => undefined);
    await this.app?.stop();
  }

  said(): string {
    return this.app?.output() ?? "";
  }

  private postmaster(): number {
    const { existing } = clusterHome(this.folder);
    return Number(readFileSync(join(existing!, "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
  }

  /** Children of the launcher that run the queue. */
  private jobs(): number[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === this.app!.pid && commandOf(pid).includes("jobs.js"));
  }
}

/** 57P01 to 57P03: told to end, crashed, not yet up; without a code of SQL: the line itself broke. */
const isOfTheConnection = (error: unknown): boolean => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^57P0|^08|^E[A-Z]+$/.test(code) || (code === "" && /onnection|timeout/.test(String(error)));
};

const proc = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
};
const parentOf = (pid: number): number => Number(/\nPPid:\s*(\d+)/.exec(proc(pid, "status"))?.[1] ?? 0);
const commandOf = (pid: number): string => proc(pid, "cmdline").replaceAll("\0", " ");

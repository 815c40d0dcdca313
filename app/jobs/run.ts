import { Logger, run } from "graphile-worker";
import { factsOf, log } from "~/platform/log.server";
import { jobs, timetable } from "./registry";

/** The process that works through the queue. It is the launcher's child and ends with it, however that ends. */
const AT_ONCE = 2;

const connectionString = process.env.DATABASE_URL;
if (!connectionString) throw new Error("DATABASE_URL is not set: the launcher sets it before the jobs start");

const runner = await run({
  connectionString,
  concurrency: AT_ONCE,
  maxPoolSize: AT_ONCE + 2,
  noHandleSignals: true,
  pollInterval: 2_000,
  taskList: jobs,
  crontab: timetable,
  logger: new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") log(level === "error" ? "error" : "warn", "jobs", { message });
  }),
});

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await runner.stop().catch(() => undefined);
  process.exit(0);
}

process.on("SIGTERM", () => void end()).on("SIGINT", () => void end());
process.on("disconnect", () => void end());
runner.promise.catch((error: unknown) => {
  if (!ending) log("error", "jobs stopped", factsOf(error));
  process.exit(1);
});
process.send?.("ready");

import { Logger, run } from "graphile-worker";
import { databaseAddress } from "~/platform/environment.server";
import { log } from "~/platform/log.server";
import { factsOf, sentenceFact } from "~/platform/log-facts.server";
import { jobs, timetable } from "./registry";
import { toldWithoutValues } from "./told-without-values";

/** The process that works through the queue. It is the launcher's child and ends with it, however that ends. */
const AT_ONCE = 2;

const runner = await run({
  connectionString: databaseAddress(),
  concurrency: AT_ONCE,
  maxPoolSize: AT_ONCE + 2,
  noHandleSignals: true,
  pollInterval: 2_000,
  taskList: toldWithoutValues(jobs),
  crontab: timetable,
  logger: new Logger(() => (level, message) => {
    if (level === "error" || level === "warning")
      log(level === "error" ? "error" : "warn", "jobs", { message: sentenceFact(message) });
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

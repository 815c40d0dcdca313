import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import { askDemoQuestion } from "~/modules/siting/use-cases/demo-siting.server";
import { databaseAddress, isDemo } from "~/platform/environment.server";
import { beginPresence } from "~/platform/job-presence.server";
import { log } from "~/platform/log.server";
import { factsOf, sentenceFact } from "~/platform/log-facts.server";
import { jobs, timetable, workers } from "./registry";
import { toldWithoutValues } from "./told-without-values";

/** The process that works through the queue. It is the launcher's child and ends with it, however that ends. */
/** The launcher waits a little longer before it kills. */
const DRAINED_WITHIN_MS = 6_000;

const presence = await beginPresence(() => {
  log("error", "jobs lost their place in the database", {});
  process.exit(1);
});
const events: WorkerEvents = new EventEmitter();
events.on("worker:create", ({ worker }) => void presence.announce(worker.workerId).catch(() => process.exit(1)));
await presence.sweep();

const runnerOf = (names: readonly string[], concurrency: number, crontab: string) =>
  run({
    ...{ events, connectionString: databaseAddress(), concurrency, maxPoolSize: concurrency + 2, crontab },
    noHandleSignals: true,
    pollInterval: 2_000,
    taskList: toldWithoutValues(Object.fromEntries(Object.entries(jobs).filter(([name]) => names.includes(name)))),
    logger: new Logger(() => (level, message) => {
      if (level === "error" || level === "warning")
        log(level === "error" ? "error" : "warn", "jobs", { message: sentenceFact(message) });
    }),
  });
// Whoever does most keeps the timetable too.
const runners = await Promise.all(workers.map(({ names, atOnce }, at) => runnerOf(names, atOnce, at === 0 ? timetable : "")));

// A first start, and one after nights that the machine was off: nobody waits for the next night to see who is due.
await runners[0]!.addJob("workOutDue", { isAtStart: true }, { jobKey: "due-at-start" });
await runners[0]!.addJob("checkVisits", {}, { jobKey: "check-at-start" });
// The demo's first question: its answer is a real one, and there before anybody has found the page.
if (isDemo()) void askDemoQuestion().catch((error: unknown) => log("warn", "the demo's question was not asked", factsOf(error)));

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  // What runs may finish; what does not in time goes back into the queue, for another process or the next start.
  await Promise.race([Promise.all(runners.map((each) => each.stop().catch(() => undefined))), pause(DRAINED_WITHIN_MS)]);
  await presence.leave();
  process.exit(0);
}

process.on("SIGTERM", () => void end()).on("SIGINT", () => void end());
process.on("disconnect", () => void end());
for (const { promise } of runners)
  promise.catch((error: unknown) => {
    if (!ending) log("error", "jobs stopped", factsOf(error));
    process.exit(1);
  });
process.send?.("ready");

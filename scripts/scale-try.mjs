import { parseArgs } from "node:util";
import { buildIfNeeded } from "./build.mjs";
import { openLaunch } from "./launch.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { PROJECT, requireNode } from "./project.mjs";
import { openFindings } from "./scale/findings.mjs";
import { openInstallation } from "./scale/installation.mjs";
import { neededPrograms } from "./scale/needed-programs.mjs";
import { tryCaches } from "./scale/try-caches.mjs";
import { tryFailover } from "./scale/try-failover.mjs";
import { tryJobs } from "./scale/try-jobs.mjs";
import { tryRestarts } from "./scale/try-restarts.mjs";
import { tryAddresses, trySessions, tryThrottle } from "./scale/try-sessions.mjs";
import { tryThroughput } from "./scale/try-throughput.mjs";
import { throwAwayFolder } from "./throw-away.mjs";

/**
 * `npm run scale:try`: two web processes, two job workers, a PostgreSQL primary with a streaming replica and nginx in front,
 * on loopback, and what must hold across them. Ends with a table; exit code 1 where something did not hold.
 */
const PARTS = {
  sessions: trySessions,
  throttle: tryThrottle,
  addresses: tryAddresses,
  caches: tryCaches,
  jobs: tryJobs,
  restarts: tryRestarts,
  throughput: tryThroughput,
  failover: tryFailover,
};

await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const wanted = values.only?.split(",") ?? Object.keys(PARTS);
  const unknown = wanted.find((name) => !(name in PARTS));
  if (unknown) throw new Problem(`没有这一部分 · There is no part «${unknown}»: choose of ${Object.keys(PARTS).join(", ")}.`);
  const programs = neededPrograms();
  await buildIfNeeded();
  const launch = openLaunch();
  launch.answerSignals(() => launch.leave(130, "已停止 · Stopped: nothing is left running."));
  const { folder, remove } = throwAwayFolder();
  launch.onStop(remove);
  const findings = openFindings();
  try {
    const city = await openInstallation({ folder, programs, onStop: launch.onStop, step });
    for (const name of wanted) {
      process.stdout.write(`\n${name}\n`);
      await PARTS[name](city, findings).catch((error) => {
        if (launch.isStopping()) throw error;
        findings.broke(name, error);
        process.stderr.write(`${error.stack}\n${city.lastWords()}\n`);
      });
    }
  } catch (error) {
    if (launch.isStopping()) return new Promise(() => {});
    await launch.stop();
    throw error;
  }
  process.stdout.write(`\n${findings.table()}\n\n${findings.passed()} hold, ${findings.failed()} failed\n`);
  await launch.leave(findings.failed() > 0 ? 1 : 0);
});

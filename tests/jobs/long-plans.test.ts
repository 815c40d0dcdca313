import { run } from "graphile-worker";
import { expect, test } from "vitest";
import { jobs, workers } from "../../app/jobs/registry";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();

test("while plans are made, what must not wait is done; every job has one worker", async () => {
  expect(workers.flatMap(({ names }) => names).sort()).toEqual(Object.keys(jobs).sort());
  const done: string[] = [];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const tasks: Record<string, () => Promise<void>> = {
    planVisits: async () => {
      await released;
      done.push("plan");
    },
    sealAudit: () => {
      done.push("seal");
      release();
      return Promise.resolve();
    },
  };
  for (const name of ["planVisits", "planVisits", "sealAudit"]) await records.sql`SELECT graphile_worker.add_job(${name})`;
  const runners = await Promise.all(
    workers.map(({ names, atOnce }) =>
      run({
        ...{ connectionString: records.url, concurrency: atOnce, noHandleSignals: true, pollInterval: 50, parsedCronItems: [] },
        taskList: Object.fromEntries(Object.entries(tasks).filter(([name]) => names.includes(name))),
      }),
    ),
  );
  await expect.poll(() => done).toEqual(["seal", "plan", "plan"]);
  await Promise.all(runners.map((runner) => runner.stop()));
});

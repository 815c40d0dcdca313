import { runOnce } from "graphile-worker";
import { beforeEach, expect, test } from "vitest";
import { failedJobsInView, settleFailedJob } from "~/modules/accounts/use-cases/failed-jobs.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { toldWithoutValues } from "~/jobs/told-without-values";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const administrator = madeActor({ role: "administrator" });

const work = (job: () => Promise<void>) =>
  runOnce({ connectionString: records.url, taskList: toldWithoutValues({ writeImport: job }), noHandleSignals: true });
const fails = () => Promise.reject(Object.assign(new Error("duplicate key (phone)=(13812345678) of 张秀英"), { code: "23505" }));
const jobs = async () => {
  const found = await failedJobsInView(administrator);
  return found.ok ? found.value : [];
};

beforeEach(async () => {
  await records.sql`TRUNCATE graphile_worker._private_jobs`;
  await inUnitOfWork(administrator, (uow) => enqueueJob(uow, "writeImport", { batchId: "b" }));
  await work(fails);
});

test("a job that failed is tried again later, and later still", async () => {
  const [job] = await jobs();
  expect(job).toMatchObject({ task: "writeImport", attempts: 1, maxAttempts: 8 });
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 3; attempt++) {
    const [row] = await records.sql<
      { wait: number }[]
    >`SELECT extract(epoch FROM run_at - updated_at)::float AS wait FROM graphile_worker.jobs`;
    waits.push(row!.wait);
    await records.sql`UPDATE graphile_worker._private_jobs SET run_at = now()`;
    await work(fails);
  }
  expect(waits[1]).toBeGreaterThan(waits[0]! * 2);
  expect(waits[2]).toBeGreaterThan(waits[1]! * 2);
});

test("what is shown of the error repeats no value", async () => {
  const [job] = await jobs();
  expect(job?.error).toContain("23505");
  expect(job?.error).not.toMatch(/138|张/);
});

test("given up by the queue, retried by a person: it runs at once and leaves the list", async () => {
  await records.sql`UPDATE graphile_worker._private_jobs SET attempts = max_attempts`;
  const [dead] = await jobs();
  expect(dead?.nextAt).toBeNull();
  expect(await settleFailedJob(administrator, dead!.id, "retry")).toMatchObject({ ok: true });
  let ran = 0;
  await work(async () => void (ran += 1));
  expect([ran, await jobs()]).toEqual([1, []]);
});

test("given up by a person it is gone, and who did it is on record", async () => {
  const [job] = await jobs();
  expect(await settleFailedJob(administrator, job!.id, "give-up")).toMatchObject({ ok: true });
  expect(await jobs()).toEqual([]);
  expect(await settleFailedJob(administrator, job!.id, "give-up")).toMatchObject({
    ok: false,
    refusal: { kind: "job-not-there" },
  });
  const deeds = await records.sql`SELECT action, subject_id, facts FROM audit_event WHERE action = 'give-up:job'`;
  expect(deeds).toEqual([{ action: "give-up:job", subject_id: job!.id, facts: { task: "writeImport" } }]);
});

test("a job that runs just now is nobody's to give up", async () => {
  const [job] = await jobs();
  await records.sql`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'worker-x'`;
  for (const step of ["retry", "give-up"] as const)
    expect(await settleFailedJob(administrator, job!.id, step)).toMatchObject({ refusal: { kind: "job-not-there" } });
});

test("the administrator of one city, and a planner of the whole, are refused", async () => {
  for (const actor of [madeActor({ role: "administrator", areaCode: "4101" }), madeActor({ role: "planner" })]) {
    expect(await failedJobsInView(actor)).toMatchObject({ ok: false, refusal: { kind: "not-permitted" } });
    expect(await settleFailedJob(actor, "1", "retry")).toMatchObject({ ok: false, refusal: { kind: "not-permitted" } });
  }
});

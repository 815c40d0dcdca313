import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import type { CoverageInput, CoverageResult } from "~/modules/coverage/domain/coverage-run";
import type { AskedOfThread } from "~/modules/coverage/use-cases/asked-of-thread.server";
import { Kept } from "~/modules/coverage/use-cases/kept-answers.server";
import type { ThreadProgress } from "~/platform/thread-progress.server";
import { closeThreads, inThread } from "~/platform/threads.server";
import { shareDone, type HowFar } from "~/shared/progress";
import { seededRandom } from "~/shared/seeded-random";
import { madeInput } from "../domain/made-input";

afterAll(closeThreads);

/** All places as far from all homes: as many looks as places × homes, since no ring tells them apart. */
function question(places: number, homes: number): CoverageInput {
  const random = seededRandom(7);
  const spot = (x: number) => ({ x: x + random() * 200, y: random() * 200 });
  return madeInput(
    Array.from({ length: homes }, () => ({ ...spot(0), people: 10 })),
    Array.from({ length: places }, () => spot(1_500)),
  );
}
const LONG = question(40_000, 20_000);

let latest: ThreadProgress;
const asking = (answers: Kept<CoverageResult>, input: CoverageInput, leaving: AbortSignal) =>
  answers.get(
    "question",
    (stopped, progress) => {
      latest = progress;
      const asked: AskedOfThread<CoverageInput> = { input, streets: null, progress: progress.memory };
      return inThread<typeof asked, CoverageResult>("coverage-figures", asked, stopped, progress);
    },
    leaving,
  );

/** Waits until the thread has gone past some places. */
async function underWay(answers: Kept<CoverageResult>): Promise<HowFar> {
  for (;;) {
    const far = answers.howFar("question");
    if (far === "made" || far === null) throw new Error(`the question ended before it could be left: ${far ?? "it failed"}`);
    if (far.done > 0) return far;
    await pause(5);
  }
}

test("when the only reader leaves, the work stops in the middle and the next question has the same thread", async () => {
  const answers = new Kept<CoverageResult>(4);
  const reader = new AbortController();
  const left = asking(answers, LONG, reader.signal);
  const far = await underWay(answers);
  expect(far).toMatchObject({ counted: "places", of: 40_000 });
  expect(shareDone(far)).toBeLessThan(1);
  const watched = latest;
  reader.abort(new Error("the browser was closed"));
  await expect(left).rejects.toThrow("the browser was closed");
  expect(answers.howFar("question")).toBeNull();
  // The pool has one thread on a small machine: an answer means that the long one has let go of it.
  const next = await asking(answers, question(3, 5), new AbortController().signal);
  expect(next.figures.people.at(-1)).toBe(50);
  expect(answers.howFar("question")).toBe("made");
  // A thread that was ended would have taken the networks it holds open with it.
  expect(watched.worker).toBeGreaterThan(0);
  if (availableParallelism() <= 2) expect(latest.worker).toBe(watched.worker);
  const stopped = watched.read();
  await pause(100);
  expect(watched.read()).toEqual(stopped);
  expect(shareDone(stopped)).toBeLessThan(1);
});

test("of two readers one leaves, and the other has the answer", async () => {
  const answers = new Kept<CoverageResult>(4);
  const [leaver, stayer] = [new AbortController(), new AbortController()];
  const input = question(5_000, 10_000);
  const left = asking(answers, input, leaver.signal);
  const stays = asking(answers, input, stayer.signal);
  await underWay(answers);
  leaver.abort(new Error("went elsewhere"));
  await expect(left).rejects.toThrow("went elsewhere");
  expect((await stays).figures.people.at(-1)).toBe(100_000);
});

test("who waits in line behind another computation is told that nothing has begun", async () => {
  const answers = new Kept<CoverageResult>(4);
  const behind = new AbortController();
  const ahead = Array.from({ length: availableParallelism() }, () => new AbortController());
  const busy = ahead.map(({ signal }) => asking(new Kept<CoverageResult>(1), LONG, signal));
  const waiting = asking(answers, question(3, 5), behind.signal);
  expect(answers.howFar("question")).toMatchObject({ step: 0, done: 0 });
  behind.abort(new Error("cancelled in line"));
  await expect(waiting).rejects.toThrow("cancelled in line");
  for (const each of ahead) each.abort(new Error("all went"));
  const ends = await Promise.allSettled(busy);
  expect(ends.every(({ status }) => status === "rejected")).toBe(true);
});

import { expect, test } from "vitest";
import { Kept } from "~/modules/coverage/use-cases/kept-answers.server";

/** Work that ends when it is told to, and says whether it was stopped. */
function someWork() {
  let finish: (value: string) => void = () => undefined;
  const seen = { stopped: false, begun: 0 };
  const make = (stopped: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      seen.begun++;
      finish = resolve;
      stopped.addEventListener("abort", () => {
        seen.stopped = true;
        reject(new Error("stopped"));
      });
    });
  return { seen, make, finish: (value: string) => finish(value) };
}

test("work nobody waits for any more is stopped, and begun anew for the next who asks", async () => {
  const kept = new Kept<string>(4);
  const work = someWork();
  const leaver = new AbortController();
  const left = kept.get("question", work.make, leaver.signal);
  leaver.abort(new Error("went elsewhere"));
  await expect(left).rejects.toThrow("went elsewhere");
  expect(work.seen.stopped).toBe(true);
  const again = kept.get("question", work.make);
  work.finish("figures");
  expect([await again, work.seen.begun]).toEqual(["figures", 2]);
});

test("work goes on while one of two askers still waits", async () => {
  const kept = new Kept<string>(4);
  const work = someWork();
  const leaver = new AbortController();
  const left = kept.get("question", work.make, leaver.signal);
  const stays = kept.get("question", work.make, new AbortController().signal);
  leaver.abort(new Error("went elsewhere"));
  await expect(left).rejects.toThrow();
  work.finish("figures");
  expect([await stays, work.seen]).toEqual(["figures", { stopped: false, begun: 1 }]);
});

import fc from "fast-check";
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

test("what is still being made is never forgotten: each answer is made once for all who wait, and few are kept", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 3 }),
      fc.array(fc.record({ key: fc.integer({ min: 0, max: 5 }), does: fc.constantFrom("ask", "ask", "finish", "leave") }), {
        maxLength: 40,
      }),
      async (most, steps) => {
        const kept = new Kept<number>(most);
        const running = new Map<number, () => void>();
        const readers = new Map<number, AbortController[]>();
        const waits: Promise<unknown>[] = [];
        const make = (key: number) => (stopped: AbortSignal) =>
          new Promise<number>((resolve, reject) => {
            expect(running.has(key)).toBe(false);
            running.set(key, () => resolve(key));
            stopped.addEventListener("abort", () => {
              running.delete(key);
              reject(new Error("stopped"));
            });
          });
        for (const { key, does } of steps) {
          if (does === "ask") {
            const reader = new AbortController();
            readers.set(key, [...(readers.get(key) ?? []), reader]);
            waits.push(kept.get(String(key), make(key), reader.signal).catch(() => undefined));
          } else if (does === "finish") {
            running.get(key)?.();
            running.delete(key);
            readers.delete(key);
          } else {
            for (const reader of readers.get(key) ?? []) reader.abort();
            readers.delete(key);
          }
          await Promise.resolve().then(() => undefined);
          const states = [0, 1, 2, 3, 4, 5].map((one) => kept.howFar(String(one)));
          for (const one of running.keys()) expect(states[one]).toMatchObject({ step: 0 });
          expect(states.filter((state) => state === "made").length).toBeLessThanOrEqual(most);
        }
        for (const all of readers.values()) for (const reader of all) reader.abort();
        await Promise.all(waits);
      },
    ),
    { numRuns: 200 },
  );
});

import { expect, test } from "vitest";
import { InTurn, TooManyWaiting } from "~/platform/in-turn.server";

const nobodyLeaves = new AbortController().signal;

/** Work that ends when told to, and says when it began. */
function heldWork(began: string[], name: string) {
  let end: () => void = () => undefined;
  const held = new Promise<void>((ended) => (end = ended));
  const work = async () => {
    began.push(name);
    await held;
    return name;
  };
  return { work, end: () => end() };
}

test("one works at a time, in the order they came, and too many are turned away at once", async () => {
  const turns = new InTurn(2);
  const began: string[] = [];
  const [a, b, c] = ["a", "b", "c"].map((name) => heldWork(began, name)) as [Held, Held, Held];
  const done = [a, b, c].map(({ work }) => turns.run(work, nobodyLeaves));
  await expect(turns.run(() => Promise.resolve("d"), nobodyLeaves)).rejects.toThrow(TooManyWaiting);
  expect(began).toEqual(["a"]);
  a.end();
  expect(await done[0]).toBe("a");
  c.end();
  b.end();
  expect(await Promise.all(done)).toEqual(["a", "b", "c"]);
  expect(began).toEqual(["a", "b", "c"]);
  expect(await turns.run(() => Promise.resolve("d"), nobodyLeaves)).toBe("d");
});

test("whoever leaves while waiting is never worked for, and makes room; work that fails lets the next one begin", async () => {
  const turns = new InTurn(1);
  const began: string[] = [];
  const [a, b, c] = ["a", "b", "c"].map((name) => heldWork(began, name)) as [Held, Held, Held];
  const first = turns.run(async () => {
    await a.work();
    throw new Error("broken");
  }, nobodyLeaves);
  const leaving = new AbortController();
  const second = turns.run(b.work, leaving.signal);
  leaving.abort(new Error("gone"));
  await expect(second).rejects.toThrow("gone");
  const third = turns.run(c.work, nobodyLeaves);
  a.end();
  c.end();
  await expect(first).rejects.toThrow("broken");
  expect(await third).toBe("c");
  expect(began).toEqual(["a", "c"]);
  await expect(turns.run(b.work, leaving.signal)).rejects.toThrow("gone");
});

type Held = ReturnType<typeof heldWork>;

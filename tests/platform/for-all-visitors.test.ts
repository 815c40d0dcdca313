import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forAllVisitors } from "~/platform/for-all-visitors.server";

/** One answer for everybody who asks the same within a second; a change of this process is seen in tests/modules/places/cities-for-visitors. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

test("the same question is asked once a second, another by itself", async () => {
  const shared = forAllVisitors<string>();
  let asked = 0;
  const ask = (what: string) => () => Promise.resolve(`${what} ${++asked}`);
  expect(await Promise.all([shared("a", ask("a")), shared("a", ask("a")), shared("b", ask("b"))])).toEqual(["a 1", "a 1", "b 2"]);
  vi.advanceTimersByTime(999);
  expect(await shared("a", ask("a"))).toBe("a 1");
  vi.advanceTimersByTime(1);
  expect(await shared("a", ask("a"))).toBe("a 3");
});

test("what failed is asked again by the next", async () => {
  const shared = forAllVisitors<string>();
  await expect(shared("a", () => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
  expect(await shared("a", () => Promise.resolve("there"))).toBe("there");
});

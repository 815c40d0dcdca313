import { expect, test } from "vitest";
import { latest } from "~/modules/coverage/ui/use-answer-progress";

const at = (share: number | null) => ({ share, now: null });

test("a process that does not compute the answer does not take back what the one that does has told", () => {
  expect(latest(at(0.4), at(null))).toEqual(at(0.4));
  expect(latest(at(0.4), at(0.5))).toEqual(at(0.5));
  expect(latest(at(null), at(null))).toEqual(at(null));
  expect(latest(null, at(null))).toEqual(at(null));
});

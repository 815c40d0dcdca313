import { expect, test } from "vitest";
import { methodError } from "~/modules/coverage/domain/method-error";

const EVERY = [methodError("network", true, false), methodError("sectors", true, false), methodError("sectors", false, true)];

test("bands hold both ways, and sectors from streets inherit what streets may be wrong by", () => {
  const [network, fromStreets] = EVERY;
  for (const error of [...EVERY, methodError("circle", true, false)]) {
    expect(error.worstTenth).toBeLessThan(error.shared);
    expect(error.shared).toBeLessThan(error.sharedAtBest);
    expect([error.low < 1, error.high > 1]).toEqual([true, true]);
  }
  expect(fromStreets!.low).toBeLessThanOrEqual(network!.low);
  expect(fromStreets!.high).toBeGreaterThanOrEqual(network!.high);
});

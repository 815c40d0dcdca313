import { expect, test } from "vitest";
import { FrameTimes } from "~/modules/coverage/ui/frame-times";

test("frames are summed up over the last of them, and counted over all", () => {
  const times = new FrameTimes();
  expect(times.summary()).toBeNull();
  for (let frame = 0; frame < 260; frame++) times.add(100);
  for (let frame = 1; frame <= 240; frame++) times.add(frame);
  expect(times.summary()).toEqual({ last: 240, median: 121, p95: 229, frames: 500 });
});

import { expect, test } from "vitest";
import { beganInServerTime, clockAhead, correctionOf } from "~/modules/visits/domain/phone-clock";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const received = Date.parse("2026-11-22T10:00:00Z");
const listBegan = Date.parse("2026-11-21T16:00:00Z");
const ahead = (captured: number, sent: number, believed: number | null = null) =>
  clockAhead({ capturedAt: captured, sentAt: sent, receivedAt: received, listBegan, believed });

test("by how much a phone's clock was wrong is what the server can still tell", () => {
  const saved = received - 2 * HOUR;
  expect(ahead(saved + 3 * DAY, received + 3 * DAY), "wrong all along").toBe(3 * DAY);
  expect(ahead(saved, received), "right all along").toBe(0);
  expect(ahead(saved, received + 3 * DAY), "right when it saved, wrong when it sent").toBe(0);
  expect(ahead(received + 5 * DAY, received), "wrong when it saved, right when it sent: no later than it came in").toBe(5 * DAY);
  expect(ahead(0, received), "after a flat battery: not before the day of its list").toBe(-listBegan);
  expect(ahead(saved + 3 * DAY, received, 3 * DAY), "put right since, but it knew").toBe(3 * DAY);
  expect(ahead(0, received, 0), "what it knew before the battery was flat helps no more").toBe(-listBegan);
});

test("a beginning by the phone's clock is put right, one typed by hand stays as it was typed", () => {
  const typed = "2026-11-21T06:00:00.000Z";
  expect(beganInServerTime(typed, true, -7 * HOUR)).toBe(typed);
  expect(beganInServerTime(typed, false, -7 * HOUR)).toBe("2026-11-21T13:00:00.000Z");
});

test("some minutes are left as they are", () => {
  expect(correctionOf(14 * 60_000)).toBe(0);
  expect(correctionOf(-16 * 60_000)).toBe(-16 * 60_000);
});
